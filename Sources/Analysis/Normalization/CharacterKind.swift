/// What a normalised character is, for rules that look at neighbours.
enum CharacterKind {
    static func isHan(_ scalar: UInt32) -> Bool {
        (0x4E00..<0xA000).contains(scalar) || (0x3400..<0x4DC0).contains(scalar) || scalar == 0x3007
            || (0x20000..<0x32000).contains(scalar)
    }

    static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    static func isLatin(_ scalar: UInt32) -> Bool {
        (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
    }

    static func isSpace(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x0A }

    /// 。！？；… and their half-width forms, and closing quotes after them.
    static func endsSentence(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0x21, 0x3F, 0x3B, 0x2026, 0x201D, 0x2019: true
        default: false
        }
    }

    /// Marks that end a clause: the sentence marks and ， 、 ： and line breaks.
    static func endsClause(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0x21, 0x3F, 0x3B, 0x2026, 0x2C, 0x3A, 0x0A: true
        default: false
        }
    }

    static func closes(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2C, 0x3002, 0x3001, 0x29, 0x201D, 0x300B, 0x3B, 0x3A: true
        default: false
        }
    }
}
