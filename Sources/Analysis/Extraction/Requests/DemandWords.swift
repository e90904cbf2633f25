internal import Dictionaries

/// The words by which requests are found: `Dictionaries/Requests/demand-words.tsv`, a list's name and its words a line.
struct DemandWords: Sendable {
    static let file = "Requests/demand-words.tsv"

    let cues: WordSet
    let weakCues: Set<String>
    let colonCues: Set<String>
    let colonTails: WordSet
    let afterWeakCue: WordSet
    let subjects: WordSet
    let asked: WordSet
    let keptAsked: Set<String>
    let pleas: WordSet
    let prefixes: WordSet
    let disposals: WordSet
    let guards: WordSet
    let rights: WordSet
    let sayings: WordSet
    let notRequests: WordSet
    let dependent: WordSet
    let openers: WordSet
    let titles: WordSet
    let urgings: WordSet
    let followings: WordSet
    let doings: WordSet
    let orders: WordSet
    let doers: WordSet
    let contacts: WordSet

    /// The names of the lists, each of which the file must hold.
    static let lists = [
        "cue", "weak", "colon", "colon-tail", "action", "subject", "asked", "asked-kept", "plea", "prefix", "disposal",
        "guard", "right",
        "said",
        "no-request", "reason", "opener", "title", "urging", "following", "doing",
        "order", "doer", "contact",
    ]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var words: [String: [String]] = [:]
        for (number, line) in DictionaryLines(try files.bytes(of: Self.file)) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
            guard columns.count == 2, Self.lists.contains(String(columns[0])) else {
                throw DictionaryError(
                    file: Self.file, line: number,
                    problem: "needs one of \(Self.lists.joined(separator: ", ")) and words")
            }
            words[String(columns[0]), default: []] += columns[1].split(separator: " ").map(String.init)
        }
        if let missing = Self.lists.first(where: { words[$0] == nil }) {
            throw DictionaryError(file: Self.file, line: 0, problem: "has no list \(missing)")
        }
        func set(_ name: String) -> WordSet { WordSet(words[name] ?? []) }
        func names(_ name: String) -> Set<String> { Set(words[name] ?? []) }
        cues = set("cue")
        weakCues = names("weak")
        colonCues = names("colon")
        colonTails = set("colon-tail")
        afterWeakCue = set("action")
        subjects = set("subject")
        asked = set("asked")
        keptAsked = names("asked-kept")
        pleas = set("plea")
        prefixes = set("prefix")
        disposals = set("disposal")
        guards = set("guard")
        rights = set("right")
        sayings = set("said")
        notRequests = set("no-request")
        dependent = set("reason")
        openers = set("opener")
        titles = set("title")
        urgings = set("urging")
        followings = set("following")
        doings = set("doing")
        orders = set("order")
        doers = set("doer")
        contacts = set("contact")
    }
}
