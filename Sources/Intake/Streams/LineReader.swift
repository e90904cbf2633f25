internal import Foundation

/// Cuts a stream into lines, holding one chunk and the current line only.
///
/// Not `Sendable`: one reader has one place in its stream. It does not close the descriptor.
public final class LineReader {
    /// A line without its ending.
    public enum Line: Sendable, Equatable {
        case bytes([UInt8])
        /// Over the limit; its bytes were skipped.
        case tooLong
    }

    private let descriptor: Int32
    private let chunkSize: Int
    private let limit: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// - Parameters:
    ///   - chunkSize: bytes asked of the system at a time.
    ///   - limit: bytes of the longest line that is kept.
    public init(fileDescriptor: Int32, chunkSize: Int = 1 << 20, limit: Int = 64 << 20) {
        descriptor = fileDescriptor
        self.chunkSize = max(1, chunkSize)
        self.limit = limit
    }

    /// The next line, or `nil` at the end. An unended last line counts.
    public func next() throws(IntakeFailure) -> Line? {
        var line: [UInt8] = []
        var hasBegun = false
        var isTooLong = false
        while true {
            if position == chunk.count {
                if !isAtEnd {
                    chunk = try readChunk(descriptor, upTo: chunkSize)
                    position = 0
                    isAtEnd = chunk.isEmpty
                }
                if isAtEnd { return hasBegun ? finished(line, isTooLong) : nil }
            }
            hasBegun = true
            let rest = chunk[position...]
            let end = rest.firstIndex(of: 0x0A)
            let piece = rest[..<(end ?? chunk.count)]
            if line.count + piece.count > limit {
                isTooLong = true
                line = []
            } else if !isTooLong {
                line += piece
            }
            if let end {
                position = end + 1
                return finished(line, isTooLong)
            }
            position = chunk.count
        }
    }

    private func finished(_ line: [UInt8], _ isTooLong: Bool) -> Line {
        if isTooLong { return .tooLong }
        return .bytes(line.last == 0x0D ? Array(line.dropLast()) : line)
    }
}
