/// Classes of words in the dictionaries of parties, as bits: what a word tells of the name beside it.
struct PartyCues: OptionSet, Sendable, Hashable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }
    private init(bit: Int) { rawValue = 1 << UInt64(bit) }

    // Names of bodies (Lexicon/bodies.txt, Lexicon/body-words.txt, Parties/body-forms.txt).
    static let function = PartyCues(bit: 0)
    static let level = PartyCues(bit: 1)
    static let publicBody = PartyCues(bit: 2)
    static let unit = PartyCues(bit: 3)
    static let tail = PartyCues(bit: 4)
    static let village = PartyCues(bit: 5)
    static let domain = PartyCues(bit: 6)
    static let ending = PartyCues(bit: 7)
    static let site = PartyCues(bit: 8)
    static let stop = PartyCues(bit: 9)
    static let business = PartyCues(bit: 10)
    static let continuation = PartyCues(bit: 11)
    static let zone = PartyCues(bit: 12)
    static let part = PartyCues(bit: 13)
    static let bank = PartyCues(bit: 14)
    static let shortTail = PartyCues(bit: 15)
    static let noBrand = PartyCues(bit: 16)
    static let serviceEnding = PartyCues(bit: 17)

    // Names of persons (Parties/person-cues.txt, Parties/person-forms.txt, Lexicon/surnames.txt).
    static let writer = PartyCues(bit: 18)
    static let accused = PartyCues(bit: 19)
    static let contact = PartyCues(bit: 20)
    static let chief = PartyCues(bit: 21)
    static let trade = PartyCues(bit: 22)
    static let kin = PartyCues(bit: 23)
    static let inlaw = PartyCues(bit: 24)
    static let neighbour = PartyCues(bit: 25)
    static let witness = PartyCues(bit: 26)
    static let staff = PartyCues(bit: 27)
    static let named = PartyCues(bit: 28)
    static let office = PartyCues(bit: 29)
    static let courtesy = PartyCues(bit: 30)
    static let receiving = PartyCues(bit: 31)
    static let quotedKind = PartyCues(bit: 32)
    static let noName = PartyCues(bit: 33)
    static let common = PartyCues(bit: 34)
    static let group = PartyCues(bit: 35)
    static let doubleSurname = PartyCues(bit: 36)

    // What stands around a name (Parties/role-cues.txt).
    static let beforeAccuse = PartyCues(bit: 37)
    static let beforeOrder = PartyCues(bit: 38)
    static let beforeBy = PartyCues(bit: 39)
    static let beforeAsk = PartyCues(bit: 40)
    static let beforeOfficialAct = PartyCues(bit: 41)
    static let beforeWith = PartyCues(bit: 42)
    static let beforeCompany = PartyCues(bit: 43)
    static let beforeWork = PartyCues(bit: 44)
    static let beforeService = PartyCues(bit: 45)
    static let beforePlace = PartyCues(bit: 46)
    static let beforeOwn = PartyCues(bit: 47)
    static let beforeSelf = PartyCues(bit: 48)
    static let beforeHold = PartyCues(bit: 49)
    static let afterHarm = PartyCues(bit: 50)
    static let afterRefuse = PartyCues(bit: 51)
    static let afterPromise = PartyCues(bit: 52)
    static let afterHandle = PartyCues(bit: 53)
    static let afterSay = PartyCues(bit: 54)
    static let afterSuffer = PartyCues(bit: 55)
    static let afterWitness = PartyCues(bit: 56)
    static let afterService = PartyCues(bit: 57)
    static let afterWork = PartyCues(bit: 58)
    static let afterRelation = PartyCues(bit: 59)
    static let afterPerson = PartyCues(bit: 60)
    static let afterAdverb = PartyCues(bit: 61)
    static let event = PartyCues(bit: 62)
    static let actPlan = PartyCues(bit: 63)

    /// The classes by the names that the dictionary files use.
    static let byName: [String: PartyCues] = [
        "function": .function, "level": .level, "public": .publicBody, "unit": .unit, "tail": .tail,
        "village": .village, "domain": .domain, "ending": .ending, "site": .site, "stop": .stop,
        "business": .business, "continuation": .continuation, "zone": .zone, "part": .part, "bank": .bank,
        "short-tail": .shortTail, "no-brand": .noBrand, "service-ending": .serviceEnding, "writer": .writer,
        "accused": .accused, "contact": .contact, "chief": .chief, "trade": .trade, "kin": .kin,
        "inlaw": .inlaw, "neighbour": .neighbour, "witness": .witness, "staff": .staff, "named": .named,
        "office": .office, "courtesy": .courtesy, "receiving": .receiving, "quoted-kind": .quotedKind,
        "no-name": .noName, "common": .common, "group": .group, "before-accuse": .beforeAccuse,
        "before-order": .beforeOrder, "before-by": .beforeBy, "before-ask": .beforeAsk,
        "before-official-act": .beforeOfficialAct, "before-with": .beforeWith, "before-company": .beforeCompany,
        "before-work": .beforeWork, "before-service": .beforeService, "before-place": .beforePlace,
        "before-own": .beforeOwn, "before-self": .beforeSelf, "before-hold": .beforeHold, "after-harm": .afterHarm,
        "after-refuse": .afterRefuse, "after-promise": .afterPromise, "after-handle": .afterHandle,
        "after-say": .afterSay, "after-suffer": .afterSuffer, "after-witness": .afterWitness,
        "after-service": .afterService, "after-work": .afterWork, "after-relation": .afterRelation,
        "after-person": .afterPerson, "after-adverb": .afterAdverb, "event-ask": .event, "act-plan": .actPlan,
    ]

    static let bodies: PartyCues = [.function, .level, .publicBody, .unit, .tail, .village]
    static let persons: PartyCues = [
        .writer, .accused, .contact, .chief, .trade, .kin, .inlaw, .neighbour, .witness, .staff, .named,
    ]
    static let before: PartyCues = [
        .beforeAccuse, .beforeOrder, .beforeBy, .beforeAsk, .beforeOfficialAct, .beforeWith, .beforeCompany,
        .beforeWork, .beforeService, .beforePlace, .beforeOwn, .beforeSelf, .beforeHold, .event,
    ]
    static let after: PartyCues = [
        .afterHarm, .afterRefuse, .afterPromise, .afterHandle, .afterSay, .afterSuffer, .afterWitness,
        .afterService, .afterWork, .afterRelation, .actPlan,
    ]
    /// Classes of which a word has one: the first that a file names.
    static let exclusive: [PartyCues] = [.bodies, .persons]
}
