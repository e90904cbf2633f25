/// Adds up the time that each stage of the analysis takes; costs nothing when it is not running.
package struct StageClock: Sendable {
    package enum Stage: Int, CaseIterable, Sendable {
        case normalise, structure, values, scan, places, parties, requests, assembly, classification
    }

    private let isRunning: Bool
    private var last: ContinuousClock.Instant
    private var totals: [Duration]

    package init(isRunning: Bool = true) {
        self.isRunning = isRunning
        last = .now
        totals = isRunning ? Array(repeating: .zero, count: Stage.allCases.count) : []
    }

    package mutating func start() { if isRunning { last = .now } }

    package mutating func lap(_ stage: Stage) {
        guard isRunning else { return }
        let now = ContinuousClock.now
        totals[stage.rawValue] += now - last
        last = now
    }

    package func total(_ stage: Stage) -> Duration { totals[stage.rawValue] }
}
