public import Dictionaries
public import Documents
internal import ICUKit

/// Reads one document: normalise → structure → extract → classify.
///
/// Built once (dictionaries load in some tens of milliseconds) and shared by all threads; it never changes.
public struct Analyzer: Sendable {
    public let taxonomy: Taxonomy
    let normalizer: Normalizer
    let layoutReader: LayoutReader
    let values: ValueExtractor
    let lexicon: Lexicon
    let places: PlaceFinder
    let parties: PartyFinder
    let demandFinder: DemandFinder
    let measureFinder: MeasureFinder
    let classifier: IssueClassifier
    let mapping: IssueMapping?
    let promptReading: PromptReading
    let words: LazyWords

    /// - Parameters:
    ///   - repairs: whether look-alikes of a scanner are read as what they were.
    ///   - userWords: words that ``segments(of:)`` keeps whatever the lexicon says.
    ///   - usesModel: false leaves the trained model out, so that one can be trained whatever file is there.
    ///   - mapping: bytes of the office's own names of the classes (``IssueMapping``) and what an error calls them.
    ///   - home: code of the division whose letters these are (GB/T 2260, six digits): it settles places that a letter
    ///     leaves open. A code that no division has is an error.
    /// - Throws: ``DictionaryError`` with file and line, or ``ICUError``.
    public init(
        dictionaries: DictionaryFiles = .standard(), repairs: Bool = true, userWords: UserWords? = nil,
        usesModel: Bool = true, mapping: (bytes: [UInt8], file: String)? = nil, home: UInt32? = nil
    ) throws {
        words = LazyWords(dictionaries, user: userWords)
        // The tables of normalisation, the gazetteer and the model take most of the time to start: a core each.
        let tables = Concurrently { try Normalizer(dictionaries: dictionaries, repairs: repairs) }
        let loaded = Concurrently { () throws -> IssueModel? in
            guard usesModel else { return nil }
            return try IssueModel.inUse(dictionaries)
        }
        let finders = Concurrently {
            (
                values: try ValueExtractor(dictionaries), parties: try PartyFinder(dictionaries),
                layouts: try LayoutReader(dictionaries), demands: try DemandFinder(dictionaries),
                measures: try MeasureFinder(dictionaries)
            )
        }
        var lexicon = Lexicon()
        places = try PlaceFinder(dictionaries, into: &lexicon, home: home)
        taxonomy = try Taxonomy(dictionaries, into: &lexicon)
        try PurposeCues.read(dictionaries, into: &lexicon)
        promptReading = try PromptReading(dictionaries, into: &lexicon)
        let taxonomy = taxonomy
        self.mapping = try mapping.map { try IssueMapping($0.bytes, file: $0.file, taxonomy: taxonomy) }
        self.lexicon = lexicon
        classifier = try IssueClassifier(taxonomy: taxonomy, model: try loaded.value())
        normalizer = try tables.value()
        (values, parties, layoutReader, demandFinder, measureFinder) = try finders.value()
    }

    /// The text in the form that rules are written for.
    public func normalize(_ text: SourceText) -> NormalizedText { normalizer.normalize(text) }

    /// Normalisation and structure alone: what everything later stands on.
    package func readForm(of text: SourceText) -> Layout { layoutReader.read(normalizer.normalize(text)) }

    /// What laixin says of one document.
    public func analyze(_ document: Document) -> Record {
        var clock = StageClock(isRunning: false)
        return analyze(document, clock: &clock)
    }

    /// The same, with the time of each stage added to `clock`.
    package func analyze(_ document: Document, clock: inout StageClock) -> Record {
        clock.start()
        let text = normalizer.normalize(document.text)
        clock.lap(.normalise)
        let layout = layoutReader.read(text)
        clock.lap(.structure)
        let found = values.extract(text, layout.kind, received: document.received)
        clock.lap(.values)
        var scanned = scan(text)
        let divisions = scanned.divisions
        clock.lap(.scan)
        let placeMentions = places.find(
            text, divisions, taken: found.taken, isPlan: isPlan(layout))
        clock.lap(.places)
        let (partyMentions, joint) = parties.find(text, layout, divisions.map(\.span), taken: found.taken)
        clock.lap(.parties)
        let demands = asks(layout, text) ? demandFinder.find(text, layout, partyMentions) : []
        let measures = measureFinder.measures(text, layout, found, partyMentions)

        clock.lap(.requests)

        var record = Record(id: document.id, kind: layout.kind)
        let assembler = RecordAssembler(text: text)
        record.title = layout.title.map { Record.TextSpan(text: text.surface($0), span: text.sourceSpan($0)) }
        record.repairs = text.repairs
        assembler.add(found, layout, to: &record)
        let nested = NestedMentions(demands: askedBelowTitle(demands, layout), text: text.scalars)
        let outerParties = layout.kind == .letter ? nested.parties(partyMentions, placeMentions) : partyMentions
        let outerPlaces =
            layout.kind == .letter
            ? nested.places(placeMentions, outerParties, isHome: { Record.Place.isHome(text.scalars[$0.range]) })
            : placeMentions
        record.places = outerPlaces.map { place in
            Record.Place(
                span: text.sourceSpan(place.span), text: text.surface(place.span),
                adcode: place.division.map { places.gazetteer.adcode($0) },
                path: place.division.map { places.gazetteer.path($0) } ?? [],
                detail: place.detailStart < place.span.end
                    ? text[NormalizedSpan(place.detailStart, place.span.end)] : nil,
                rule: place.rule)
        }
        record.parties = assembler.parties(outerParties)
        record.demands = demands.map {
            Record.TextMention(span: text.sourceSpan($0.span), text: text.surface($0.span), rule: $0.rule)
        }
        record.sections = layout.sections.map {
            Record.Section(
                level: $0.level, label: $0.label, heading: text[$0.heading],
                span: text.sourceSpan($0.span))
        }
        record.measures = measures.found.map {
            Record.Measure(
                span: text.sourceSpan($0.span), text: text.surface($0.span), bodies: $0.bodies, due: $0.due,
                target: $0.target, rule: $0.rule)
        }
        record.parts = layout.parts.map { Record.Part(kind: $0.kind, span: text.sourceSpan($0.span)) }
        if let index = document.provenance.index, let offset = document.provenance.offset {
            record.position = Record.Position(index: index, offset: offset)
        }
        record.documents = layout.documents.map { part in
            Record.DocumentPart(title: part.title.map { text[$0] }, span: text.sourceSpan(part.span))
        }
        record.diagnostics += text.diagnostics
        record.diagnostics += layout.oddities.map {
            Record.Diagnostic(code: $0.code, span: text.sourceSpan($0.span))
        }
        record.diagnostics += document.provenance.oddities.map {
            Record.Diagnostic(code: $0, span: SourceSpan(0, document.text.count))
        }
        record.diagnostics += measures.leftOut.map {
            Record.Diagnostic(code: "measure.not-extracted-by-policy", span: text.sourceSpan($0))
        }
        if layout.kind == .letter {
            record.joint = joint
            record.diagnostics += promptReading.spans(scanned.alarms, text).map {
                Record.Diagnostic(code: "reading.prompt", span: text.sourceSpan($0))
            }
        }
        scanned.evidence.title = layout.title
        scanned.evidence.demands = demands.map(\.span)
        scanned.evidence.hidden = hidden(text, partyMentions, found, placeMentions)
        clock.lap(.assembly)
        if hasSubject(layout, text) {
            let decision = text.scalars.withUnsafeBufferPointer { classifier.classify($0, scanned.evidence) }
            record.purpose = Record.Judgement(
                value: decision.purpose.value, score: rounded(decision.purpose.score), rule: "purpose.cues+model")
            record.issues = decision.verdicts.enumerated().map { index, verdict in
                let node = taxonomy.nodes[verdict.node]
                var issue = Record.Issue(
                    path: node.path, code: node.code, score: rounded(verdict.score), primary: index == 0,
                    rule: verdict.rule, evidence: verdict.evidence.map { Record.Range(text.sourceSpan($0)) })
                issue.local = mapping?.name(of: node.code)
                return issue
            }
            for (index, node) in decision.demandNodes.enumerated() where index < record.demands.count {
                record.demands[index].issue = taxonomy.nodes[node].code
            }
            let whole = SourceSpan(0, document.text.count)
            if (record.issues.first?.score ?? 0) < Double(IssueClassifier.certain) {
                record.diagnostics.append(Record.Diagnostic(code: "issue.undecided", span: whole))
            } else if decision.isDisputed {
                record.diagnostics.append(Record.Diagnostic(code: "issue.model-disagrees", span: whole))
            }
        }
        clock.lap(.classification)
        return record
    }

    /// Where a letter asks, but for its title, which names the matter.
    private func askedBelowTitle(_ demands: [DemandFinder.Demand], _ layout: Layout) -> [NormalizedSpan] {
        guard layout.kind == .letter else { return [] }
        let end = layout.title?.end ?? layout.lines.first(where: { $0.count > 0 })?.end ?? 0
        return demands.lazy.map(\.span).filter { $0.start >= end || layout.title == nil && end > 60 }
    }

    private static let visitors = WordSet(["来访人", "信访人", "来电人", "反映人", "诉求人", "投诉人", "来信人"])

    /// Letters ask, and so do the notes of a visit or a call; other minutes and reports tell what was decided or done.
    private func asks(_ layout: Layout, _ text: NormalizedText) -> Bool {
        layout.kind == .letter
            || [.minutes, .report, .other].contains(layout.kind)
                && !Self.visitors.present(in: text.scalars.prefix(400)).isEmpty
    }

    /// What has an issue and a purpose: what asks, the replies to it, and short papers in which a person speaks: notes
    /// of talks, and messages that only use a word of plans and notices (通报, 意见).
    private func hasSubject(_ layout: Layout, _ text: NormalizedText) -> Bool {
        asks(layout, text) || layout.kind == .reply
            || text.scalars.count <= Self.messageLength && hasOwnVoice(text)
                && (!isPlan(layout) || layout.sections.isEmpty)
    }

    /// Whether a person speaks of himself (我, but no office: 我市, 我局) or asks a question.
    private func hasOwnVoice(_ text: NormalizedText) -> Bool {
        let scalars = text.scalars
        return scalars.indices.contains { index in
            switch scalars[index] {
            case 0x6211: index + 1 == scalars.count || !Self.unitsOfOffices.contains(scalars[index + 1])
            case 0x4FFA, 0x54B1, 0xFF1F, 0x5417: true
            default: false
            }
        }
    }

    private static let unitsOfOffices = ScalarSet("省市区县镇乡街局委办院校国单部处所")
    private static let messageLength = 1_000

    private func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }

    /// What one walk over the text for every term of every dictionary finds.
    struct Scan {
        var divisions: [DivisionHit] = []
        var evidence = IssueClassifier.Evidence()
        var alarms: [PromptReading.Hit] = []
    }

    /// At overlaps the longest of a family wins.
    func scan(_ text: NormalizedText) -> Scan {
        var scan = Scan()
        text.scalars.withUnsafeBufferPointer { buffer in
            var divisionEnd = 0
            var cueEnd = 0
            var purposeEnd = 0
            var alarmEnd = 0
            lexicon.forEachPlace(in: buffer) { place in
                let start = place.start
                var division: TermTrie.Hit?
                var cue: TermTrie.Hit?
                var purpose: TermTrie.Hit?
                var alarm: TermTrie.Hit?
                lexicon.forEachHit(at: place, in: buffer) { hit in
                    let family = lexicon.family(of: hit.term)
                    if family & Lexicon.divisions != 0 { division = hit }
                    if family & Lexicon.cues != 0 { cue = hit }
                    if family & Lexicon.purposes != 0 { purpose = hit }
                    if family & Lexicon.alarms != 0 { alarm = hit }
                }
                if let division, start >= divisionEnd {
                    divisionEnd = start + division.length
                    var meanings: [Int32] = []
                    lexicon.forEachEntry(of: division.term) {
                        if case .division(let index) = $0 { meanings.append(index) }
                    }
                    scan.divisions.append(DivisionHit(span: NormalizedSpan(start, divisionEnd), meanings: meanings))
                }
                lexicon.forEachEntry(of: cue, at: start, behind: &cueEnd) { span, entry in
                    if case .cue(let node, let weight) = entry {
                        scan.evidence.cues.append(.init(span: span, node: Int(node), weight: weight))
                    }
                }
                lexicon.forEachEntry(of: purpose, at: start, behind: &purposeEnd) { span, entry in
                    if case .purpose(let index, let weight) = entry {
                        scan.evidence.purposes.append(.init(span: span, purpose: index, weight: weight))
                    }
                }
                lexicon.forEachEntry(of: alarm, at: start, behind: &alarmEnd) { span, entry in
                    if case .alarm(let isFor) = entry { scan.alarms.append(.init(span: span, isFor: isFor)) }
                }
            }
        }
        return scan
    }

    private func isPlan(_ layout: Layout) -> Bool { layout.kind == .plan || layout.kind == .notice }

    /// Names, numbers and homes of private persons, ascending and apart: what the masked copy leaves out too.
    private func hidden(
        _ text: NormalizedText, _ parties: [PartyMention], _ values: ValueMentions, _ places: [PlaceMention]
    ) -> [NormalizedSpan] {
        let homes = places.map(\.span).filter { Record.Place.isHome(text.scalars[$0.range]) }
        let all = parties.filter { $0.type == .person }.map(\.span) + values.identifiers.map(\.span) + homes
        var apart: [NormalizedSpan] = []
        for span in all.sorted() where span.count > 0 {
            if let last = apart.last, span.start < last.end {
                apart[apart.count - 1] = NormalizedSpan(last.start, max(last.end, span.end))
            } else {
                apart.append(span)
            }
        }
        return apart
    }

    /// What a document shows of its subject, as training sees it: the same as ``analyze(_:)`` would classify.
    func evidence(_ document: Document) -> (NormalizedText, IssueClassifier.Evidence) {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        let found = values.extract(text, layout.kind, received: document.received)
        let scan = scan(text)
        let mentions = parties.find(text, layout, scan.divisions.map(\.span), taken: found.taken).mentions
        let placeMentions = places.find(text, scan.divisions, taken: found.taken, isPlan: isPlan(layout))
        var evidence = scan.evidence
        evidence.title = layout.title
        evidence.hidden = hidden(text, mentions, found, placeMentions)
        evidence.demands = asks(layout, text) ? demandFinder.find(text, layout, mentions).map(\.span) : []
        return (text, evidence)
    }
}
