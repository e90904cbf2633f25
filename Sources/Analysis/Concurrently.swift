internal import Dispatch

/// A value made on another core while this one goes on.
final class Concurrently<Value: Sendable>: @unchecked Sendable {
    // `Sendable`: `result` is written once before `group` is left and read only after waiting for it.
    private var result: Result<Value, any Error>?
    private let group = DispatchGroup()

    init(_ make: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global(qos: .userInitiated).async(group: group) { self.result = Result { try make() } }
    }

    /// Waits for the value.
    func value() throws -> Value {
        group.wait()
        guard let result else { preconditionFailure("the group is left when there is a result") }
        return try result.get()
    }
}
