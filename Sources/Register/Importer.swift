public import Documents
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
    /// Asked now and then: when true, letters that came are taken in, and linking them is left for the next run.
    let isStopping: @Sendable () -> Bool
    /// When letters were received that do not say it themselves: neither a field of theirs nor the name of their folder.
    public var receivedOtherwise: CivilDate?
    /// Files and lines of JSON lines read, written and linked at a time. No result depends on it.
    var batchSize = 512

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
        /// It ended before all files were read; what is left is taken in when it is run again.
        public var isStopped = false

        public init() {}
    }

    public init(
        reader: DocumentReader, pipeline: DocumentPipeline, linker: Linker = Linker(), store: RegisterStore,
        isChinese: Bool, isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.isStopping = isStopping
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
        let found = PageFiles(Importer.files(under: paths).filter { !isOwn($0) }, isPicture: Importer.isPicture)
        let files = found.texts
        var total = files.count
        for file in files where Importer.isJSONLines(file) { total += Importer.lineCount(file) - 1 }
        var summary = Summary()
        let linking = LinkingBeside(newLinking)
        defer { linking.wait() }
        var batch: [Item] = []
        // What was read and is not written yet: one batch is written while the next is read and the one before is linked.
        var pending: (items: [Item], outcomes: [Outcome])?
        var done = 0
        var pageBytes = 0
        func write() throws(StoreError) {
            guard let (items, outcomes) = pending else { return }
            pending = nil
            try linking.add(try take(items, outcomes, into: &summary))
            done += items.count
            progress(Progress(done: min(done, total), total: total))
        }
        func flush() throws(StoreError) {
            let items = batch
            pageBytes = 0
            batch.removeAll(keepingCapacity: true)
            let reading = ReadAhead { self.outcomes(of: items) }
            defer { pending = (items, reading.value) }
            try write()
        }
        files: for file in files {
            if isStopping() { break }
            guard Importer.isJSONLines(file) else {
                let pages = found.pages[file] ?? []
                pageBytes += pages.reduce(0) { $0 + Importer.size(of: $1) }
                batch.append(.file(file, pages: pages))
                if batch.count >= batchSize || pageBytes > Importer.mostPageBytes { try flush() }
                continue
            }
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                batch.append(.file(file, pages: []))
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
                if batch.count >= batchSize {
                    try flush()
                    if isStopping() { break files }
                }
            }
        }
        summary.isStopped = isStopping()
        if !batch.isEmpty, !summary.isStopped { try flush() }
        try write()
        try linking.finish()
        summary.links = try store.matterCounts().links
        return summary
    }

    var newLinking: RegisterLinking {
        RegisterLinking(store: store, pipeline: pipeline, linker: linker, isStopping: isStopping)
    }

    /// Pictures in memory at a time.
    private static let mostPageBytes = 64 << 20

    /// One file, or one line of a file of JSON lines.
    enum Item: Sendable {
        case file(String, pages: [String])
        /// One that is not on a disk, and its name.
        case bytes(String, [UInt8], pages: [PageImage])
        case line(String, Int, LineCutter.Line)
        case broken(String, Int, IntakeFailure)

        /// Where a person finds it.
        var path: String {
            switch self {
            case .file(let path, _), .bytes(let path, _, _): path
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
    func take(_ items: [Item], _ outcomes: [Outcome], into summary: inout Summary) throws(StoreError) -> [(
        id: Int64, masked: MaskedDocument
    )] {
        var files: [PreparedFile] = []
        for (item, outcome) in zip(items, outcomes) {
            switch outcome {
            case .known: summary.filesKnown += 1
            case .read(let sha256, let letters, let pages):
                files.append(.letters(sha256: sha256, path: item.path, letters, pages: pages))
            case .failed(let sha256, let code, let message):
                files.append(.failed(sha256: sha256, path: item.path, code: code, message: message))
                summary.filesFailed += 1
            case .storeFailed(let error): throw error
            case .blank: break
            }
        }
        guard !files.isEmpty else { return [] }
        var taken: [(id: Int64, masked: MaskedDocument)] = []
        for (file, ids) in zip(files, try store.insert(files)) {
            guard case .letters(_, _, let letters, _) = file else { continue }
            // The same contents may lie twice in one folder.
            guard let ids else {
                summary.filesKnown += 1
                continue
            }
            taken += zip(ids, letters).map { ($0, $1.masked) }
            summary.filesImported += 1
            summary.letters += letters.count
        }
        return taken
    }

    enum Outcome: Sendable {
        case known
        case blank
        case read(sha256: String, letters: [PreparedLetter], pages: [PageImage])
        case failed(sha256: String, code: String, message: String)
        case storeFailed(StoreError)
    }

    /// What an item holds, before it is known whether it is done already.
    private enum Contents: Sendable {
        /// Pictures are read when the file is: one that is known has them already.
        case file(sha256: String, Data, path: String, pages: @Sendable () -> [PageImage])
        case line(sha256: String, [UInt8], number: Int)
        case other(Outcome)

        var sha256: String? {
            switch self {
            case .file(let sha256, _, _, _), .line(let sha256, _, _): sha256
            case .other: nil
            }
        }
    }

    /// What an item that is not done yet holds, or what became of it.
    private enum Reading: Sendable {
        case documents(sha256: String, [Document], pages: [PageImage])
        case other(Outcome)
    }

    func outcomes(of items: [Item]) -> [Outcome] {
        let contents = parallelMap(items.count) { self.contents(of: items[$0]) }
        let known: Set<String>
        do throws(StoreError) { known = try store.imported(contents.compactMap(\.sha256)) } catch {
            return [.storeFailed(error)]
        }
        let readings = parallelMap(contents.count) { index -> Reading in
            if let sha256 = contents[index].sha256, known.contains(sha256) { return .other(.known) }
            return reading(of: contents[index])
        }
        var letters = prepared(readings)[...]
        return readings.map { reading in
            switch reading {
            case .other(let outcome): return outcome
            case .documents(let sha256, let documents, let pages):
                defer { letters.removeFirst(documents.count) }
                return .read(sha256: sha256, letters: Array(letters.prefix(documents.count)), pages: pages)
            }
        }
    }

    /// The letters of all documents, in their order. Whole groups of documents are parsed together, whichever files they
    /// are from.
    private func prepared(_ readings: [Reading]) -> [PreparedLetter] {
        var documents: [Document] = []
        var sources: [(sha256: String, position: Int)] = []
        for case .documents(let sha256, let read, _) in readings {
            documents += read.map { $0.received(otherwise: receivedOtherwise) }
            sources += read.indices.map { (sha256, $0) }
        }
        let (all, origins) = (documents, sources)
        let groups = DocumentPipeline.groups(of: all)
        return parallelMap(groups.count) { number in
            let group = groups[number]
            return zip(group, pipeline.records(of: Array(all[group]))).map { place, record in
                store.prepare(
                    pipeline.parsed(all[place], record), of: origins[place].sha256, at: origins[place].position)
            }
        }.flatMap { $0 }
    }

    private func contents(of item: Item) -> Contents {
        switch item {
        case .file(let path, let pages):
            guard let data = FileManager.default.contents(atPath: path) else {
                let message = isChinese ? "文件读不了,请检查权限" : "cannot be read; check its permissions"
                return .other(.failed(sha256: Data(path.utf8).sha256, code: "unreadable", message: message))
            }
            return contents(of: data, at: path) { pages.compactMap(Importer.picture) }
        case .bytes(let name, let bytes, let pages): return contents(of: Data(bytes), at: name) { pages }
        case .line(_, _, let line) where line.isBlank: return .other(.blank)
        case .line(_, let number, .bytes(let bytes)):
            return .line(sha256: Data(bytes).sha256, bytes, number: number)
        case .line(let path, let number, .tooLong):
            let failure = LineFailure.lineTooLong
            return .other(
                .failed(sha256: Data("\(path):\(number)".utf8).sha256, code: failure.code, message: failure.message))
        case .broken(let path, let number, let failure):
            return .other(
                .failed(
                    sha256: Data("\(path):\(number)".utf8).sha256, code: failure.code,
                    message: failure.message(chinese: isChinese)))
        }
    }

    private func contents(of data: Data, at path: String, _ pages: @escaping @Sendable () -> [PageImage]) -> Contents {
        // The name belongs to the key: one text sent to two offices is two letters.
        let name = Data((path.split(separator: "/").last.map(String.init) ?? path).utf8)
        return .file(sha256: (name + [0] + data).sha256, data, path: path, pages: pages)
    }

    private static func picture(_ path: String) -> PageImage? {
        guard let data = FileManager.default.contents(atPath: path), let kind = PageImage.Kind(data) else { return nil }
        return PageImage(kind: kind, bytes: [UInt8](data))
    }

    private static func isPicture(_ path: String) -> Bool {
        guard size(of: path) <= PageFiles.longest, let handle = FileHandle(forReadingAtPath: path),
            let head = try? handle.read(upToCount: 16)
        else { return false }
        return PageImage.Kind(head) != nil
    }

    private static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    private func reading(of contents: Contents) -> Reading {
        switch contents {
        case .file(let sha256, let data, let path, let pages):
            do throws(IntakeFailure) {
                let documents = try reader.read(bytes: [UInt8](data), path: path).flatMap(pipeline.documents)
                return .documents(sha256: sha256, documents, pages: pages())
            } catch {
                return .other(.failed(sha256: sha256, code: error.code, message: error.message(chinese: isChinese)))
            }
        case .line(let sha256, let bytes, let number):
            do throws(LineFailure) {
                return .documents(sha256: sha256, [try NDJSONInput().parse(bytes, number: number)], pages: [])
            } catch {
                return .other(.failed(sha256: sha256, code: error.code, message: error.message))
            }
        case .other(let outcome): return .other(outcome)
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
    public static func files(under paths: [String]) -> [String] {
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
