/// Text reduced to what carries content: Han, letters and digits.
///
/// Placeholders of masked identities (⟨甲1⟩) lose their numbers: those are given by order within one letter, so
/// they would differ between copies that differ in one name.
enum CleanedText {
    static func clean(_ scalars: [UInt32]) -> [UInt32] {
        var cleaned: [UInt32] = []
        cleaned.reserveCapacity(scalars.count)
        var isInPlaceholder = false
        for scalar in scalars {
            switch scalar {
            case 0x27E8: isInPlaceholder = true
            case 0x27E9: isInPlaceholder = false
            case 0x30...0x39: if !isInPlaceholder { cleaned.append(scalar) }
            case 0x61...0x7A, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0x3007: cleaned.append(scalar)
            case 0x41...0x5A: cleaned.append(scalar + 32)
            case 0..<0xAA, 0x2000...0x206F, 0x3000...0x303F: break
            default: if isLetterOrDigit(scalar) { cleaned.append(scalar) }
            }
        }
        return cleaned
    }

    private static func isLetterOrDigit(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }
}
