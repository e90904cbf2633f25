internal import Dispatch
internal import Foundation
internal import Logging
internal import Register
internal import Storage
internal import Synchronization

/// Imports one after the other, whoever watches: a page can be left and opened again, and stopping the console waits
/// until what was sent is taken in. A folder of this machine is left where it is; its import goes on when it is begun
/// again.
final class ImportQueue: Sendable {
    /// What is imported.
    enum Source: Sendable {
        /// In memory.
        case uploads([UploadedFile])
        /// Files of this machine.
        case files([String])
        /// JSON lines that are still coming.
        case lines(String, LineFeed)

        fileprivate var fileCount: Int {
            switch self {
            case .uploads(let files): files.count
            case .files(let paths): paths.count
            case .lines: 1
            }
        }
    }

    struct Job: Sendable, Equatable {
        enum State: String, Sendable { case waiting, running, done, stopped, failed }

        let number: Int
        let account: String
        let fileCount: Int
        var state = State.waiting
        var done = 0
        var total = 0
        var summary = Importer.Summary()
        var message = ""
        let submitted: Date
        var ended: Date?
    }

    private struct State {
        var jobs: [Job] = []
        var last = 0
        var isStopping = false
        /// Lines that are coming, by the numbers of their imports.
        var feeds: [Int: LineFeed] = [:]
    }

    private static let mostKept = 50
    /// Their files are in memory.
    private static let mostWaiting = 4

    private let office: Office
    private let logger: Logger
    private let metrics: Metrics
    private let state = Mutex(State())
    private let line = DispatchQueue(label: "laixin.imports")

    init(office: Office, logger: Logger, metrics: Metrics) {
        self.office = office
        self.logger = logger
        self.metrics = metrics
    }

    /// - Returns: the import's number; `nil` when too many wait.
    func submit(_ source: Source, account: String, isChinese: Bool) -> Int? {
        let number = state.withLock { state -> Int? in
            guard !state.isStopping, state.jobs.count(where: { $0.ended == nil }) < ImportQueue.mostWaiting else {
                return nil
            }
            state.last += 1
            state.jobs.append(
                Job(number: state.last, account: account, fileCount: source.fileCount, submitted: Date()))
            if state.jobs.count > ImportQueue.mostKept { state.jobs.removeFirst() }
            if case .lines(_, let feed) = source { state.feeds[state.last] = feed }
            return state.last
        }
        guard let number else { return nil }
        line.async { self.run(number, source, account, isChinese) }
        return number
    }

    func job(_ number: Int) -> Job? { state.withLock { $0.jobs.first { $0.number == number } } }

    /// The newest first.
    var jobs: [Job] { state.withLock { $0.jobs.reversed() } }

    var waiting: Int { state.withLock { $0.jobs.count { $0.ended == nil } } }

    /// Takes no more, and returns when what was taken is done.
    func stop() async {
        let feeds = state.withLock { state in
            state.isStopping = true
            return Array(state.feeds.values)
        }
        for feed in feeds { feed.end(isBroken: true) }
        await withCheckedContinuation { done in line.async { done.resume() } }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func run(_ number: Int, _ source: Source, _ account: String, _ isChinese: Bool) {
        change(number) { $0.state = .running }
        defer {
            if let feed = state.withLock({ $0.feeds.removeValue(forKey: number) }) { feed.abandon() }
        }
        do throws(StoreError) {
            try office.store.note(.importing, of: account, "\(source.fileCount)")
            let importer = office.importer(isChinese: isChinese) { self.isStopping }
            func tell(_ progress: Importer.Progress) {
                change(number) { job in (job.done, job.total) = (progress.done, progress.total) }
            }
            let summary: Importer.Summary
            var isCut = false
            switch source {
            case .uploads(let files): summary = try importer.run(files: files, progress: tell)
            case .files(let paths):
                summary = try importer.run(paths: paths, progress: tell)
                isCut = summary.isStopped
            case .lines(let name, let feed):
                summary = try importer.run(linesOf: name, progress: tell) { feed.next() }
                isCut = feed.isBroken
            }
            change(number) { job in
                (job.state, job.summary, job.ended) = (isCut ? .stopped : .done, summary, Date())
            }
            metrics.countImport(letters: summary.letters, failedFiles: summary.filesFailed)
            logger.info(
                isCut ? "import stopped on its way" : "import done",
                metadata: [
                    "import": "\(number)", "letters": "\(summary.letters)", "set-aside": "\(summary.filesFailed)",
                ])
        } catch {
            change(number) { job in
                (job.state, job.message, job.ended) = (.failed, error.message(chinese: isChinese), Date())
            }
            logger.error("import failed", metadata: ["import": "\(number)", "code": "\(error.code.rawValue)"])
        }
    }

    private func change(_ number: Int, _ body: (inout Job) -> Void) {
        state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.number == number }) else { return }
            body(&state.jobs[index])
        }
    }
}
