internal import Foundation

/// Cuts a stream into lines, holding one chunk and the current line only.
///
/// Not `Sendable`: one reader has one place in its stream. It does not close the descriptor.
public final class LineReader {
    private let descriptor: Int32
    private let chunkSize: Int
    private var cutter: LineCutter
    /// The lines of the chunk that was read last, and the next of them.
    private var lines: [LineCutter.Line] = []
    private var place = 0
    private var isAtEnd = false

    /// - Parameters:
    ///   - chunkSize: bytes asked of the system at a time.
    ///   - limit: bytes of the longest line that is kept.
    public init(fileDescriptor: Int32, chunkSize: Int = 1 << 20, limit: Int = LineCutter.longest) {
        descriptor = fileDescriptor
        self.chunkSize = max(1, chunkSize)
        cutter = LineCutter(limit: limit)
    }

    /// The next line, or `nil` at the end. An unended last line counts.
    public func next() throws(IntakeFailure) -> LineCutter.Line? {
        while place == lines.count {
            if isAtEnd { return nil }
            let chunk = try readChunk(descriptor, upTo: chunkSize)
            isAtEnd = chunk.isEmpty
            lines = isAtEnd ? cutter.finish().map { [$0] } ?? [] : cutter.add(chunk[...])
            place = 0
        }
        defer { place += 1 }
        return lines[place]
    }
}
