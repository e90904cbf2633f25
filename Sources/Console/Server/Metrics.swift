internal import Synchronization

/// Counts of what the console does, in the text form that Prometheus reads. Nothing in it is of a letter or a person.
final class Metrics: Sendable {
    private struct Counts {
        var byStatus: [Int: Int] = [:]
        /// By ``Metrics/bounds``, and above.
        var byTime = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var milliseconds = 0
        var failedSignIns = 0
        var lockOuts = 0
        var letters = 0
        var failedFiles = 0
    }

    /// Milliseconds.
    private static let bounds = [5, 10, 25, 50, 100, 200, 500, 1_000, 5_000]

    private let counts = Mutex(Counts())

    func count(status: Int, milliseconds: Int) {
        counts.withLock { counts in
            counts.byStatus[status, default: 0] += 1
            counts.milliseconds += milliseconds
            counts.byTime[Metrics.bounds.firstIndex { milliseconds <= $0 } ?? Metrics.bounds.count] += 1
        }
    }

    func countFailedSignIn(isLockOut: Bool) {
        counts.withLock { counts in
            counts.failedSignIns += 1
            if isLockOut { counts.lockOuts += 1 }
        }
    }

    func countImport(letters: Int, failedFiles: Int) {
        counts.withLock { counts in
            counts.letters += letters
            counts.failedFiles += failedFiles
        }
    }

    func text(sessions: Int, waitingImports: Int) -> String {
        let counts = counts.withLock { $0 }
        var lines: [String] = []
        func add(_ name: String, _ kind: String, _ help: String, _ values: [(labels: String, value: String)]) {
            lines += ["# HELP laixin_\(name) \(help)", "# TYPE laixin_\(name) \(kind)"]
            lines += values.map { "laixin_\(name)\($0.labels) \($0.value)" }
        }
        add(
            "http_requests_total", "counter", "Requests by status.",
            counts.byStatus.sorted { $0.key < $1.key }.map { ("{status=\"\($0.key)\"}", "\($0.value)") })
        lines += ["# HELP laixin_http_request_seconds Time to answer.", "# TYPE laixin_http_request_seconds histogram"]
        var sum = 0
        for (bound, count) in zip(Metrics.bounds.map { "\(Double($0) / 1_000)" } + ["+Inf"], counts.byTime) {
            sum += count
            lines.append("laixin_http_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        lines.append("laixin_http_request_seconds_sum \(Double(counts.milliseconds) / 1_000)")
        lines.append("laixin_http_request_seconds_count \(sum)")
        for (name, kind, help, value) in [
            ("sign_in_failures_total", "counter", "Wrong passwords.", counts.failedSignIns),
            ("sign_in_lock_outs_total", "counter", "Times that wrong passwords made others wait.", counts.lockOuts),
            ("letters_imported_total", "counter", "Letters taken in.", counts.letters),
            ("files_failed_total", "counter", "Files set aside.", counts.failedFiles),
            ("sessions", "gauge", "Sessions that are open.", sessions),
            ("imports_waiting", "gauge", "Imports that wait or run.", waitingImports),
        ] { add(name, kind, help, [("", "\(value)")]) }
        return lines.joined(separator: "\n") + "\n"
    }
}
