internal import Documents
internal import Storage
internal import Synchronization

/// Links the letters of one batch while the next is written, so that neither waits for the other; batches are linked in
/// their order, one at a time.
final class LinkingBeside: Sendable {
    private let linking: Mutex<RegisterLinking>
    private let running = Mutex<ReadAhead<Result<Void, StoreError>>?>(nil)

    init(_ linking: sending RegisterLinking) { self.linking = Mutex(linking) }

    /// Waits for the batch before, and begins with letters that were just taken into the register.
    func add(_ letters: [(id: Int64, masked: MaskedDocument)]) throws(StoreError) {
        try wait().get()
        let next = ReadAhead {
            self.linking.withLock { linking in Result { () throws(StoreError) in try linking.add(letters) } }
        }
        running.withLock { $0 = next }
    }

    /// Waits for what was begun, and links what an earlier run left.
    func finish() throws(StoreError) {
        try wait().get()
        try linking.withLock { linking throws(StoreError) in try linking.finish() }
    }

    /// Waits for what was begun; to be called before whoever imports goes away.
    @discardableResult
    func wait() -> Result<Void, StoreError> {
        let last = running.withLock { running in
            defer { running = nil }
            return running
        }
        return last?.value ?? .success(())
    }
}
