internal import Documents

/// Tells of damage in a text: what is lost stays lost, and a person should know where.
enum TextDamage {
    /// Each kind is told this often; more says nothing more.
    private static let mostPerKind = 100

    static func diagnostics(in source: SourceText) -> [Record.Diagnostic] {
        var found: [Record.Diagnostic] = []
        var counts: [String: Int] = [:]
        source.scalars.withUnsafeBufferPointer { scalars in
            var index = 0
            while index < scalars.count {
                // Nearly all letters have nothing above U+200D but what lies above U+2E80, and a few marks.
                let scalar = scalars[index]
                guard scalar &- 0x200E < 0x2E80 - 0x200E || scalar == 0xFFFD, let code = code(of: scalar) else {
                    index += 1
                    continue
                }
                let start = index
                while index < scalars.count, self.code(of: scalars[index]) == code { index += 1 }
                counts[code, default: 0] += 1
                if counts[code]! <= mostPerKind {
                    found.append(Record.Diagnostic(code: code, span: SourceSpan(start, index)))
                }
            }
        }
        return found
    }

    @inline(__always)
    private static func code(of scalar: UInt32) -> String? {
        guard scalar >= 0x200E, scalar < 0x2E80 || scalar == 0xFFFD else { return nil }
        switch scalar {
        case 0x25A1: return "text.lost-glyph"
        case 0xFFFD: return "text.broken-character"
        case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: return "text.direction-mark"
        default: return nil
        }
    }
}
