public import Dictionaries

/// Words that an office wants kept as they are, read from a file: one a line, `#` begins a comment.
///
/// Where such a word stands it is taken, the leftmost first and of several the longest, before any model speaks.
/// It may hold digits, letters and marks; it never begins or ends inside a number or a Latin word of the text.
public struct UserWords: Sendable {
    private var trie = TermTrie(expectedTerms: 256)
    public private(set) var count = 0

    public init(_ words: some Sequence<String>) {
        for word in words { add(word.unicodeScalars.map(\.value)) }
    }

    /// - Throws: ``DictionaryError`` with the line that is longer than 64 characters or holds white space inside.
    public init(_ bytes: [UInt8], file: String) throws(DictionaryError) {
        var lines = DictionaryLines(bytes)
        while let (number, line) = lines.next() {
            let scalars = String(decoding: line, as: UTF8.self).unicodeScalars.map(\.value)
            let isSpace: (UInt32) -> Bool = { $0 <= 0x20 || $0 == 0x3000 || $0 == 0xFEFF }
            guard let first = scalars.firstIndex(where: { !isSpace($0) }),
                let last = scalars.lastIndex(where: { !isSpace($0) })
            else { continue }
            guard last - first < 64, !scalars[first...last].contains(where: isSpace) else {
                throw DictionaryError(file: file, line: number, problem: "is no single word of at most 64 characters")
            }
            add(Array(scalars[first...last]))
        }
    }

    private mutating func add(_ word: [UInt32]) {
        guard !word.isEmpty else { return }
        _ = trie.insert(word)
        count = trie.termCount
    }

    /// The length of the longest word at a place where a unit begins.
    @inline(__always)
    func match(at start: Int, in text: UnsafeBufferPointer<UInt32>) -> Int? {
        var longest: Int?
        trie.forEachHit(at: start, in: text) { hit in
            let end = start + hit.length
            if end == text.count || !UserWords.isInsideRun(text[end - 1], text[end]) { longest = hit.length }
        }
        return longest
    }

    private static func isInsideRun(_ left: UInt32, _ right: UInt32) -> Bool {
        CharacterKind.isDigit(left) && CharacterKind.isDigit(right)
            || CharacterKind.isLatin(left) && CharacterKind.isLatin(right)
    }
}
