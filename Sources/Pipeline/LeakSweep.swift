internal import Documents

/// Looks over a text for private values that stand where nothing was recognised: a known name once more, or parted by a
/// line's end, and numbers that can only be those of people.
///
/// It depends on what was recognised and on digits alone, never on which name it is, so that linking stays blind.
struct LeakSweep {
    private let scalars: [UInt32]
    /// Half-width, without spaces and line ends; each with its offset in the text.
    private var dense: [(value: UInt32, offset: Int)] = []

    init(_ text: SourceText) {
        scalars = text.scalars
        dense.reserveCapacity(scalars.count)
        for (offset, scalar) in scalars.enumerated() where !Self.isSpace(scalar) {
            dense.append((Self.halfWidth(scalar), offset))
        }
    }

    private static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || (0x09...0x0D).contains(scalar) || scalar == 0x3000 || scalar == 0xA0
    }

    private static func halfWidth(_ scalar: UInt32) -> UInt32 {
        (0xFF01...0xFF5E).contains(scalar) ? scalar - 0xFEE0 : scalar
    }

    /// A value without spaces and line ends, by which the same value is known.
    static func dense(_ value: String) -> [UInt32] {
        value.unicodeScalars.map(\.value).filter { !isSpace($0) }.map(halfWidth)
    }

    /// Where a value stands, whatever spaces and line ends part it. Values of two characters are words too often.
    func occurrences(of value: [UInt32]) -> [SourceSpan] {
        guard value.count > 2, value.count <= dense.count else { return [] }
        var found: [SourceSpan] = []
        var start = 0
        while start + value.count <= dense.count {
            if dense[start].value == value[0], (1..<value.count).allSatisfy({ dense[start + $0].value == value[$0] }) {
                found.append(span(start, start + value.count))
                start += value.count
            } else {
                start += 1
            }
        }
        return found
    }

    /// Numbers of identity cards and mobile phones, parted by a line's end or not.
    func numbers() -> [(span: SourceSpan, kind: MaskedDocument.Secret.Kind)] {
        var found: [(span: SourceSpan, kind: MaskedDocument.Secret.Kind)] = []
        var start = 0
        while start < dense.count {
            guard Self.isDigit(dense[start].value) else {
                start += 1
                continue
            }
            var end = start
            while end < dense.count, Self.isDigit(dense[end].value) { end += 1 }
            let hasX = end < dense.count && (dense[end].value == 0x58 || dense[end].value == 0x78)
            // Columns of a table are parted more often.
            let isWhole = dense[end - 1].offset - dense[start].offset <= end - start
            switch end - start {
            case _ where !isWhole: break
            case 17 where hasX: found.append((span(start, end + 1), .idNumber))
            case 18: found.append((span(start, end), .idNumber))
            case 11 where dense[start].value == 0x31 && (0x33...0x39).contains(dense[start + 1].value):
                found.append((span(start, end), .phone))
            default: break
            }
            start = end
        }
        return found
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    /// A name of two characters at a line's end, whose third begins the next: one character, then no other.
    func widened(_ span: SourceSpan) -> SourceSpan {
        guard span.count == 2, span.end + 1 < scalars.count, scalars[span.end] == 0x0A,
            Self.isIdeograph(scalars[span.end + 1]),
            span.end + 2 == scalars.count || !Self.isIdeograph(scalars[span.end + 2])
        else { return span }
        return SourceSpan(span.start, span.end + 2)
    }

    private static func isIdeograph(_ scalar: UInt32) -> Bool { (0x4E00...0x9FFF).contains(scalar) }

    private func span(_ start: Int, _ end: Int) -> SourceSpan {
        SourceSpan(dense[start].offset, dense[end - 1].offset + 1)
    }
}
