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

    /// 河北省|人口与计划生育条例: a division before the name is part of it, back to what cites it.
    private func divisionStart(_ buffer: UnsafeBufferPointer<UInt32>, _ name: Int) -> Int? {
        guard name > 2, [0x7701, 0x5E02].contains(buffer[name - 1]) else { return nil }
        for start in stride(from: name - 3, through: max(0, name - 5), by: -1) {
            guard CharacterKind.isHan(buffer[start]), !Self.citing.contains(buffer[start]) else { return nil }
            if start == 0 || !CharacterKind.isHan(buffer[start - 1]) || Self.citing.contains(buffer[start - 1]) {
                return start
            }
        }
        return nil
    }

    /// What words that cite end with: 根据, 依照, 违反, 按, 和.
    private static let citing = ScalarSet("据照反按合和与的在由被对")

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
        if let division = divisionStart(buffer, found) { return division }
        return buffer.stands(Self.republic, at: found - Self.republic.count) ? found - Self.republic.count : found
    }
}
