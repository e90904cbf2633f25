/// What the lattice walks over: a Chinese character, or a run that is one piece whatever stands around it.
///
/// Chinese characters of the first plane are their own code; everything else is one of the classes below, so that
/// the boundary model learns of "four digits before 年" and never of the digits themselves.
enum UnitCode {
    /// Line breaks, spaces, start and end of the text.
    static let edge: UInt16 = 1
    static let mark: UInt16 = 2
    static let opening: UInt16 = 3
    static let closing: UInt16 = 4
    /// A run kept whole by a rule: document number, a user's word.
    static let whole: UInt16 = 5
    /// House, building, room: 12号楼3单元502室.
    static let house: UInt16 = 6
    /// The codes from here on may be joined to their neighbours.
    static let firstJoining: UInt16 = 7
    /// One or two digits.
    static let shortNumber: UInt16 = 7
    /// 1900 to 2099.
    static let year: UInt16 = 8
    static let number: UInt16 = 9
    /// A number with a point, a percent sign or a colon.
    static let composedNumber: UInt16 = 10
    static let latin: UInt16 = 11
    /// The dot inside a foreign name.
    static let middleDot: UInt16 = 12
    /// Kana, Hangul and letters of other scripts.
    static let foreign: UInt16 = 13
    /// 2019年, 3月, 12日: may take 份, 度 or 底 behind it.
    static let date: UInt16 = 14
    /// Chinese characters outside the first plane.
    static let rareHan: UInt16 = 15

    @inline(__always)
    static func isNumber(_ code: UInt16) -> Bool { code >= shortNumber && code <= number }

    @inline(__always)
    static func isHan(_ code: UInt16) -> Bool { code >= rareHan }
}

/// Classes of scalars for the scanner, one byte each.
enum ScalarClass {
    static let other: UInt8 = 0
    static let space: UInt8 = 1
    static let digit: UInt8 = 2
    static let latin: UInt8 = 3
    static let han: UInt8 = 4
    static let opening: UInt8 = 5
    static let closing: UInt8 = 6
    static let foreign: UInt8 = 7
    static let repeated: UInt8 = 8
    static let middleDot: UInt8 = 9

    /// For all scalars of the first plane.
    static let table: [UInt8] = {
        var table = [UInt8](repeating: other, count: 0x10000)
        func set(_ range: ClosedRange<Int>, _ value: UInt8) { for scalar in range { table[scalar] = value } }
        set(0...0x20, space)
        set(0x7F...0xA0, space)
        set(0x2000...0x200F, space)
        set(0x2028...0x202F, space)
        set(0x3000...0x3000, space)
        set(0x30...0x39, digit)
        set(0x41...0x5A, latin)
        set(0x61...0x7A, latin)
        set(0xC0...0x24F, latin)
        set(0x370...0x1FFF, foreign)
        set(0x3040...0x30FF, foreign)
        set(0x3100...0x312F, foreign)
        set(0xAC00...0xD7A3, foreign)
        set(0x3400...0x4DBF, han)
        set(0x4E00...0x9FFF, han)
        set(0xF900...0xFAFF, han)
        // 々 and 〇, and the circle that newspapers write for 〇.
        for scalar in [0x3005, 0x3007, 0x25CB] { table[scalar] = han }
        for scalar in [0x28, 0x5B, 0x7B, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x2018, 0x201C] {
            table[scalar] = opening
        }
        for scalar in [0x29, 0x5D, 0x7D, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x2019, 0x201D] {
            table[scalar] = closing
        }
        for scalar in [0x2014, 0x2026] { table[scalar] = repeated }
        for scalar in [0xB7, 0x2022, 0x30FB] { table[scalar] = middleDot }
        return table
    }()
}
