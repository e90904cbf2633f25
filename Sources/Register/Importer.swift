internal import Documents
public import Intake
public import Linkage
public import Pipeline
public import Storage
internal import Foundation

/// Brings files and folders into the register: each file wholly or not at all, each only once.
///
/// A file is known by the SHA-256 of its name and contents, a line of JSON lines by that of its bytes, so a second run, or one after a kill, takes up only what is left.
public struct Importer: Sendable {
    private let reader: DocumentReader
    let pipeline: DocumentPipeline
    let store: RegisterStore
    let linker: Linker
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

        public init() {}
    }

    public init(
        reader: DocumentReader, pipeline: DocumentPipeline, linker: Linker = Linker(), store: RegisterStore,
        isChinese: Bool
    ) {
        self.linker = linker
        self.reader = reader
        self.pipeline = pipeline
        self.store = store
        self.isChinese = isChinese
    }

    /// Imports all files under the paths, in the order of their names, and links each letter to those before it.
    ///
    /// A file of JSON lines is taken up line by line, so that it may be of any size and a bad line harms no other.
    public func run(paths: [String], progress: (Progress) -> Void = { _ in }) throws(StoreError) -> Summary {
        let files = Importer.files(under: paths).filter { !isOwn($0) }
        var total = files.count
        for file in files where Importer.isJSONLines(file) { total += Importer.lineCount(file) - 1 }
        var summary = Summary()
        var linking = RegisterLinking(store: store, pipeline: pipeline, linker: linker)
        var batch: [Item] = []
        var done = 0
        func flush() throws(StoreError) {
            try linking.add(try take(batch, into: &summary))
            done += batch.count
            batch.removeAll(keepingCapacity: true)
            progress(Progress(done: min(done, total), total: total))
        }
        for file in files {
            guard Importer.isJSONLines(file) else {
                batch.append(.file(file))
                if batch.count >= Importer.batchSize { try flush() }
                continue
            }
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                batch.append(.file(file))
                continue
            }
            defer { close(descriptor) }
            let lines = LineReader(fileDescriptor: descriptor)
            var number = 0
            reading: while true {
                number += 1
                do throws(IntakeFailure) {
                    guard let line = try lines.next() else { break reading }
                    batch.append(.line(file, number, line))
                } catch {
                    batch.append(.broken(file, number, error))
                    try flush()
                    break reading
                }
                if batch.count >= Importer.batchSize { try flush() }
            }
        }
        if !batch.isEmpty { try flush() }
        try linking.finish()
        summary.links = try store.matterCounts().links
        return summary
    }

    static let batchSize = 256

    /// One file, or one line of a file of JSON lines.
    enum Item: Sendable {
        case file(String)
        /// One that is not on a disk, and its name.
        case bytes(String, [UInt8])
        case line(String, Int, LineReader.Line)
        case broken(String, Int, IntakeFailure)

        /// Where a person finds it.
        var path: String {
            switch self {
            case .file(let path), .bytes(let path, _): path
            case .line(let path, let number, _), .broken(let path, let number, _): "\(path):\(number)"
            }
        }
    }

    static func isJSONLines(_ path: String) -> Bool { path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl") }

    private static func lineCount(_ path: String) -> Int {
        guard let handle = FileHandle(forReadingAtPath: path) else { return 1 }
        var count = 0
        while let chunk = try? handle.read(upToCount: 1 << 20), !chunk.isEmpty { count += chunk.count { $0 == 0x0A } }
        return max(1, count)
    }

    /// The store, what SQLite keeps beside it, and the key lie in the folder of letters for some.
    private func isOwn(_ path: String) -> Bool {
        URL(filePath: path).standardizedFileURL.path.hasPrefix(URL(filePath: store.path).standardizedFileURL.path)
    }

    /// - Returns: the letters taken into the register.
    func take(_ items: [Item], into summary: inout Summary) throws(StoreError) -> [(
        id: Int64, masked: MaskedDocument
    )] {
        var taken: [(id: Int64, masked: MaskedDocument)] = []
        for (item, outcome) in zip(items, parallelMap(items.count) { outcome(of: items[$0]) }) {
            switch outcome {
            case .known: summary.filesKnown += 1
            case .read(let sha256, let letters):
                // The same contents may lie twice in one batch.
                if try store.isImported(sha256: sha256) {
                    summary.filesKnown += 1
                    continue
                }
                let ids = try store.insert(sha256: sha256, path: item.path, letters: letters)
                taken += zip(ids, letters).map { ($0, $1.masked) }
                summary.filesImported += 1
                summary.letters += letters.count
            case .failed(let sha256, let code, let message):
                try store.recordFailure(sha256: sha256, path: item.path, code: code, message: message)
                summary.filesFailed += 1
            case .storeFailed(let error): throw error
            case .blank: break
            }
        }
        return taken
    }

    private enum Outcome: Sendable {
        case known
        case blank
        case read(sha256: String, letters: [ParsedDocument])
        case failed(sha256: String, code: String, message: String)
        case storeFailed(StoreError)
    }

    private func outcome(of item: Item) -> Outcome {
        switch item {
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                let message = isChinese ? "文件读不了,请检查权限" : "cannot be read; check its permissions"
                return .failed(sha256: Data(path.utf8).sha256, code: "unreadable", message: message)
            }
            return outcome(of: [UInt8](data), at: path)
        case .bytes(let name, let bytes): return outcome(of: bytes, at: name)
        case .line(_, let number, .bytes(let bytes)):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return .blank }
            do throws(LineFailure) {
                let document = try NDJSONInput().parse(bytes, number: number)
                return outcome(Data(bytes)) { () throws(IntakeFailure) in [document] }
            } catch {
                return .failed(sha256: Data(bytes).sha256, code: error.code, message: error.message)
            }
        case .line(let path, let number, .tooLong):
            let failure = LineFailure.lineTooLong
            return .failed(
                sha256: Data("\(path):\(number)".utf8).sha256, code: failure.code, message: failure.message)
        case .broken(let path, let number, let failure):
            return .failed(
                sha256: Data("\(path):\(number)".utf8).sha256, code: failure.code,
                message: failure.message(chinese: isChinese))
        }
    }

    private func outcome(of bytes: [UInt8], at path: String) -> Outcome {
        // The name belongs to the key: one text sent to two offices is two letters.
        let name = Data((path.split(separator: "/").last.map(String.init) ?? path).utf8)
        return outcome(name + [0] + bytes) { () throws(IntakeFailure) in
            try reader.read(bytes: bytes, path: path).flatMap(pipeline.documents)
        }
    }

    private func outcome(_ data: Data, _ read: () throws(IntakeFailure) -> [Document]) -> Outcome {
        let sha256 = data.sha256
        do throws(StoreError) {
            if try store.isImported(sha256: sha256) { return .known }
        } catch { return .storeFailed(error) }
        do throws(IntakeFailure) {
            return .read(sha256: sha256, letters: try read().map(pipeline.parse))
        } catch {
            return .failed(sha256: sha256, code: error.code, message: error.message(chinese: isChinese))
        }
    }

    /// A table that a recogniser wrote; others are lists beside the letters.
    private static func isScan(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let head = try? handle.read(upToCount: 64) else {
            return false
        }
        return TSVReader.announces(head)
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
                guard !parts.contains(where: { $0.hasPrefix(".") }), !name.hasSuffix(".md") else { continue }
                let whole = path.hasSuffix("/") ? path + name : path + "/" + name
                if name.hasSuffix(".tsv"), !isScan(whole) { continue }
                if manager.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue {
                    files.insert(whole)
                }
            }
        }
        return files.sorted()
    }
}
