internal import Documents

/// Numbers that go on in a list behind the first: CS230521-7741、CS230528-0936; 〔2016〕14号、15号.
enum DocumentNumberList {
    /// Those that stand right behind a number, each joined to the one before it.
    static func goingOn(
        _ text: NormalizedText, _ span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> [(span: NormalizedSpan, value: String)] {
        var found: [(span: NormalizedSpan, value: String)] = []
        var last = span
        while last.end + 1 < buffer.count, joints.contains(buffer[last.end]) {
            let start = last.end + 1
            if let end = sameShape(buffer, last, start) {
                last = NormalizedSpan(start, end)
                found.append((last, DocumentNumberForm.value(text, last)))
            } else if let end = ordinal(buffer, span, start) {
                last = NormalizedSpan(start, end)
                let head = DocumentNumberForm.value(text, span).prefix { $0 != "〕" }
                found.append((last, head + "〕" + String(scalars: UnsafeBufferPointer(rebasing: buffer[start..<end]))))
            } else {
                break
            }
        }
        return found
    }

    private static let joints = ScalarSet("、,和到至与及")

    /// Figures where the one before has figures, and the same letters and signs; blanks are left out.
    private static func sameShape(
        _ buffer: UnsafeBufferPointer<UInt32>, _ last: NormalizedSpan, _ start: Int
    ) -> Int? {
        let shape = buffer[last.range].filter { $0 != 0x20 }
        // 〔2017〕2号 and its like have a year of their own.
        guard shape.count >= 5, shape.last.map({ CharacterKind.isDigit($0) }) ?? false else { return nil }
        var index = start
        for scalar in shape {
            while index < buffer.count, buffer[index] == 0x20 { index += 1 }
            guard index < buffer.count else { return nil }
            let isFigure = CharacterKind.isDigit(scalar)
            guard isFigure ? CharacterKind.isDigit(buffer[index]) : buffer[index] == scalar else { return nil }
            index += 1
        }
        if index < buffer.count, CharacterKind.isDigit(buffer[index]) || CharacterKind.isLatin(buffer[index]) {
            return nil
        }
        return index
    }

    /// 15号 behind 莒政征告〔2016〕14号, 第11号 behind 莒信〔2016〕第4号.
    private static func ordinal(
        _ buffer: UnsafeBufferPointer<UInt32>, _ head: NormalizedSpan, _ start: Int
    ) -> Int? {
        guard buffer[head.end - 1] == 0x53F7, buffer[head.range].contains(where: { years.contains($0) }) else {
            return nil
        }
        let first = buffer[start] == 0x7B2C ? start + 1 : start
        var end = first
        while end < buffer.count, CharacterKind.isDigit(buffer[end]) { end += 1 }
        guard end > first, end - first <= 5, end < buffer.count, buffer[end] == 0x53F7 else { return nil }
        return end + 1
    }

    private static let years = ScalarSet("〕])】")
}
