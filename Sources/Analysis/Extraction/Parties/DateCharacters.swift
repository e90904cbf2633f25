/// 年月日初 and numerals: what a date below a signature is written with.
enum DateCharacters {
    static func holds(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x521D, 0x5341: true
        default: Numeral.digit(scalar) != nil
        }
    }
}
