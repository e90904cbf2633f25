#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Memory for the time of one call, from a piece that each thread keeps.
///
/// A stack of its own: `withUnsafeTemporaryAllocation` asks the system for all that is larger than a kilobyte, and the
/// tables of a text are, a dozen of them for each text.
enum Scratch {
    /// The piece of one thread, and how much of it is lent.
    private final class Piece {
        let base = UnsafeMutableRawPointer.allocate(byteCount: Scratch.pieceSize, alignment: Scratch.alignment)
        var used = 0

        deinit { base.deallocate() }
    }

    private static let pieceSize = 1 << 20
    /// A line of the processor's cache.
    private static let alignment = 64

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        #if canImport(Darwin)
            let status = pthread_key_create(&key) { Unmanaged<Piece>.fromOpaque($0).release() }
        #else
            let status = pthread_key_create(&key) { if let piece = $0 { Unmanaged<Piece>.fromOpaque(piece).release() } }
        #endif
        precondition(status == 0, "a key for the threads' memory")
        return key
    }()

    /// The piece of this thread, which lives as long as the thread.
    @inline(__always)
    private static var piece: Unmanaged<Piece> {
        if let known = pthread_getspecific(key) { return Unmanaged.fromOpaque(known) }
        let made = Unmanaged.passRetained(Piece())
        pthread_setspecific(key, made.toOpaque())
        return made
    }

    /// Gives `body` room for so many elements, not yet initialised. What does not fit any more is asked of the system.
    @inline(__always)
    static func with<Element: BitwiseCopyable, Result>(
        _ type: Element.Type, count: Int, _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
    ) rethrows -> Result {
        let (memory, before) = lend(max(0, count) * MemoryLayout<Element>.stride)
        defer { giveBack(memory, before) }
        return try body(
            UnsafeMutableBufferPointer(start: memory.bindMemory(to: type, capacity: count), count: count))
    }

    /// The memory, and how much of the piece was lent before; -1 where it is not of the piece.
    private static func lend(_ bytes: Int) -> (memory: UnsafeMutableRawPointer, before: Int) {
        piece._withUnsafeGuaranteedRef { piece in
            let before = piece.used
            guard bytes <= pieceSize - before else {
                return (.allocate(byteCount: bytes, alignment: alignment), -1)
            }
            piece.used = (before + bytes + alignment - 1) & ~(alignment - 1)
            return (piece.base + before, before)
        }
    }

    private static func giveBack(_ memory: UnsafeMutableRawPointer, _ before: Int) {
        guard before >= 0 else { return memory.deallocate() }
        piece._withUnsafeGuaranteedRef { $0.used = before }
    }
}
