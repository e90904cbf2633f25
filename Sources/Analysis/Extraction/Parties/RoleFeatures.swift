internal import Documents

/// What the text tells of one party over all its mentions, as numbered features.
///
/// The four blocks of cue classes come first, one number for each class, then the traits, then what the tagger of names
/// says of the part.
struct RoleFeatures: Sendable {
    /// Where a cue stands seen from the name.
    enum Place: Int, CaseIterable, Sendable {
        /// Right before it.
        case left
        /// Right behind it, past adverbs.
        case right
        /// In the clause behind it.
        case clause
        /// In the clause before it.
        case lead
    }

    /// Anything else that speaks for a part.
    enum Trait: Int, CaseIterable, Sendable {
        case guessPetitioner, guessRespondent, guessHandler, guessOther
        case function, level, built, publicBody, tail, village
        case serviceEnding, companyEnding
        case cueWriter, cueAccused, cueContact, cueChief, cueTrade, cueKin, cueInlaw, cueNeighbour, cueWitness
        case cueStaff, titleOffice, titleCourtesy, titleReceiving
        case fullName, masked, nickname, surnameOnly, alias
        case affiliateRespondent, affiliateHandler, affiliateOther, affiliateNone
        case inTitle, inFirstSentence, inSignature, atLineStart, quoted
        case once, twice, often
        case firstOfKind, onlyOfKind, mostMentioned, labelledElsewhere, accusingLetter
        case noWriter, oneWriter, manyWriters, joined
        case noOrganisation, noPerson, addressed, belowAddressee
        case beforeOfficer, beforeLaw, namedOwn
        case beforePaper, selfOf, inert, titleDeed, otherInTitle, outnumbered, alone, noneAccused, onlyLate
        case kindCourt, kindPolice, kindPetition, kindTown, kindHospital, kindSchool, kindBank, kindProperty,
            kindFactory
        case kindPlatform, kindShop, kindUtility
        case opensClause, closesClause, inRequest, fewOffices, manyOffices
        case listed, inQuestion, askingLetter, cited
        case opensTitle, longList
    }

    /// Where the traits begin, and what the tagger says.
    private static let traits = 64 * Place.allCases.count
    private static let tagged = traits + Trait.allCases.count
    static let count = tagged + NameTagger.Part.count + 1

    /// One word of bits for each block, then two of traits, then one of what the tagger says.
    private var bits: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0)

    /// Adds the part that the tagger gives the party where it is named; `nil` where it reads no party.
    mutating func add(tagged part: NameTagger.Part?) {
        bits.6 |= 1 << UInt64(part?.number ?? NameTagger.Part.count)
    }

    mutating func add(_ place: Place, _ cues: PartyCues) {
        switch place {
        case .left: bits.0 |= cues.rawValue
        case .right: bits.1 |= cues.rawValue
        case .clause: bits.2 |= cues.rawValue
        case .lead: bits.3 |= cues.rawValue
        }
    }

    mutating func add(_ trait: Trait) {
        if trait.rawValue < 64 {
            bits.4 |= 1 << UInt64(trait.rawValue)
        } else {
            bits.5 |= 1 << UInt64(trait.rawValue - 64)
        }
    }

    /// The cues that any mention has at a place.
    func cues(_ place: Place) -> PartyCues {
        switch place {
        case .left: PartyCues(rawValue: bits.0)
        case .right: PartyCues(rawValue: bits.1)
        case .clause: PartyCues(rawValue: bits.2)
        case .lead: PartyCues(rawValue: bits.3)
        }
    }

    func has(_ trait: Trait) -> Bool {
        trait.rawValue < 64
            ? bits.4 & 1 << UInt64(trait.rawValue) != 0 : bits.5 & 1 << UInt64(trait.rawValue - 64) != 0
    }

    mutating func add(_ trait: Trait, when condition: Bool) { if condition { add(trait) } }

    /// Calls `body` with the number of every feature, in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        func walk(_ word: UInt64, _ base: Int) {
            var word = word
            while word != 0 {
                body(base + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        walk(bits.0, 0)
        walk(bits.1, 64)
        walk(bits.2, 128)
        walk(bits.3, 192)
        walk(bits.4, Self.traits)
        walk(bits.5, Self.traits + 64)
        walk(bits.6, Self.tagged)
    }

    var numbers: [Int] {
        var numbers: [Int] = []
        forEach { numbers.append($0) }
        return numbers
    }

    /// The name by which weights and evidence speak of a feature: `left before-accuse`, `trait inTitle`,
    /// `tagged petitioner-sure`.
    static func name(_ number: Int) -> String {
        if number >= tagged { return "tagged \(NameTagger.Part(number: number - tagged)?.name ?? "none")" }
        if number >= traits { return "trait \(Trait.allCases[number - traits])" }
        let cue = PartyCues.byName.first { $0.value.rawValue == 1 << UInt64(number % 64) }
        return "\(Place.allCases[number / 64]) \(cue?.key ?? "-")"
    }

    /// The numbers of all features by name.
    static let numberByName: [String: Int] = Dictionary(
        (0..<count).map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
}
