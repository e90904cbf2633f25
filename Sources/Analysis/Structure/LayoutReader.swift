internal import Dictionaries
internal import Documents

/// Finds the parts of a document: kind, title, addressee, fields, sections, closing, signature.
struct LayoutReader: Sendable {
    private let fields: FieldReader
    private let head: HeadReader
    private let tail: TailReader
    private let kinds: KindReader
    let splitter: CompilationSplitter
    private let sectionFinder: SectionFinder

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        fields = try FieldReader(files)
        head = try HeadReader(files, fields)
        tail = try TailReader(files)
        kinds = try KindReader(files)
        let names = try SectionLabelReader.names(files)
        splitter = CompilationSplitter(words: try CompilationWords(files, fields, names: names))
        sectionFinder = SectionFinder(names: names)
    }

    func read(_ text: NormalizedText) -> Layout {
        var layout = Layout()
        text.scalars.withUnsafeBufferPointer { scalars in
            layout.lines = scalars.trimmedLines().map { NormalizedSpan($0) }
            let filled = layout.lines.filter { $0.count > 0 }
            layout.fields = fields.fields(in: filled, scalars)
            head.read(filled, scalars, kinds, &layout)
            let quotes = LongQuotes.find(in: scalars)
            layout.kind = kinds.kind(
                title: layout.title, addressee: layout.addressee, lines: filled, quotes: quotes, scalars)
            tail.read(filled, scalars, &layout)
            let start = layout.addressee?.end ?? layout.title?.end ?? filled.first?.start ?? 0
            layout.body = NormalizedSpan(start, max(start, layout.signature?.start ?? text.count))
            layout.documents = splitter.parts(filled.map(\.range), scalars)
            let (sections, oddities) = sectionFinder.sections(
                filled, title: layout.title, quotes: quotes, starts: layout.documents.map(\.span.start),
                end: layout.signature?.start ?? text.count, scalars
            ) { text.surface(NormalizedSpan($0)) }
            layout.sections = sections
            layout.oddities = oddities
            layout.parts += fields.partyBlocks(layout.fields, filled, scalars)
            layout.parts += TableFinder.tables(filled, scalars)
        }
        layout.parts.sort { $0.span < $1.span }
        return layout
    }
}
