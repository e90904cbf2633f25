public import Intake

/// Lines of bytes that come in pieces, each with its number; blank ones are counted only.
public struct NumberedLines: Sendable {
    public struct Line: Sendable, Equatable {
        public let number: Int
        public let line: LineCutter.Line

        public init(number: Int, line: LineCutter.Line) { (self.number, self.line) = (number, line) }
    }

    private var cutter: LineCutter
    private var count = 0

    /// - Parameter limit: bytes of the longest line that is kept.
    public init(limit: Int = LineCutter.longest) { cutter = LineCutter(limit: limit) }

    /// The lines that end in this piece.
    public mutating func add(_ bytes: [UInt8]) -> [Line] { numbered(cutter.add(bytes[...])) }

    /// The last line, when it has no ending.
    public mutating func finish() -> [Line] { numbered(cutter.finish().map { [$0] } ?? []) }

    private mutating func numbered(_ lines: [LineCutter.Line]) -> [Line] {
        lines.compactMap { line in
            count += 1
            return line.isBlank ? nil : Line(number: count, line: line)
        }
    }
}
