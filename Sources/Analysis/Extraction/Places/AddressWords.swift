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
        var lists = try WordLists(files, "Places/address-words.txt")
        part = try lists.take("part")
        counted = try lists.take("counted")
        lead = try lists.take("lead")
        named = try lists.take("named")
        estate = try lists.take("estate")
        section = try lists.take("section")
        ordinary = try lists.take("ordinary")
        body = try lists.take("body")
        soft = try lists.take("soft")
        villager = try lists.take("villager")
        before = try lists.take("before")
        common = try lists.take("common")
        goesOn = try lists.take("goes-on")
        try lists.expectEmpty()
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

    private static func set(_ text: String) -> ScalarSet { ScalarSet(text) }
}

extension WordSet {
    /// The longest word that begins at `index`; `nil` also at the text's end.
    @inline(__always)
    func word(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, word: Int)? {
        index < buffer.count ? longest(buffer, at: index) : nil
    }
}
