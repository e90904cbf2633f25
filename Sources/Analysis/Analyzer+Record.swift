internal import Documents

extension Analyzer {
    /// What is known of a document, stage after stage.
    ///
    /// A class: each stage would copy it, some forty counted references, to hand it on.
    final class Reading {
        let document: Document
        let text: NormalizedText
        let layout: Layout
        var values = ValueMentions()
        var scan = Scan()
        var places: [PlaceMention] = []
        var parties: [PartyMention] = []
        var names = NameTagger.Names()
        var joint: Record.Joint?
        var demands: [DemandFinder.Demand] = []
        var measures = MeasureFinder.Found()

        init(_ document: Document, _ text: NormalizedText, _ layout: Layout) {
            (self.document, self.text, self.layout) = (document, text, layout)
        }
    }

    /// The record of what was found, all but what it is about; tells the classifier what speaks for that.
    func assemble(_ reading: Reading) -> Record {
        let (document, text, layout) = (reading.document, reading.text, reading.layout)
        var record = Record(id: document.id, kind: layout.kind)
        let assembler = RecordAssembler(text: text)
        record.title = layout.title.map { Record.TextSpan(text: text.surface($0), span: text.sourceSpan($0)) }
        record.repairs = text.repairs
        let (outerParties, outerPlaces, outerValues) = outermost(reading)
        assembler.add(outerValues, layout, to: &record)
        record.places = outerPlaces.map { place in
            Record.Place(
                span: text.sourceSpan(place.span), text: text.surface(place.span),
                adcode: place.division.map { places.gazetteer.adcode($0) },
                path: place.division.map { places.gazetteer.path($0) } ?? [],
                detail: place.detailStart < place.span.end
                    ? text[NormalizedSpan(place.detailStart, place.span.end)] : nil,
                rule: place.rule.string)
        }
        record.parties = assembler.parties(outerParties)
        record.demands = reading.demands.map {
            Record.TextMention(span: text.sourceSpan($0.span), text: text.surface($0.span), rule: $0.rule)
        }
        record.sections = layout.sections.map {
            Record.Section(
                level: $0.level, label: $0.label, heading: text[$0.heading],
                span: text.sourceSpan($0.span))
        }
        record.measures = reading.measures.measures.map {
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
        record.diagnostics += reading.measures.leftOut.map {
            Record.Diagnostic(code: "measure.not-extracted-by-policy", span: text.sourceSpan($0))
        }
        if layout.kind == .letter {
            record.joint = reading.joint
            record.diagnostics += promptReading.spans(reading.scan.alarms, text).map {
                Record.Diagnostic(code: "reading.prompt", span: text.sourceSpan($0))
            }
        }
        reading.scan.evidence.title = layout.subjectLine(text.scalars)
        reading.scan.evidence.demands = reading.demands.map(\.span)
        reading.scan.evidence.hidden = hidden(text, reading.parties, reading.values, reading.places)
        return record
    }

    /// The parties, places and values that a record tells: a letter's without those that lie inside another mention.
    private func outermost(
        _ reading: Reading
    ) -> (parties: [PartyMention], places: [PlaceMention], values: ValueMentions) {
        guard reading.layout.kind == .letter else {
            // 责任单位：白水乡: the body, in a plan.
            let bodies = isPlan(reading.layout.kind) ? Set(reading.parties.map(\.span)) : []
            let places = reading.places.filter { $0.detailStart < $0.span.end || !bodies.contains($0.span) }
            return (reading.parties, places, reading.values)
        }
        let text = reading.text.scalars
        let nested = NestedMentions(demands: askedBelowTitle(reading.demands, reading.layout), text: text)
        let parties = nested.parties(reading.parties, reading.places)
        let places = nested.places(reading.places, parties, isHome: { Record.Place.isHome(text[$0.range]) })
        return (parties, places, nested.values(reading.values))
    }

    /// Where a letter asks, but for its title, which names the matter.
    private func askedBelowTitle(_ demands: [DemandFinder.Demand], _ layout: Layout) -> [NormalizedSpan] {
        let end = layout.title?.end ?? layout.lines.first(where: { $0.count > 0 })?.end ?? 0
        return demands.lazy.map(\.span).filter { $0.start >= end || layout.title == nil && end > 60 }
    }

    /// Says in the record what a document is about and what it wants, where it is about anything.
    func classify(_ reading: Reading, _ record: inout Record) {
        let text = reading.text
        guard hasSubject(reading.layout, text) else { return }
        let decision = text.scalars.withUnsafeBufferPointer { classifier.classify($0, reading.scan.evidence) }
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
        let whole = SourceSpan(0, reading.document.text.count)
        if (record.issues.first?.score ?? 0) < Double(IssueClassifier.certain) {
            record.diagnostics.append(Record.Diagnostic(code: "issue.undecided", span: whole))
        } else if decision.isDisputed {
            record.diagnostics.append(Record.Diagnostic(code: "issue.model-disagrees", span: whole))
        }
    }

    private static let visitors = WordSet([
        "来访人", "信访人", "来电人", "反映人", "诉求人", "投诉人", "来信人", "来访者", "来电者", "反映者", "投诉者", "求助人",
        "反映内容", "诉求内容", "投诉内容", "来电内容",
    ])
    /// How notes of a talk tell who came; how a writer tells of himself, as no plan does.
    private static let visits = WordSet(["来访群众", "来电反映", "来访反映", "前来反映", "电话反映", "上访人", "上访群众"])
    private static let writers = WordSet(["我是", "我叫", "我家", "恳请"])
    /// What passes a letter on tells what that is about.
    private static let forwarders = WordSet(["转送单", "转办单", "交办单", "督办函", "督办单", "转送函", "转办函"])

    /// Letters ask, and so do the notes of a visit or a call; other minutes and reports tell what was decided or done.
    func asks(_ kind: DocumentKind, _ text: NormalizedText) -> Bool {
        kind == .letter
            || [.minutes, .report, .other].contains(kind)
                && !Self.visitors.present(in: text.scalars.prefix(400)).isEmpty
    }

    /// What has an issue and a purpose: what asks, the replies to it, what passes it on, and papers of no known kind and
    /// short ones in which a person speaks: notes of talks, and messages that only use a word of plans and notices
    /// (通报, 意见).
    private func hasSubject(_ layout: Layout, _ text: NormalizedText) -> Bool {
        if asks(layout.kind, text) || layout.kind == .reply { return true }
        if layout.kind == .notice, !Self.forwarders.present(in: text.scalars.prefix(100)).isEmpty { return true }
        if layout.kind == .other, hasOwnVoice(text) { return true }
        guard text.scalars.count <= Self.messageLength else { return false }
        if !isPlan(layout.kind) || layout.sections.isEmpty, hasOwnVoice(text) { return true }
        return !(isPlan(layout.kind) ? Self.writers : Self.visits).present(in: text.scalars[...]).isEmpty
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

    /// Names, numbers and homes of private persons, ascending and apart: what the masked copy leaves out too.
    func hidden(
        _ text: NormalizedText, _ parties: [PartyMention], _ values: ValueMentions, _ places: [PlaceMention]
    ) -> [NormalizedSpan] {
        var all: [NormalizedSpan] = []
        all.reserveCapacity(parties.count + values.identifiers.count)
        for party in parties where party.type == .person { all.append(party.span) }
        for identifier in values.identifiers { all.append(identifier.span) }
        for place in places where Record.Place.isHome(text.scalars[place.span.range]) { all.append(place.span) }
        all.sort()
        var apart: [NormalizedSpan] = []
        apart.reserveCapacity(all.count)
        for span in all where span.count > 0 {
            if let last = apart.last, span.start < last.end {
                apart[apart.count - 1] = NormalizedSpan(last.start, max(last.end, span.end))
            } else {
                apart.append(span)
            }
        }
        return apart
    }
}
