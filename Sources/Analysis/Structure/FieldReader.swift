internal import Dictionaries
internal import Documents

/// Reads labelled fields: `姓名：…  电话：…`, one or several a line, and the blocks of parties they form.
///
/// `Dictionaries/Structure/field-labels.txt` holds the labels. A class, so that the readers that ask it share one.
final class FieldReader: Sendable {
    static let file = "Structure/field-labels.txt"

    private let labels: TermList
    private let partyLabels: Set<String>
    private static let longestLabel = 7

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        labels = try lists.takeTerms("label")
        partyLabels = try lists.takeNames("party")
        try lists.expectEmpty()
    }

    /// Whether these characters are a field's label.
    func isLabel(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        labels.number(of: range, scalars) != nil
    }

    func fields(in lines: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>) -> [Layout.Field] {
        var result: [Layout.Field] = []
        for line in lines {
            // The field that waits for its value's end: the next label of the line, or the line's end.
            var open: (label: Int, value: Int)?
            func close(_ limit: Int) {
                guard let (label, value) = open else { return }
                var (low, high) = (value, limit)
                while low < high, scalars[low] == 0x20 { low += 1 }
                while high > low, [0x20, 0x2C, 0x3B, 0x3001].contains(scalars[high - 1]) { high -= 1 }
                result.append(Layout.Field(label: labels.words[label], value: NormalizedSpan(low, high)))
                open = nil
            }
            for colon in line.range where scalars[colon] == 0x3A {
                var start = colon
                while start > line.start, colon - start < Self.longestLabel, CharacterKind.isHan(scalars[start - 1]) {
                    start -= 1
                }
                // The longest label that ends at the colon.
                for at in start..<colon {
                    guard let label = labels.number(of: at..<colon, scalars) else { continue }
                    close(at)
                    open = (label, colon + 1)
                    break
                }
            }
            close(line.end)
        }
        return result
    }

    /// 申诉人：…; 被申诉人：…: neighbouring lines that begin with a party's label.
    func partyBlocks(
        _ fields: [Layout.Field], _ lines: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>
    ) -> [Layout.Part] {
        var blocks: [NormalizedSpan] = []
        var last = -2
        var number = 0
        for (index, line) in lines.enumerated() {
            while number < fields.count, fields[number].value.end < line.start { number += 1 }
            guard number < fields.count, fields[number].value.start <= line.end,
                partyLabels.contains(fields[number].label),
                fields[number].value.start - line.start <= Self.longestLabel + 2
            else { continue }
            if last == index - 1, let block = blocks.last {
                blocks[blocks.count - 1] = NormalizedSpan(block.start, line.end)
            } else {
                blocks.append(line)
            }
            last = index
        }
        return blocks.map { Layout.Part(kind: .partyBlock, span: $0) }
    }
}

/// A fixed list of words asked for whole.
struct TermList: Sendable {
    let words: [String]
    private let trie: TermTrie
    private let wordOfTerm: [Int]

    init(_ words: [String]) {
        var trie = TermTrie(expectedTerms: max(16, words.count))
        var wordOfTerm: [Int] = []
        for (index, word) in words.enumerated() {
            if trie.insert(word.unicodeScalars.map(\.value)) == wordOfTerm.count { wordOfTerm.append(index) }
        }
        self.words = words
        self.trie = trie
        self.wordOfTerm = wordOfTerm
    }

    /// The number of the word that these characters are.
    func number(of range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        trie.term(scalars[range]).map { wordOfTerm[$0] }
    }

    /// Whether a word ends right before `end`, inside the range.
    func endsBefore(_ end: Int, from start: Int, _ scalars: UnsafeBufferPointer<UInt32>, longest: Int = 8) -> Bool {
        for at in max(start, end - longest)..<max(start, end) where trie.term(scalars[at..<end]) != nil { return true }
        return false
    }

    /// The number of the longest word that begins the range.
    func word(at range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        guard !range.isEmpty else { return nil }
        var longest = 0
        var word: Int?
        trie.forEachHit(at: range.lowerBound, in: UnsafeBufferPointer(rebasing: scalars[..<range.upperBound])) {
            if $0.length > longest { (longest, word) = ($0.length, wordOfTerm[$0.term]) }
        }
        return word
    }

    /// Whether a word begins at `start`, inside the range.
    func begins(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        word(at: range, scalars) != nil
    }
}
