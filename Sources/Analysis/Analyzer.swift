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
    let nameTagger: NameTagger?
    let nameCharacters: NameCharacters
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
    ///   - weighsRequests: false leaves requests as rules find them.
    ///   - mapping: bytes of the office's own names of the classes (``IssueMapping``) and what an error calls them.
    ///   - home: code of the division whose letters these are (GB/T 2260, six digits): it settles places that a letter
    ///     leaves open. A code that no division has is an error.
    ///   - names: bytes of another model of names than the one of the dictionaries, and what an error calls it.
    /// - Throws: ``DictionaryError`` with file and line, or ``ICUError``.
    public init(
        dictionaries: DictionaryFiles = .standard(), repairs: Bool = true, userWords: UserWords? = nil,
        usesModel: Bool = true, weighsRequests: Bool = true, mapping: (bytes: [UInt8], file: String)? = nil,
        home: UInt32? = nil, names: (bytes: [UInt8], file: String)? = nil
    ) throws {
        words = LazyWords(dictionaries, user: userWords)
        // The tables of normalisation, the gazetteer and the model take most of the time to start: a core each.
        let tables = Concurrently { try Normalizer(dictionaries: dictionaries, repairs: repairs) }
        let loaded = Concurrently { () throws -> IssueModel? in
            guard usesModel else { return nil }
            return try IssueModel.inUse(dictionaries)
        }
        var lexicon = Lexicon()
        let partyWords = try PartyLexicon(dictionaries, into: &lexicon)
        let nameCharacters = try NameCharacters(dictionaries, partyWords.characters)
        let tagger = Concurrently { () throws -> NameTagger? in
            if let names { return NameTagger(try NameModel(names.bytes, file: names.file, nameCharacters)) }
            guard usesModel else { return nil }
            return try NameTagger(dictionaries, nameCharacters)
        }
        let finders = Concurrently {
            (
                values: try ValueExtractor(dictionaries), parties: try PartyFinder(dictionaries, partyWords),
                layouts: try LayoutReader(dictionaries),
                demands: try DemandFinder(dictionaries, usesWeights: weighsRequests),
                measures: try MeasureFinder(dictionaries)
            )
        }
        places = try PlaceFinder(dictionaries, into: &lexicon, home: home)
        taxonomy = try Taxonomy(dictionaries, into: &lexicon)
        try PurposeCues.read(dictionaries, into: &lexicon)
        promptReading = try PromptReading(dictionaries, into: &lexicon)
        let taxonomy = taxonomy
        self.mapping = try mapping.map { try IssueMapping($0.bytes, file: $0.file, taxonomy: taxonomy) }
        classifier = try IssueClassifier(taxonomy: taxonomy, model: try loaded.value())
        nameTagger = try tagger.value()
        self.nameCharacters = nameCharacters
        normalizer = try tables.value()
        (values, parties, layoutReader, demandFinder, measureFinder) = try finders.value()
        self.lexicon = lexicon
    }

    /// The text in the form that rules are written for.
    public func normalize(_ text: SourceText) -> NormalizedText { normalizer.normalize(text) }

    /// Normalisation and structure alone: what everything later stands on.
    package func readForm(of text: SourceText) -> Layout { layoutReader.read(normalizer.normalize(text)) }

    /// What laixin says of one document.
    public func analyze(_ document: Document) -> Record { analyze([document])[0] }

    /// What laixin says of several documents, in their order.
    ///
    /// Each stage reads all of them before the next one begins, so that its code and tables are near when they are
    /// needed: some twenty short letters together take a good part less time than one by one.
    public func analyze(_ documents: [Document]) -> [Record] {
        var clock = StageClock(isRunning: false)
        return analyze(documents, clock: &clock)
    }

    /// The same, with the time of each stage added to `clock`.
    package func analyze(_ documents: [Document], clock: inout StageClock) -> [Record] {
        clock.start()
        let texts = documents.map { normalizer.normalize($0.text) }
        clock.lap(.normalise)
        let readings = zip(documents, texts).map { Reading($0, $1, layoutReader.read($1)) }
        clock.lap(.structure)
        for reading in readings {
            reading.values = values.extract(
                reading.text, reading.layout.kind, received: reading.document.received)
        }
        clock.lap(.values)
        for reading in readings { reading.scan = scan(reading.text) }
        clock.lap(.scan)
        for reading in readings { findPlaces(reading) }
        clock.lap(.places)
        for reading in readings { findParties(reading) }
        clock.lap(.parties)
        for reading in readings { tagNames(reading) }
        clock.lap(.names)
        for reading in readings {
            settleParts(reading)
            addLikelySums(reading)
        }
        clock.lap(.parts)
        for reading in readings { findDemands(reading) }
        clock.lap(.requests)
        var records: [Record] = []
        records.reserveCapacity(readings.count)
        for reading in readings { records.append(assemble(reading)) }
        clock.lap(.assembly)
        for (index, reading) in readings.enumerated() { classify(reading, &records[index]) }
        clock.lap(.classification)
        return records
    }

    private func findPlaces(_ reading: Reading) {
        reading.places = places.find(
            reading.text, reading.scan.divisions, taken: reading.values.taken, isPlan: isPlan(reading.layout.kind))
    }

    private func findParties(_ reading: Reading) {
        reading.parties = parties.named(reading.text, reading.layout, reading.scan, taken: reading.values.taken)
    }

    /// Reads a letter's names anew with all that the rules found in it.
    private func tagNames(_ reading: Reading) {
        (reading.places, reading.names) = tagged(
            reading.places, reading.parties, reading.text, reading.layout, taken: reading.values.taken)
    }

    private func settleParts(_ reading: Reading) {
        (reading.parties, reading.joint) = parties.settled(
            reading.parties, reading.places, with: reading.names, reading.text, reading.layout, reading.scan)
    }

    /// What is known of one document when its parties are settled, and no number is weighed yet.
    func settledReading(of document: Document) -> Reading {
        let text = normalizer.normalize(document.text)
        let reading = Reading(document, text, layoutReader.read(text))
        reading.values = values.extract(text, reading.layout.kind, received: document.received)
        reading.scan = scan(text)
        findPlaces(reading)
        findParties(reading)
        tagNames(reading)
        settleParts(reading)
        return reading
    }

    private func findDemands(_ reading: Reading) {
        if asks(reading.layout.kind, reading.text) {
            reading.demands = demandFinder.find(reading.text, reading.layout, reading.parties)
        }
        reading.measures = measureFinder.measures(reading.text, reading.layout, reading.values, reading.parties)
    }

    /// What one walk over the text for every term of every dictionary finds.
    struct Scan {
        var divisions: [DivisionHit] = []
        var evidence = IssueClassifier.Evidence()
        var alarms: [PromptReading.Hit] = []
        /// The words of parties.
        var cues = CueTable.empty
    }

    /// At overlaps the longest of a family wins.
    func scan(_ text: NormalizedText) -> Scan {
        var words = CueWriter(count: text.count)
        var divisions: [DivisionHit] = []
        var evidence = IssueClassifier.Evidence()
        var alarms: [PromptReading.Hit] = []
        evidence.cues.reserveCapacity(text.count / 8)
        text.scalars.withUnsafeBufferPointer { buffer in
            var divisionEnd = 0
            var cueEnd = 0
            var purposeEnd = 0
            var alarmEnd = 0
            lexicon.forEachPlace(in: buffer) { place in
                let start = place.start
                var families: UInt8 = 0
                var division: TermTrie.Hit?
                var cue: TermTrie.Hit?
                var purpose: TermTrie.Hit?
                var alarm: TermTrie.Hit?
                lexicon.forEachHit(at: place, in: buffer) { hit in
                    let term = lexicon.term(hit.term)
                    if !term.cues.isEmpty { words.add(term.cues, term: hit.term, at: start, length: hit.length) }
                    let family = term.families
                    guard family != 0 else { return }
                    families |= family
                    if family & Lexicon.divisions != 0 { division = hit }
                    if family & Lexicon.cues != 0 { cue = hit }
                    if family & Lexicon.purposes != 0 { purpose = hit }
                    if family & Lexicon.alarms != 0 { alarm = hit }
                }
                guard families != 0 else { return }
                if let division, start >= divisionEnd {
                    divisionEnd = start + division.length
                    var meanings: [Int32] = []
                    lexicon.forEachEntry(of: division.term) {
                        if case .division(let index) = $0 { meanings.append(index) }
                    }
                    divisions.append(DivisionHit(span: NormalizedSpan(start, divisionEnd), meanings: meanings))
                }
                lexicon.forEachEntry(of: cue, at: start, behind: &cueEnd) { span, entry in
                    if case .cue(let node, let weight) = entry {
                        evidence.cues.append(.init(span: span, node: Int(node), weight: weight))
                    }
                }
                lexicon.forEachEntry(of: purpose, at: start, behind: &purposeEnd) { span, entry in
                    if case .purpose(let index, let weight) = entry {
                        evidence.purposes.append(.init(span: span, purpose: Int(index), weight: weight))
                    }
                }
                lexicon.forEachEntry(of: alarm, at: start, behind: &alarmEnd) { span, entry in
                    if case .alarm(let isFor) = entry { alarms.append(.init(span: span, isFor: isFor)) }
                }
            }
        }
        return Scan(divisions: divisions, evidence: evidence, alarms: alarms, cues: words.finished())
    }

    func isPlan(_ kind: DocumentKind) -> Bool { kind == .plan || kind == .notice }

    /// What a document shows of its subject, as training sees it: the same as ``analyze(_:)`` would classify.
    func evidence(_ document: Document) -> (NormalizedText, IssueClassifier.Evidence) {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        let found = values.extract(text, layout.kind, received: document.received)
        let scan = scan(text)
        let read = names(text, layout, scan, taken: found.taken)
        let mentions = parties.settled(read.named, read.places, with: read.names, text, layout, scan).mentions
        var evidence = scan.evidence
        evidence.title = layout.subjectLine(text.scalars)
        evidence.hidden = hidden(text, mentions, found, read.places)
        evidence.demands = asks(layout.kind, text) ? demandFinder.find(text, layout, mentions).map(\.span) : []
        return (text, evidence)
    }
}
