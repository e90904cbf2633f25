/// Lines out of bytes that come in pieces; no more is held than the line that has not ended.
public struct LineCutter: Sendable {
    /// A line without its ending.
    public enum Line: Sendable, Equatable {
        case bytes([UInt8])
        /// Over the limit; its bytes were skipped.
        case tooLong

        /// Nothing but spaces.
        public var isBlank: Bool {
            guard case .bytes(let bytes) = self else { return false }
            return bytes.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
        }
    }

    private let limit: Int
    private var waiting: [UInt8] = []
    private var hasBegun = false
    private var isTooLong = false

    /// Bytes of the longest line that is kept where nobody says otherwise.
    public static let longest = 64 << 20

    /// - Parameter limit: bytes of the longest line that is kept.
    public init(limit: Int) { self.limit = limit }

    /// The lines that end in this piece; what follows the last end waits for more.
    public mutating func add(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            hold(rest[..<end])
            lines.append(finished())
            rest = rest[(end + 1)...]
        }
        if !rest.isEmpty { hold(rest) }
        return lines
    }

    /// The last line, when it has no ending.
    public mutating func finish() -> Line? { hasBegun ? finished() : nil }

    private mutating func hold(_ piece: ArraySlice<UInt8>) {
        hasBegun = true
        if waiting.count + piece.count > limit {
            isTooLong = true
            waiting = []
        } else if !isTooLong {
            waiting += piece
        }
    }

    private mutating func finished() -> Line {
        defer {
            waiting = []
            (hasBegun, isTooLong) = (false, false)
        }
        if isTooLong { return .tooLong }
        if waiting.last == 0x0D { waiting.removeLast() }
        return .bytes(waiting)
    }
}
