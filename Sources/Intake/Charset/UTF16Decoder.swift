/// UTF-16 in either byte order.
enum UTF16Decoder {
    /// The code units; an odd last byte is left out.
    static func units(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt16] {
        let start = bytes.startIndex
        return (0..<(bytes.count / 2)).map { index in
            let first = UInt16(bytes[start + 2 * index])
            let second = UInt16(bytes[start + 2 * index + 1])
            return bigEndian ? first << 8 | second : second << 8 | first
        }
    }

    /// The scalars; a surrogate without its partner becomes U+FFFD, for odd content is no reason to refuse a letter.
    static func scalars(_ units: [UInt16]) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            let unit = UInt32(units[index])
            index += 1
            guard (0xD800...0xDFFF).contains(unit) else {
                scalars.append(unit)
                continue
            }
            if unit < 0xDC00, index < units.count, (0xDC00...0xDFFF).contains(units[index]) {
                scalars.append(0x10000 + ((unit - 0xD800) << 10 | (UInt32(units[index]) - 0xDC00)))
                index += 1
            } else {
                scalars.append(0xFFFD)
            }
        }
        return scalars
    }

    /// Share of units that Chinese text is made of. GB18030 and Big5 bytes taken in pairs fall among Hangul, Yi
    /// and private use, so their share is low.
    static func plausibleShare(_ units: ArraySlice<UInt16>) -> Double {
        guard !units.isEmpty else { return 0 }
        let plausible = units.count {
            switch $0 {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x2010...0x2027, 0x3000...0x303F, 0x4E00...0x9FFF, 0xFF00...0xFF60:
                true
            default: false
            }
        }
        return Double(plausible) / Double(units.count)
    }
}
