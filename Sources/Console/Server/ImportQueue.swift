internal import Dispatch
internal import Foundation
internal import Logging
internal import Register
internal import Storage
internal import Synchronization

/// Imports one after the other, whoever watches: a page can be left and opened again, and stopping the console waits
/// until the import at hand and those before it are done.
final class ImportQueue: Sendable {
    struct Job: Sendable, Equatable {
        enum State: String, Sendable { case waiting, running, done, failed }

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
    func submit(_ files: [UploadedFile], account: String, isChinese: Bool) -> Int? {
        let number = state.withLock { state -> Int? in
            guard !state.isStopping, state.jobs.count(where: { $0.ended == nil }) < ImportQueue.mostWaiting else {
                return nil
            }
            state.last += 1
            state.jobs.append(
                Job(number: state.last, account: account, fileCount: files.count, submitted: Date()))
            if state.jobs.count > ImportQueue.mostKept { state.jobs.removeFirst() }
            return state.last
        }
        guard let number else { return nil }
        line.async { self.run(number, files, account, isChinese) }
        return number
    }

    func job(_ number: Int) -> Job? { state.withLock { $0.jobs.first { $0.number == number } } }

    /// The newest first.
    var jobs: [Job] { state.withLock { $0.jobs.reversed() } }

    var waiting: Int { state.withLock { $0.jobs.count { $0.ended == nil } } }

    /// Takes no more, and returns when what was taken is done.
    func stop() async {
        state.withLock { $0.isStopping = true }
        await withCheckedContinuation { done in line.async { done.resume() } }
    }

    private func run(_ number: Int, _ files: [UploadedFile], _ account: String, _ isChinese: Bool) {
        change(number) { $0.state = .running }
        do throws(StoreError) {
            try office.store.note(.importing, of: account, "\(files.count)")
            let summary = try office.importer(isChinese: isChinese).run(files: files) { progress in
                change(number) { job in (job.done, job.total) = (progress.done, progress.total) }
            }
            change(number) { job in (job.state, job.summary, job.ended) = (.done, summary, Date()) }
            metrics.countImport(letters: summary.letters, failedFiles: summary.filesFailed)
            logger.info(
                "import done",
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
