internal import Intake
public import Storage

/// A file that came over the network: it never lies on a disk unsealed.
public struct UploadedFile: Sendable {
    /// As the sender named it.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension Importer {
    /// Imports files that are held in memory, as ``run(paths:progress:)`` does those of a disk.
    public func run(files: [UploadedFile], progress: (Progress) -> Void = { _ in }) throws(StoreError) -> Summary {
        let items = files.flatMap(Importer.items)
        var summary = Summary()
        var linking = RegisterLinking(store: store, pipeline: pipeline, linker: linker)
        for start in stride(from: 0, to: items.count, by: Importer.uploadBatch) {
            let end = min(start + Importer.uploadBatch, items.count)
            let batch = Array(items[start..<end])
            try linking.add(try take(batch, outcomes(of: batch), into: &summary))
            progress(Progress(done: end, total: items.count))
        }
        try linking.finish()
        summary.links = try store.matterCounts().links
        return summary
    }

    /// Fewer at a time than from a disk: somebody watches.
    private static let uploadBatch = 32

    private static func items(of file: UploadedFile) -> [Item] {
        guard isJSONLines(file.name) else { return [.bytes(file.name, file.bytes)] }
        return file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .map { .line(file.name, $0.offset + 1, .bytes(Array($0.element))) }
    }
}
