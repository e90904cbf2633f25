internal import Crypto
internal import Documents
public import Intake
internal import Linkage
public import Pipeline
public import Storage
internal import Foundation

/// Brings files and folders into the register: each file wholly or not at all, each only once.
///
/// A file is known by its contents' SHA-256, so a second run, or one after a kill, takes up only what is left.
public struct Importer: Sendable {
    private let reader: DocumentReader
    private let pipeline: DocumentPipeline
    private let store: RegisterStore
    private let isChinese: Bool

    public struct Progress: Sendable {
        public let done: Int
        public let total: Int
    }

    public struct Summary: Sendable, Equatable {
        public var filesImported = 0
        public var filesKnown = 0
        public var filesFailed = 0
        public var letters = 0
        public var links = 0
    }

    public init(reader: DocumentReader, pipeline: DocumentPipeline, store: RegisterStore, isChinese: Bool) {
        self.reader = reader
        self.pipeline = pipeline
        self.store = store
        self.isChinese = isChinese
    }

    /// Imports all files under the paths, in the order of their names, then links.
    public func run(paths: [String], progress: (Progress) -> Void = { _ in }) throws(StoreError) -> Summary {
        let files = Importer.files(under: paths)
        var summary = Summary()
        let batch = 32
        for start in stride(from: 0, to: files.count, by: batch) {
            let chunk = Array(files[start..<min(start + batch, files.count)])
            let outcomes = OutcomeBox(count: chunk.count)
            DispatchQueue.concurrentPerform(iterations: chunk.count) { index in
                outcomes.set(index, outcome(of: chunk[index]))
            }
            for (path, outcome) in zip(chunk, outcomes.all) {
                switch outcome {
                case .known: summary.filesKnown += 1
                case .read(let sha256, let letters):
                    // The same contents may lie twice in one batch.
                    if try store.isImported(sha256: sha256) {
                        summary.filesKnown += 1
                        continue
                    }
                    try store.insert(sha256: sha256, path: path, letters: letters)
                    summary.filesImported += 1
                    summary.letters += letters.count
                case .failed(let sha256, let code, let message):
                    try store.recordFailure(sha256: sha256, path: path, code: code, message: message)
                    summary.filesFailed += 1
                case .storeFailed(let error): throw error
                case nil: break
                }
            }
            progress(Progress(done: start + chunk.count, total: files.count))
        }
        if summary.filesImported > 0 { summary.links = try relink() }
        return summary
    }

    /// Compares all letters anew, blind to identities; every link is a proposal.
    private func relink() throws(StoreError) -> Int {
        let letters = try store.maskedTexts().map { letter in
            LinkableLetter(
                id: String(letter.id),
                scalars: pipeline.linkableScalars(
                    of: MaskedDocument(text: letter.text, record: Record(id: "", kind: .other), secrets: [])))
        }
        let links = Linker().links(in: letters).compactMap {
            link -> (a: Int64, b: Int64, relation: String, score: Double)? in
            guard let a = Int64(link.a), let b = Int64(link.b) else { return nil }
            return (a, b, link.relation.rawValue, link.score)
        }
        try store.replaceProposedLinks(links)
        return links.count
    }

    private enum Outcome: Sendable {
        case known
        case read(sha256: String, letters: [ParsedDocument])
        case failed(sha256: String, code: String, message: String)
        case storeFailed(StoreError)
    }

    /// Filled by several threads, each its own place, under a lock.
    private final class OutcomeBox: @unchecked Sendable {
        // `Sendable`: `outcomes` is only touched while `lock` is held.
        private var outcomes: [Outcome?]
        private let lock = NSLock()

        init(count: Int) { outcomes = Array(repeating: nil, count: count) }

        func set(_ index: Int, _ outcome: Outcome) { lock.withLock { outcomes[index] = outcome } }
        var all: [Outcome?] { lock.withLock { outcomes } }
    }

    private func outcome(of path: String) -> Outcome {
        let unreadable = Importer.hex(SHA256.hash(data: Data(path.utf8)))
        guard let data = FileManager.default.contents(atPath: path) else {
            let message = isChinese ? "文件读不了,请检查权限" : "cannot be read; check its permissions"
            return .failed(sha256: unreadable, code: "unreadable", message: message)
        }
        let sha256 = Importer.hex(SHA256.hash(data: data))
        do throws(StoreError) {
            if try store.isImported(sha256: sha256) { return .known }
        } catch { return .storeFailed(error) }
        do throws(IntakeFailure) {
            let documents = try reader.read(bytes: [UInt8](data), path: path)
            return .read(sha256: sha256, letters: documents.map(pipeline.parse))
        } catch {
            return .failed(sha256: sha256, code: error.code, message: error.message(chinese: isChinese))
        }
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// All files under the paths, hidden ones and explanations (README, .tsv) left out, sorted.
    static func files(under paths: [String]) -> [String] {
        var files: Set<String> = []
        let manager = FileManager.default
        for path in paths {
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                files.insert(path)
                continue
            }
            for case let name as String in manager.enumerator(atPath: path) ?? .init() {
                let parts = name.split(separator: "/")
                guard !parts.contains(where: { $0.hasPrefix(".") }), !name.hasSuffix(".md"), !name.hasSuffix(".tsv")
                else { continue }
                let whole = path.hasSuffix("/") ? path + name : path + "/" + name
                if manager.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue {
                    files.insert(whole)
                }
            }
        }
        return files.sorted()
    }
}
