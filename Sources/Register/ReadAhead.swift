internal import Dispatch
internal import Synchronization

/// Something that is made beside what is done meanwhile.
final class ReadAhead<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let isMade = DispatchSemaphore(value: 0)

    init(_ make: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async {
            let value = make()
            self.made.withLock { $0 = value }
            self.isMade.signal()
        }
    }

    /// Waits for it. To be asked once.
    var value: Value {
        isMade.wait()
        return made.withLock { $0! }
    }
}
