internal import Dictionaries

/// The words of addresses (`Places/address-words.txt`): how parts end, what makes no name, what stands around one.
struct AddressWords: Sendable {
    /// Endings of address parts.
    let part: WordSet
    /// What closes a part that is only a number: 三社, 2排, B座, 609房.
    let counted: WordSet
    /// What can lead a place by itself, without a division before it.
    let lead: WordSet
    /// Endings before which 上, 下, 里, 前 … are parts of a name: 西里店乡, 上滩村.
    let named: WordSet
    /// Endings of housing, markets and parks.
    let estate: WordSet
    /// Which piece of a road.
    let section: WordSet
    /// Words before an ending that make no name: 清查小区, 普通村庄, 拓宽道路.
    let ordinary: WordSet
    /// A body's name goes on here: the place is only its first part.
    let body: WordSet
    /// Those of `body` that are nouns too: they begin a body's name only behind a division's.
    let soft: WordSet
    /// People of a village, right behind its name.
    let villager: WordSet
    /// Words after which a name begins: 位于, 途经.
    let before: WordSet
    /// Endings that are ordinary words: 马路, 乡镇.
    let common: WordSet
    /// An ending that is the start of another word: 社|会, 门|口.
    let goesOn: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Places/address-words.txt"
        var words: [String: [String]] = [:]
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 2 else {
                throw DictionaryError(file: path, line: number, problem: "needs a kind, a tab and words")
            }
            words[String(decoding: columns[0], as: UTF8.self), default: []] +=
                columns[1].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        }
        func set(_ kind: String) throws(DictionaryError) -> WordSet {
            guard let list = words[kind] else {
                throw DictionaryError(file: path, line: 0, problem: "has no line of kind \(kind)")
            }
            return WordSet(list)
        }
        part = try set("part")
        counted = try set("counted")
        lead = try set("lead")
        named = try set("named")
        estate = try set("estate")
        section = try set("section")
        ordinary = try set("ordinary")
        body = try set("body")
        soft = try set("soft")
        villager = try set("villager")
        before = try set("before")
        common = try set("common")
        goesOn = try set("goes-on")
    }
}

/// Characters that rules of places ask about.
enum PlaceCharacters {
    /// Stops that no name holds.
    static let stops = set(
        "的了至整套在是我你他她它们和与及或从到去来往把被给向对让叫请因为由于自年月日号时有没不也都就才又再要会能可以已经过着之其这那该此每各全本某上下前后里内外中间个位名等按据照根于以将所而且但些还")
    /// Characters that are stops elsewhere and begin names of villages: 上湾村, 下塘, 后柳园.
    static let villageHeads = set("上下前后里外中内大小")
    static let positional = set("上下前后里中内外大于那来位都和个日月")
    /// What a place's short form stands behind when it is a place: 在广州, 去新疆.
    static let prepositions = set("在到去回来住从赴往自于至离")
    /// Signs of a division's level in full names.
    static let fullSigns = set("省市县区旗州盟镇乡道")
    static let unitSigns = set("区县市镇乡道")
    static let roads = set("路街")
    /// What a division's full name ends with, before which a body's name may begin.
    static let seats = set("省市区县旗州盟镇乡村道庄屯")
    static let roadWords = set("道马铁思出半线电水陆走修问跑让拦堵带")
    static let houses = set("苑园栋幢楼元庭府城寓区期院湾郡邸墅")
    static let verbs = set("住问找沿属")
    static let directions = set("东西南北")

    private static func set(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }
}

extension UnsafeBufferPointer<UInt32> {
    /// True when `word` stands at `index`.
    func stands(_ word: [UInt32], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for (offset, scalar) in word.enumerated() where self[index + offset] != scalar { return false }
        return true
    }

    /// The scalar at `index`, or `nil` outside of the text.
    func scalar(at index: Int) -> UInt32? { indices.contains(index) ? self[index] : nil }
}

extension WordSet {
    /// The longest word that begins at `index`; `nil` also at the text's end.
    @inline(__always)
    func word(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, word: Int)? {
        index < buffer.count ? longest(buffer, at: index) : nil
    }
}
