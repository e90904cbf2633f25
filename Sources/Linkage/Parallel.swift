internal import Dispatch

/// `body` of every index, computed on all cores; the order of results does not depend on how many there are.
package func parallelMap<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        // Every index is written by exactly one iteration.
        nonisolated(unsafe) let slots = base
        let block = max(1, min(256, count / 64))
        DispatchQueue.concurrentPerform(iterations: (count + block - 1) / block) { number in
            for index in (number * block)..<min(count, (number + 1) * block) {
                (slots + index).initialize(to: body(index))
            }
        }
        initialized = count
    }
}
