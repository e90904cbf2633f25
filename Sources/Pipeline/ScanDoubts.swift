internal import Documents

/// Says which values of a scanned document rest on characters that the recogniser doubted.
enum ScanDoubts {
    /// Below this confidence a word counts as doubtful.
    static let leastConfidence: Float = 0.6

    /// Adds the scan's lines to the record, and a diagnostic `scan.doubtful` for each doubtful value.
    static func add(_ scan: ScanLayout, of document: Document, to record: inout Record) {
        record.layout = Record.Layout(scan, of: document.text)
        let doubtful = Set(values(of: record)).filter { span in
            scan.minimumConfidence(of: span).map { $0 < leastConfidence } ?? false
        }
        record.diagnostics += doubtful.sorted().map { Record.Diagnostic(code: "scan.doubtful", span: $0) }
    }

    /// Where the record's values stand: what people act on, so what they should look up on the page.
    private static func values(of record: Record) -> [SourceSpan] {
        var spans = record.parties.flatMap { $0.mentions.map(\.span) }
        spans += record.dates.map { SourceSpan($0.start, $0.end) }
        spans += record.recurrences.map { SourceSpan($0.start, $0.end) }
        spans += record.limits.map { SourceSpan($0.start, $0.end) }
        spans += record.places.map { SourceSpan($0.start, $0.end) }
        spans += record.amounts.map { SourceSpan($0.start, $0.end) }
        spans += record.documentNumbers.map { SourceSpan($0.start, $0.end) }
        spans += record.identifiers.map { SourceSpan($0.start, $0.end) }
        spans += record.targets.map { SourceSpan($0.start, $0.end) }
        return spans
    }
}
