internal import Documents

/// Reads O, o, l, I inside a number as the digits they look like, and 曰 behind one as 日.
///
/// Only where the run of digits and look-alikes holds a digit, or a date unit stands behind it, and no other
/// Latin letter touches it: scans write 2O18年 and l99…, people write A1 and 4G.
enum DigitRepair {
    static func repair(_ draft: inout Draft) {
        let count = draft.scalars.count
        var index = 0
        while index < count {
            guard digit(draft.scalars[index]) != nil || CharacterKind.isDigit(draft.scalars[index]) else {
                index += 1
                continue
            }
            let start = index
            var digits = 0
            var lookAlikes = 0
            while index < count {
                if CharacterKind.isDigit(draft.scalars[index]) {
                    digits += 1
                } else if digit(draft.scalars[index]) != nil {
                    lookAlikes += 1
                } else {
                    break
                }
                index += 1
            }
            if index < count, draft.scalars[index] == 0x66F0, digits + lookAlikes <= 2 {
                replace(index, 0x65E5, "repair.day-sign", &draft)
            }
            guard lookAlikes > 0 else { continue }
            let touchesLatin =
                start > 0 && CharacterKind.isLatin(draft.scalars[start - 1])
                || index < count && CharacterKind.isLatin(draft.scalars[index])
            let hasUnit = index < count && [0x5E74, 0x6708, 0x65E5, 0x5143].contains(draft.scalars[index])
            guard !touchesLatin, digits > 0 && index - start > 1 || hasUnit else { continue }
            for position in start..<index {
                guard let form = digit(draft.scalars[position]) else { continue }
                replace(position, form, "repair.digit-look-alike", &draft)
            }
        }
    }

    private static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x4F, 0x6F: 0x30
        case 0x6C, 0x49: 0x31
        default: nil
        }
    }

    private static func replace(
        _ index: Int, _ form: UInt32, _ rule: String, _ draft: inout Draft
    ) {
        let span = draft.sourceSpan(index..<index + 1)
        draft.repairs.append(
            Record.Repair(span: span, from: draft.source[span], to: String(scalars: [form][...]), rule: rule))
        draft.scalars[index] = form
    }
}
