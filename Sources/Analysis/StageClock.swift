#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The processor's time that this thread has used: what others do on the machine does not count.
package enum ThreadClock {
    package static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    package static func measure(_ body: () throws -> Void) rethrows -> Duration {
        let start = now
        try body()
        return now - start
    }
}

/// Adds up the processor's time that each stage of the analysis takes; costs nothing when it is not running.
package struct StageClock: Sendable {
    package enum Stage: Int, CaseIterable, Sendable {
        case normalise, structure, values, scan, places, parties, names, parts, requests, assembly, classification
    }

    private let isRunning: Bool
    private var last: Duration
    private var totals: [Duration]

    package init(isRunning: Bool = true) {
        self.isRunning = isRunning
        last = .zero
        totals = isRunning ? Array(repeating: .zero, count: Stage.allCases.count) : []
    }

    package mutating func start() { if isRunning { last = ThreadClock.now } }

    package mutating func lap(_ stage: Stage) {
        guard isRunning else { return }
        let now = ThreadClock.now
        totals[stage.rawValue] += now - last
        last = now
    }

    package func total(_ stage: Stage) -> Duration { totals[stage.rawValue] }
}
