internal import Dictionaries

/// The names of laws that a letter may cite without title marks: those of `Dictionaries/Repair/laws.txt` and the short
/// ones of `Dictionaries/Lexicon/law-short-names.txt`.
struct CitedLaws: Sendable {
    private let names: WordSet
    private static let longest = 24
    private static let republic = "中华人民共和国".unicodeScalars.map(\.value)
    /// 公司法|人, 民法|院: the name's last character begins another word.
    private static let others = ScalarSet("人务院官庭定律规制学理师治")

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var names: [String] = []
        for (_, line) in DictionaryLines(try files.bytes(of: "Repair/laws.txt")) {
            let name = String(decoding: line, as: UTF8.self)
            // 刑法 and 宪法 are subjects of talk as often.
            if name.unicodeScalars.count > 2 { names.append(name) }
        }
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/law-short-names.txt")) {
            names.append(String(decoding: line, as: UTF8.self))
        }
        self.names = WordSet(names)
    }

    /// Where the longest name that ends at `end` begins, with 中华人民共和国 before it.
    func start(_ buffer: UnsafeBufferPointer<UInt32>, endingAt end: Int) -> Int? {
        // 劳动法规定 is 劳动法 and 规定.
        guard
            !(buffer.scalar(at: end).map { Self.others.contains($0) } ?? false)
                || buffer.stands("规定", at: end)
        else { return nil }
        var start = end - 1
        var found: Int?
        while start > 0, end - start < Self.longest, CharacterKind.isHan(buffer[start - 1]) {
            start -= 1
            if names.longest(buffer, at: start)?.length == end - start { found = start }
        }
        guard let found else { return nil }
        return buffer.stands(Self.republic, at: found - Self.republic.count) ? found - Self.republic.count : found
    }
}
