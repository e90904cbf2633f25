internal import Dictionaries

/// Where a personal name may stand: nothing is repaired there.
struct NameGuard: Sendable {
    /// The words around names.
    static let file = "Repair/name-cues.txt"

    private let given: ScalarSet
    private let isSurnameTable: [Bool]
    /// Words that a name follows.
    private let cues: WordSet
    /// Words that follow a surname or a name.
    private let titles: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var surnames: Set<UInt32> = []
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/surnames.txt")) {
            for word in line.split(separator: 0x20) {
                var reader = ScalarReader(word)
                if let first = reader.next(), reader.next() == nil { surnames.insert(first) }
            }
        }
        var given: Set<UInt32> = []
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/given.txt")) {
            var reader = ScalarReader(line)
            while let scalar = reader.next() { given.insert(scalar) }
        }
        var table = [Bool](repeating: false, count: 0x10000)
        for surname in surnames where surname < 0x10000 { table[Int(surname)] = true }
        self.given = ScalarSet(given.filter { $0 < 0x10000 })
        isSurnameTable = table
        var lists = try WordLists(files, Self.file)
        cues = try lists.take("before")
        titles = try lists.take("behind")
        try lists.expectEmpty()
    }

    @inline(__always)
    func isSurname(_ scalar: UInt32) -> Bool { scalar < 0x10000 && isSurnameTable[Int(scalar)] }

    /// How likely a surname with one or two characters is as a name, set against words: natural logarithm.
    func logarithm(_ text: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) -> Float {
        let odd = range.dropFirst().count { !given.contains(text[$0]) }
        return (range.count == 3 ? -15 : -14) - 3.5 * Float(odd)
    }

    /// True when the character lies where a name stands: behind a cue, before a title, in a signature.
    func forbids(_ text: UnsafeMutableBufferPointer<UInt32>, _ index: Int) -> Bool {
        let buffer = UnsafeBufferPointer(text)
        return isBehindCue(buffer, index) || isBeforeTitle(buffer, index) || isSignature(buffer, index)
    }

    private func isBehindCue(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        // The name begins at most three characters before; a colon, 是 or a bracket may part it from the cue.
        for begin in max(0, index - 3)...index where isSurname(text[begin]) || begin == index {
            var end = begin
            var hasMark = false
            while end > 0, [0x3A, 0x20, 0x28, 0x201C, 0x662F, 0x7CFB, 0x3001].contains(text[end - 1]) {
                hasMark = hasMark || text[end - 1] == 0x3A
                end -= 1
            }
            guard cues.endsBefore(text, end, longest: cues.longestLength) else { continue }
            if isSurname(text[begin]) || hasMark && isShortField(text, begin) { return true }
        }
        return false
    }

    /// Two to four Han characters and then something else.
    private func isShortField(_ text: UnsafeBufferPointer<UInt32>, _ begin: Int) -> Bool {
        var end = begin
        while end < text.count, end - begin < 5, CharacterKind.isHan(text[end]) { end += 1 }
        return (2...4).contains(end - begin)
    }

    private func isBeforeTitle(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        for begin in max(0, index - 2)...index where isSurname(text[begin]) {
            for end in (index + 1)...min(begin + 3, index + 3) where end < text.count && end > begin {
                if titles.longest(text, at: end) != nil { return true }
            }
        }
        return false
    }

    /// A line that holds nothing but a surname and one to three characters.
    private func isSignature(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var begin = index
        while begin > 0, CharacterKind.isHan(text[begin - 1]), index - begin < 4 { begin -= 1 }
        var end = index + 1
        while end < text.count, CharacterKind.isHan(text[end]), end - index < 5 { end += 1 }
        guard (2...4).contains(end - begin), isSurname(text[begin]) else { return false }
        let opens = begin == 0 || text[begin - 1] == 0x0A || text[begin - 1] == 0x20 || text[begin - 1] == 0x3001
        let closes = end == text.count || text[end] == 0x0A || text[end] == 0x20 || text[end] == 0x3001
        return opens && closes
    }
}
