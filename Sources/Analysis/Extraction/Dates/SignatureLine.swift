/// The line under a letter that holds who wrote it, where he can be reached, and when.
enum SignatureLine {
    /// Whether a day stands in such a line: 厉明霞 19900007211 五月十三; 惠引弟 7.23; 五月初一写的.
    ///
    /// At most two short lines come behind it.
    static func holds(_ text: UnsafeBufferPointer<UInt32>, _ day: Range<Int>) -> Bool {
        guard isNearEnd(text, day.upperBound), let start = lineStart(text, day.lowerBound) else { return false }
        let before = words(text, from: start, to: day.lowerBound)
        let behind = words(text, from: day.upperBound, to: lineEnd(text, day.upperBound))
        guard let before, let behind else { return false }
        if before.hasTelephone || behind.hasTelephone { return before.count + behind.count <= longest }
        let isWritten = written.longest(text, at: day.upperBound)?.length == behind.count
        return before.digits + behind.digits == 0
            && (behind.count == 0 && names.contains(before.count)
                || isWritten && behind.count > 0 && before.count <= names.upperBound)
    }

    private struct Words {
        /// Han characters and all digits.
        var (count, digits) = (0, 0)
        var hasTelephone = false
    }

    /// Behind a day: who signs says so.
    private static let written = WordSet(["写", "写的", "书", "手书", "夜书", "记", "夜", "夜写", "敬上", "叩上", "呈", "具", "泣书"])
    /// How many characters a name has.
    private static let names = 2...4
    /// With a name and a telephone, the most Han characters: 签名, 手机, an age.
    private static let longest = 10
    /// The most characters of the lines behind.
    private static let rest = 40
    /// The most characters before a day in its line, blanks too.
    private static let width = 80

    /// `nil` where a sentence stands.
    private static func words(_ text: UnsafeBufferPointer<UInt32>, from start: Int, to end: Int) -> Words? {
        var words = Words()
        var run = 0
        for index in start..<end {
            let scalar = text[index]
            run = CharacterKind.isDigit(scalar) ? run + 1 : 0
            if run > 0 { words.digits += 1 }
            if run == 7 { words.hasTelephone = true }
            if CharacterKind.isHan(scalar) { words.count += 1 }
            if CharacterKind.endsClause(scalar), scalar != 0x3A { return nil }
        }
        return words
    }

    /// `nil` where the line is too long for a name.
    private static func lineStart(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        var start = index
        while start > 0, text[start - 1] != 0x0A {
            start -= 1
            if index - start > width { return nil }
        }
        return start
    }

    private static func lineEnd(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int {
        var end = index
        while end < text.count, text[end] != 0x0A { end += 1 }
        return end
    }

    /// What comes behind the line is at most two lines, and short.
    private static func isNearEnd(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        guard text.count - index <= width + rest else { return false }
        let end = lineEnd(text, index)
        let behind = text[end...].filter { $0 != 0x20 }
        let lines = behind.split(separator: 0x0A)
        return lines.count <= 2 && behind.count <= rest
    }
}
