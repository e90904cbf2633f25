internal import Dispatch
internal import Register
internal import Synchronization

/// Lines on their way from whoever sends them to the import that takes them in. Few are held: who sends faster waits.
final class LineFeed: Sendable {
    private struct State {
        var batches: [[NumberedLines.Line]] = []
        var isBroken = false
        /// Nobody takes more.
        var isAbandoned = false
        /// Who sends, while there is no room.
        var waiting: CheckedContinuation<Void, Never>?
    }

    private static let most = 4

    private let state = Mutex(State())
    /// One for each batch, and one for the end.
    private let filled = DispatchSemaphore(value: 0)

    /// Returns when there is room for more.
    func put(_ lines: [NumberedLines.Line]) async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                if state.isAbandoned { return true }
                state.batches.append(lines)
                if state.batches.count < LineFeed.most { return true }
                state.waiting = continuation
                return false
            }
            filled.signal()
            if hasRoom { continuation.resume() }
        }
    }

    /// - Parameter isBroken: more was to come.
    func end(isBroken: Bool) {
        state.withLock { if isBroken { $0.isBroken = true } }
        filled.signal()
    }

    /// Waits for the lines that come next; `nil` at the end.
    func next() -> [NumberedLines.Line]? {
        filled.wait()
        let (batch, waiting) = state.withLock { state in
            let batch = state.batches.isEmpty ? nil : state.batches.removeFirst()
            defer { state.waiting = nil }
            return (batch, state.waiting)
        }
        waiting?.resume()
        return batch
    }

    /// What comes from now on is dropped.
    func abandon() {
        let waiting = state.withLock { state in
            state.isAbandoned = true
            state.batches = []
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    var isBroken: Bool { state.withLock { $0.isBroken } }
}
