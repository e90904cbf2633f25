public import Dictionaries
public import Documents
public import Linkage

extension DocumentPipeline {
    /// A masked document as linking sees it: its text and what its record says of places, sums, dates and issues.
    ///
    /// Nothing of it comes from identities: those are placeholders in the text and in the record.
    public func linkable(id: String, _ masked: MaskedDocument) -> LinkableLetter {
        LinkableLetter(id: id, scalars: linkableScalars(of: masked.text), evidence: LetterEvidence(masked.record))
    }

    /// The linker with what the dictionaries know.
    public static func linker(_ files: DictionaryFiles = .standard()) throws(DictionaryError) -> Linker {
        func failure(_ file: String, _ problem: String) -> DictionaryError {
            DictionaryError(file: file, line: 0, problem: problem)
        }
        let background = "Linkage/background.tsv"
        guard let terms = TermBackground(file: try files.bytes(of: background)) else {
            throw failure(background, "a line that is not characters, a tab and a count")
        }
        let weights = "Linkage/weights.tsv"
        let bytes = try files.bytes(of: weights)
        let model: MatterModel
        do throws(MatterModel.Invalid) { model = try MatterModel(file: bytes) } catch {
            throw failure(weights, error.description)
        }
        let bodies = BodyFamilies(file: try files.bytes(of: "Linkage/body-families.txt"))
        let list = "Linkage/words.txt"
        guard let words = LinkWords(file: try files.bytes(of: list)) else {
            throw failure(list, "a line that is not a class, a tab and words, or a class unknown or missing")
        }
        return Linker(knowledge: LinkKnowledge(background: terms, model: model, bodies: bodies, words: words))
    }
}

extension LetterEvidence {
    fileprivate init(_ record: Record) {
        self.init()
        issues = record.issues.map(\.path)
        // Where a person lives says nothing of the matter.
        divisions = record.places.filter { !$0.text.contains("⟨") }.compactMap(\.adcode)
        amounts = record.amounts.map(\.value)
        // A day of a year that nobody knows is a day of any.
        dates = record.dates.filter { $0.role == .event || $0.role == .other }.compactMap(\.value)
            .filter { !$0.contains("XXXX") }
        documentNumbers = record.documentNumbers.map(\.value)
        // What a person is called says nothing of the matter; an office is known by its family.
        respondents = record.parties.filter {
            $0.role == .respondent && $0.type == .organization && !$0.name.contains("⟨")
        }.map(\.name)
        isLetter = ![.plan, .notice, .report].contains(record.kind)
    }
}
