internal import Dictionaries

/// The words by which requests are found: `Dictionaries/Requests/demand-words.tsv`, a list's name and its words a line.
///
/// A class, so that a scan that holds them costs one reference count.
final class DemandWords: Sendable {
    static let file = "Requests/demand-words.tsv"

    let cues: WordSet
    /// Which of the cues, or of those who are asked, are of a kind, by their number.
    let isWeak: [Bool]
    let isForColon: [Bool]
    let colonTails: WordSet
    let afterWeakCue: WordSet
    let subjects: WordSet
    let asked: WordSet
    let isKept: [Bool]
    let isFirst: [Bool]
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
    let refusals: WordSet
    let purposes: WordSet
    let restored: WordSet
    let thanks: WordSet
    let shoulds: WordSet
    let officeEnds: WordSet
    let choices: WordSet
    let spots: WordSet
    let keptOpeners: WordSet
    let suggestions: WordSet
    let shouldParts: WordSet
    let visits: WordSet
    let causes: WordSet
    let acting: WordSet
    let notDeeds: WordSet
    let notSayings: WordSet
    let rebuffs: WordSet
    let givens: WordSet
    let leadGivens: WordSet
    let lets: WordSet
    let ables: WordSet
    let comforts: WordSet
    let alwaysPleas: WordSet
    let consequences: WordSet
    let idleDeeds: WordSet
    let trailingQuestions: WordSet
    let longOffices: WordSet
    let answers: WordSet
    let regrets: WordSet
    let wants: WordSet
    let wantsOfOurs: WordSet
    let countUnits: WordSet
    let countNouns: WordSet
    let countLeads: WordSet
    let reports: WordSet
    let concessions: WordSet
    let isPlain: [Bool]
    let isAddressing: [Bool]
    let isForTitle: [Bool]
    let isTellable: [Bool]
    let papers: WordSet
    let adverbs: WordSet
    let parts: WordSet
    let deeds: WordSet
    let offices: WordSet
    let obliged: WordSet
    let conditions: WordSet
    let circumstances: WordSet
    let whethers: WordSet
    let matters: WordSet
    let wishes: WordSet
    /// The characters at which a request, or what is none, may begin, and the end of a line.
    let signs: ScalarSet
    /// The characters that words of deeds and of orders begin with.
    let deedSigns: ScalarSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        cues = try lists.take("cue")
        isWeak = try lists.flags("weak", of: cues)
        isForColon = try lists.flags("colon", of: cues)
        colonTails = try lists.take("colon-tail")
        afterWeakCue = try lists.take("action")
        subjects = try lists.take("subject")
        asked = try lists.take("asked")
        isKept = try lists.flags("asked-kept", of: asked)
        isFirst = try lists.flags("asked-first", of: asked)
        pleas = try lists.take("plea")
        prefixes = try lists.take("prefix")
        disposals = try lists.take("disposal")
        guards = try lists.take("guard")
        rights = try lists.take("right")
        sayings = try lists.take("said")
        notRequests = try lists.take("no-request")
        dependent = try lists.take("reason")
        openers = try lists.take("opener")
        titles = try lists.take("title")
        urgings = try lists.take("urging")
        followings = try lists.take("following")
        doings = try lists.take("doing")
        orders = try lists.take("order")
        doers = try lists.take("doer")
        contacts = try lists.take("contact")
        refusals = try lists.take("refused")
        purposes = try lists.take("purpose")
        restored = try lists.take("restored")
        thanks = try lists.take("thanks")
        isPlain = try lists.flags("plain", of: cues)
        isForTitle = try lists.flags("title-cue", of: cues)
        papers = try lists.take("paper")
        adverbs = try lists.take("adverb")
        parts = try lists.take("part")
        deeds = try lists.take("deed")
        offices = try lists.take("office")
        obliged = try lists.take("obliged")
        conditions = try lists.take("condition")
        circumstances = try lists.take("circumstance")
        whethers = try lists.take("whether")
        matters = try lists.take("matter")
        wishes = try lists.take("wish")
        shoulds = try lists.take("should")
        officeEnds = try lists.take("office-end")
        choices = try lists.take("choice")
        spots = try lists.take("spot")
        keptOpeners = try lists.take("opener-kept")
        suggestions = try lists.take("suggestion")
        shouldParts = try lists.take("should-part")
        visits = try lists.take("visit")
        causes = try lists.take("cause")
        acting = try lists.take("acting")
        notDeeds = try lists.take("no-deed")
        notSayings = try lists.take("no-said")
        rebuffs = try lists.take("rebuff")
        givens = try lists.take("given")
        leadGivens = try lists.take("lead-given")
        lets = try lists.take("lets")
        ables = try lists.take("able")
        comforts = try lists.take("comfort")
        alwaysPleas = try lists.take("always-plea")
        consequences = try lists.take("then")
        idleDeeds = try lists.take("idle-deed")
        trailingQuestions = try lists.take("trailing-question")
        longOffices = try lists.take("long-office")
        answers = try lists.take("answer")
        regrets = try lists.take("regret")
        wants = try lists.take("want")
        wantsOfOurs = try lists.take("want-of-ours")
        countUnits = try lists.take("count-unit")
        countNouns = try lists.take("count-noun")
        countLeads = try lists.take("count-lead")
        reports = try lists.take("report")
        concessions = try lists.take("concession")
        isAddressing = try lists.flags("addressing", of: cues)
        isTellable = try lists.flags("tellable", of: cues)
        try lists.expectEmpty()
        deedSigns = deeds.firsts.union(orders.firsts)
        signs = cues.firsts.union(notRequests.firsts).union(ScalarSet([0x0A])).union(DemandScan.headSigns(countUnits))
    }
}
