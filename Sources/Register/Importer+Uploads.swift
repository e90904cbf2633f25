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
        let items = Importer.items(of: files)
        var left = items[...]
        return try run(total: items.count, progress) {
            let batch = left.prefix(Importer.uploadBatch)
            left = left.dropFirst(batch.count)
            return batch.isEmpty ? nil : Array(batch)
        }
    }

    /// Imports JSON lines as they come.
    ///
    /// - Parameters:
    ///   - name: what the sender calls them.
    ///   - next: the lines that came next; `nil` when there are no more.
    public func run(
        linesOf name: String, progress: (Progress) -> Void = { _ in }, next: () -> [NumberedLines.Line]?
    ) throws(StoreError) -> Summary {
        try run(total: 0, progress) { next()?.map { Item.line(name, $0.number, $0.line) } }
    }

    /// - Parameter total: items in all; 0 when nobody knows.
    private func run(total: Int, _ progress: (Progress) -> Void, next: () -> [Item]?) throws(StoreError) -> Summary {
        var summary = Summary()
        var linking = newLinking
        var done = 0
        while let batch = next() {
            try linking.add(try take(batch, outcomes(of: batch), into: &summary))
            done += batch.count
            progress(Progress(done: done, total: max(done, total)))
        }
        try linking.finish()
        summary.links = try store.matterCounts().links
        return summary
    }

    /// Fewer at a time than from a disk: somebody watches.
    private static let uploadBatch = 32

    private static func items(of files: [UploadedFile]) -> [Item] {
        let bytes = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        let pages = PageFiles(files.map(\.name)) { name in
            bytes[name].map { $0.count <= PageFiles.longest && PageImage.Kind($0) != nil } ?? false
        }
        let pictures = Set(pages.pages.values.joined())
        return files.flatMap { file -> [Item] in
            if pictures.contains(file.name) { return [] }
            guard isJSONLines(file.name) else {
                let own = (pages.pages[file.name] ?? []).compactMap { name -> PageImage? in
                    guard let bytes = bytes[name], let kind = PageImage.Kind(bytes) else { return nil }
                    return PageImage(kind: kind, bytes: bytes)
                }
                return [.bytes(file.name, file.bytes, pages: own)]
            }
            var lines = NumberedLines()
            return (lines.add(file.bytes) + lines.finish()).map { .line(file.name, $0.number, $0.line) }
        }
    }
}
