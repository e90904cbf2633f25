internal import Synchronization

/// Open iterators of one kind for all tasks: opening one takes longer than reading a letter with it.
public final class BreakIteratorPool: Sendable {
    /// `Sendable`: an iterator is out of the list while somebody uses it.
    private struct Idle: @unchecked Sendable { let iterator: BreakIterator }

    private let kind: BreakIterator.Kind
    private let idle = Mutex<[Idle]>([])

    public init(_ kind: BreakIterator.Kind) { self.kind = kind }

    /// Calls `body` with every boundary as ``BreakIterator/forEachBoundary(in:_:)`` does.
    public func forEachBoundary(
        in units: UnsafeBufferPointer<UInt16>, _ body: (Int) -> Void
    ) throws(ICUError) {
        let known = idle.withLock { $0.popLast() }
        let own: Idle
        if let known { own = known } else { own = Idle(iterator: try BreakIterator(kind)) }
        defer { idle.withLock { $0.append(own) } }
        try own.iterator.forEachBoundary(in: units, body)
    }
}
