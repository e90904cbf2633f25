/// Cuts normalised scalars into units, one at a time.
///
/// Knows runs (digits, Latin letters, marks repeated) but no words; see ``WholeRuns`` for what spans several units.
struct UnitScanner {
    private let text: UnsafeBufferPointer<UInt32>
    private let classes: UnsafePointer<UInt8>
    private(set) var position = 0

    init(_ text: UnsafeBufferPointer<UInt32>, classes: UnsafePointer<UInt8>) {
        self.text = text
        self.classes = classes
    }

    @inline(__always)
    private func kind(_ index: Int) -> UInt8 {
        guard index < text.count else { return ScalarClass.space }
        let scalar = text[index]
        if scalar < 0x10000 { return classes[Int(scalar)] }
        return scalar >= 0x20000 && scalar < 0x32000 ? ScalarClass.han : ScalarClass.other
    }

    /// Moves over a unit that is already known.
    mutating func skip(_ length: Int) { position += length }

    /// The code of the unit at ``position``, which moves behind it. Not to be called at the end.
    @inline(__always)
    mutating func next() -> UInt16 {
        let scalar = text[position]
        let kind = kind(position)
        if kind == ScalarClass.han {
            position += 1
            if scalar >= 0x10000 { return UnitCode.rareHan }
            return scalar == 0x25CB ? 0x3007 : UInt16(truncatingIfNeeded: scalar)
        }
        return nextRun(scalar, kind)
    }

    private mutating func nextRun(_ scalar: UInt32, _ kind: UInt8) -> UInt16 {
        let start = position
        position += 1
        switch kind {
        case ScalarClass.space:
            while position < text.count, self.kind(position) == ScalarClass.space { position += 1 }
            return UnitCode.edge
        case ScalarClass.opening: return UnitCode.opening
        case ScalarClass.closing: return UnitCode.closing
        case ScalarClass.middleDot: return UnitCode.middleDot
        case ScalarClass.repeated:
            while position < text.count, text[position] == scalar { position += 1 }
            return UnitCode.mark
        case ScalarClass.foreign:
            while self.kind(position) == ScalarClass.foreign { position += 1 }
            return UnitCode.foreign
        case ScalarClass.digit, ScalarClass.latin: return alphanumeric(from: start)
        default: return UnitCode.mark
        }
    }

    /// Digits and letters with what may stand between them: 3.56, 1,200, 15:30, 60%, 0375-1234567, Wi-Fi, a@b.cn.
    private mutating func alphanumeric(from start: Int) -> UInt16 {
        var hasLatin = kind(start) == ScalarClass.latin
        var hasInner = false
        var digits = 0
        position = start
        while position < text.count {
            let kind = kind(position)
            if kind == ScalarClass.digit {
                digits += 1
            } else if kind == ScalarClass.latin {
                hasLatin = true
            } else if isInner(text[position], hasLatin) {
                hasInner = true
            } else {
                break
            }
            position += 1
        }
        if hasLatin { return UnitCode.latin }
        if position < text.count, text[position] == 0x25 || text[position] == 0x2030 || text[position] == 0x2103 {
            // % and ‰ belong to the number; ℃ is a word of its own.
            if text[position] != 0x2103 {
                position += 1
                hasInner = true
            }
        }
        if hasInner { return UnitCode.composedNumber }
        if digits <= 2 { return UnitCode.shortNumber }
        if digits == 4,
            (text[start] == 0x31 && text[start + 1] == 0x39) || (text[start] == 0x32 && text[start + 1] == 0x30)
        {
            return UnitCode.year
        }
        return UnitCode.number
    }

    /// True for a sign inside a run, when the run goes on behind it.
    @inline(__always)
    private func isInner(_ scalar: UInt32, _ hasLatin: Bool) -> Bool {
        switch scalar {
        case 0x2A:
            // Stars mask digits: 1990000****.
            return true
        case 0x2E, 0x3A:
            let next = kind(position + 1)
            return next == ScalarClass.digit || (hasLatin && next == ScalarClass.latin)
        case 0x2C:
            // Thousands: three digits and no fourth.
            return !hasLatin && kind(position + 1) == ScalarClass.digit && kind(position + 2) == ScalarClass.digit
                && kind(position + 3) == ScalarClass.digit && kind(position + 4) != ScalarClass.digit
        case 0x2D:
            let next = kind(position + 1)
            return next == ScalarClass.digit || next == ScalarClass.latin
        case 0x40, 0x5F, 0x26, 0x27:
            let next = kind(position + 1)
            return hasLatin && (next == ScalarClass.digit || next == ScalarClass.latin)
        case 0x2F:
            return hasLatin && (kind(position + 1) == ScalarClass.latin || text[position - 1] == 0x3A)
        default: return false
        }
    }
}
