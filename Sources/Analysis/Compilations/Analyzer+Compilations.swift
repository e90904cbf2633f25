public import Documents

extension Analyzer {
    /// The documents that a file's text holds: the document itself, or one for each part, with its place in the file.
    ///
    /// An id gets `#` and the part's number from 1. Offsets of a part's record begin at ``Provenance/offset``. What stands
    /// before the first part (a web page's introduction, a table of contents) belongs to none of them.
    public func documents(in file: Document) -> [Document] {
        let text = normalize(file.text)
        let parts = text.scalars.withUnsafeBufferPointer { scalars in
            layoutReader.splitter.parts(scalars.trimmedLines().filter { !$0.isEmpty }, scalars)
        }
        guard parts.count > 1 else { return [file] }
        return parts.enumerated().map { number, part in
            let span = text.sourceSpan(part.span)
            var provenance = file.provenance
            provenance.index = number
            provenance.offset = span.start
            if number == 0, part.span.start > 0 { provenance.oddities.append("compilation.front-matter") }
            return Document(
                id: "\(file.id)#\(number + 1)", text: SourceText(scalars: Array(file.text.scalars[span.range])),
                title: part.title.map { text[$0] } ?? file.title, received: file.received, provenance: provenance,
                layout: file.layout?.part(span))
        }
    }
}
