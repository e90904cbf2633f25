public import Analysis
public import Documents
internal import Foundation

/// Runs the stages in order over one document: analyse, then mask.
public struct DocumentPipeline: Sendable {
    public let analyzer: Analyzer
    private let masker = Masker()

    public init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// The documents that a file's text holds: files of gold and lines of JSON are one document each, texts and scans
    /// may be compilations.
    public func documents(in file: Document) -> [Document] {
        switch file.provenance.format {
        case "ndjson", "marked": [file]
        default: analyzer.documents(in: file)
        }
    }

    /// The record of a document; for a scan with its lines and a mark on every doubtful value.
    public func record(of document: Document) -> Record { records(of: [document])[0] }

    /// The records of several documents, in their order: ``groups(of:)`` of them take less time than one by one.
    public func records(of documents: [Document]) -> [Record] {
        var records = analyzer.analyze(documents)
        for (index, document) in documents.enumerated() {
            if let scan = document.layout { ScanDoubts.add(scan, of: document, to: &records[index]) }
        }
        return records
    }

    /// Parts a list into runs that are best read together: long ones, as each stage brings its tables near once a run,
    /// but at least one for each of the processor's cores.
    public static func groups(of documents: [Document]) -> [Range<Int>] {
        let all = documents.reduce(0) { $0 + $1.text.count }
        let length = min(longestGroup, max(shortestGroup, all / ProcessInfo.processInfo.activeProcessorCount))
        var groups: [Range<Int>] = []
        var start = 0
        var scalars = 0
        for (index, document) in documents.enumerated() {
            scalars += document.text.count
            if scalars >= length || index == documents.count - 1 {
                groups.append(start..<index + 1)
                (start, scalars) = (index + 1, 0)
            }
        }
        return groups
    }

    /// In scalars; measured over messages of some 400: from 8,000 to 128,000 the analysis becomes a fifth faster, and
    /// beyond it no more; what is known of the documents takes some 60 bytes a scalar meanwhile.
    private static let shortestGroup = 8_000
    private static let longestGroup = 128_000
    /// How much is well read at a time, for all cores to have their groups.
    public static var batchLength: Int { 2 * longestGroup * ProcessInfo.processInfo.activeProcessorCount }

    /// The record, and the masked form that may be kept and compared.
    public func parse(_ document: Document) -> ParsedDocument { parsed(document, record(of: document)) }

    /// The same of a record that was made before.
    public func parsed(_ document: Document, _ record: Record) -> ParsedDocument {
        ParsedDocument(document: document, record: record, masked: masker.mask(document, record))
    }

    /// What linking sees of a masked document's text: normalised, without its placeholders, so that neither exchanging
    /// identities nor leaving them out changes anything.
    public func linkableScalars(of masked: String) -> [UInt32] {
        let text = analyzer.normalize(SourceText(masked))
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.count)
        var isInside = false
        for scalar in text.scalars {
            switch scalar {
            case 0x27E8: isInside = true
            case 0x27E9: isInside = false
            default: if !isInside { scalars.append(scalar) }
            }
        }
        return scalars
    }
}
