internal import Dictionaries

/// The words of addresses (`Places/address-words.txt`): how parts end, what makes no name, what stands around one.
///
/// A class, so that whoever holds it holds one reference.
final class AddressWords: Sendable {
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
    /// What closes a place that two names tell: 交汇处, 一带, 两个片区.
    let around: WordSet
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
    /// Words that begin with a stop and stand in names: 向阳, 将军, 时代.
    let inner: WordSet
    /// Words of letters that estates are called by.
    let fortune: WordSet
    /// What is said of an estate right behind its name: its owners, its builder, what is near.
    let told: WordSet
    /// Those who live in an estate or own a part of it: 业主.
    let owner: WordSet
    /// What only an estate is called, or has: 楼盘, 二期.
    let housing: WordSet
    /// What belongs to an estate among others: 车位.
    let belonging: WordSet
    /// Countries and lands abroad.
    let abroad: WordSet
    /// What a division does as a body: 平塘县|严格按照.
    let act: WordSet
    /// An ending that is the start of another word: 社|会, 门|口.
    let goesOn: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, "Places/address-words.txt")
        part = try lists.take("part")
        counted = try lists.take("counted")
        lead = try lists.take("lead")
        named = try lists.take("named")
        estate = try lists.take("estate")
        around = try lists.take("around")
        section = try lists.take("section")
        ordinary = try lists.take("ordinary")
        body = try lists.take("body")
        soft = try lists.take("soft")
        villager = try lists.take("villager")
        before = try lists.take("before")
        common = try lists.take("common")
        goesOn = try lists.take("goes-on")
        inner = try lists.take("inner")
        fortune = try lists.take("fortune")
        told = try lists.take("told")
        act = try lists.take("act")
        abroad = try lists.take("abroad")
        owner = try lists.take("owner")
        housing = try lists.take("housing")
        belonging = try lists.take("belonging")
        try lists.expectEmpty()
    }

    /// True where no name goes on: at a stop, but not at 月 of 馨月, 里 of 幸福里小区, 向 of 向阳.
    func isStop(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        let scalar = buffer[index]
        guard PlaceCharacters.stops.contains(scalar) else { return false }
        if inner.word(buffer, at: index) != nil { return false }
        guard index > 0, CharacterKind.isHan(buffer[index - 1]) else { return true }
        if scalar == 0x6708 {
            return Numeral.isNumeral(buffer[index - 1])
                || PlaceCharacters.monthLeaders.contains(buffer[index - 1])
        }
        // 年嘉湖隧道
        if scalar == 0x5E74 {
            return Numeral.isNumeral(buffer[index - 1]) || Numeral.isMask(buffer[index - 1])
                || PlaceCharacters.yearLeaders.contains(buffer[index - 1])
        }
        if scalar == 0x91CC {
            return PlaceCharacters.insides.contains(buffer[index - 1])
                || PlaceCharacters.stops.contains(buffer[index - 1])
                || !buffer.stands([0x5C0F, 0x533A], at: index + 1) && !buffer.stands([0x793E, 0x533A], at: index + 1)
        }
        // 木莲中路, but not 途中路过
        if scalar == 0x4E2D {
            return !(buffer.scalar(at: index + 1).map { PlaceCharacters.roads.contains($0) } ?? false)
                || PlaceCharacters.middles.contains(buffer[index - 1])
                || PlaceCharacters.stops.contains(buffer[index - 1])
        }
        // 信和苑, 太和园
        if scalar == 0x548C {
            return !(buffer.scalar(at: index + 1).map { PlaceCharacters.harmonious.contains($0) } ?? false)
                || PlaceCharacters.houses.contains(buffer[index - 1])
                || PlaceCharacters.seats.contains(buffer[index - 1])
                || PlaceCharacters.roads.contains(buffer[index - 1])
                || PlaceCharacters.stops.contains(buffer[index - 1])
        }
        return true
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
    /// What 月 is a month behind.
    static let monthLeaders = set("个本上下每当该半几同次这那腊正元数整按逐满隔")
    /// What 年 is a year or age behind.
    static let yearLeaders = set("今去前明当全多几半同次近往整成老少青每逐数本上下学期余来这那新过历早晚周百丰跨童")
    /// What 中 is the middle of.
    static let middles = set("途其家村城心当集空之手户镇县年月日过程高初")
    /// Before which 和 may be part of a name.
    static let harmonious = set("苑园府湾郡庭")
    /// What 里 says the inside of.
    static let insides = set("这那哪村院家屋城镇乡市县区园房子地心手组队厂")
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
