/// What is compared between two letters, and which way each thing must count.
public enum MatterFeature: String, Sendable, CaseIterable {
    /// Square root of the cosine of the rarity-weighted runs of characters.
    case text
    /// Rare phrases in common, the eight rarest that do not overlap.
    case phrases
    /// Little but names in common: where, not what happened.
    case namesOnly = "names-only"
    /// The rarest phrase in common.
    case rarest
    /// Square root of the weight in common over the weight of the lighter letter.
    case containment
    case numbers
    /// One form filled in differently: much text in common, but other numbers in it.
    case numbersConflict = "numbers-conflict"
    /// Units that both count, and never the same number: 412户 and 62户.
    case unitsConflict = "units-conflict"
    case amounts
    case amountsConflict = "amounts-conflict"
    case dates
    case months
    case daysConflict = "days-conflict"
    case documentNumbers = "document-numbers"
    /// Villages, estates, firms … that one names and the other speaks of.
    case names
    case namesConflict = "names-conflict"
    /// A firm that one complains of and the other speaks of.
    case respondents
    /// Both complain of firms, and of no common one.
    case respondentsConflict = "respondents-conflict"
    case designators
    case designatorsConflict = "designators-conflict"
    case division
    case divisionConflict = "division-conflict"
    case bodies
    case issue
    case issueConflict = "issue-conflict"
    case yearsConflict = "years-conflict"
    /// One speaks of an earlier letter, a visit or an answer.
    case looksBack = "looks-back"
    /// A very short letter shows little, for or against.
    case brevity
    /// Long letters share phrases by chance.
    case length
    /// One is addressed to an office: then the weights of letters hold, else those of messages (``MatterModel``).
    case addressed
    /// Both have a title; then the text counts for less and the titles for more.
    case titled
    /// The share of its title that the other letter speaks of, of the one of which it is less.
    case titles
    /// What both speak of again and again: as ``text``, each run raised by how often a letter says it. Of letters with
    /// titles alone: they are short and keep to their matter, and of others it told nothing that the rest does not.
    case emphasis
    /// Long runs in common, and between them other things: one form, two troubles.
    case form
    /// Rare phrases that are the form's: beyond one in each run in common.
    case formPhrases = "form-phrases"

    /// +1 when more of it can only speak for one matter, −1 against, 0 either.
    public var direction: Int {
        switch self {
        case .namesOnly, .numbersConflict, .unitsConflict, .amountsConflict, .daysConflict, .namesConflict,
            .respondentsConflict, .designatorsConflict, .divisionConflict, .issueConflict, .yearsConflict, .length,
            .form,
            .formPhrases:
            -1
        case .brevity, .looksBack, .addressed, .titled: 0
        default: 1
        }
    }
}

/// Compares two letters feature by feature; symmetric to the last bit.
enum MatterComparison {
    static func features(_ a: LetterContent, _ b: LetterContent) -> [Double] {
        var (values, phrases) = contentFeatures(a, b)
        addForm(to: &values, a, b, phrases)
        return values
    }

    /// The probability that two letters are of one matter, as far as it reaches `considered`; else some lower number.
    ///
    /// That two letters are one form can only speak against: what is improbable without is not looked at for it.
    static func probability(
        _ a: LetterContent, _ b: LetterContent, _ model: MatterModel, considered: Double
    ) -> Double {
        var (values, phrases) = contentFeatures(a, b)
        let most = model.probability(values)
        guard most >= considered, model.weighsForm else { return most }
        addForm(to: &values, a, b, phrases)
        return model.probability(values)
    }

    private typealias Phrases = [(term: UInt64, weight: Double)]

    /// Share of pairs between the runs from which two letters are taken to speak of the same there.
    private static let sameBetweenRuns = 0.3
    private static let wholeForm = 0.5

    private static func addForm(to values: inout [Double], _ a: LetterContent, _ b: LetterContent, _ phrases: Phrases) {
        let form = SharedForm(a.cleaned, b.cleaned, phrases: phrases)
        values[place(of: .form)] =
            min(1, form.coverage / wholeForm) * max(0, 1 - form.agreement / sameBetweenRuns)
        values[place(of: .formPhrases)] = form.repeated / 10
    }

    private static func contentFeatures(_ a: LetterContent, _ b: LetterContent) -> ([Double], Phrases) {
        var values = [Double](repeating: 0, count: MatterFeature.allCases.count)
        func set(_ feature: MatterFeature, _ value: Double) { values[place(of: feature)] = value }
        let shared = sharedTerms(a, b)
        let norms = (a.norm * b.norm).squareRoot()
        set(.text, norms > 0 ? (shared.common / norms).squareRoot() : 0)
        let lighter = min(a.norm, b.norm)
        set(.containment, lighter > 0 ? (shared.common / lighter).squareRoot() : 0)
        set(.phrases, shared.phrases.reduce(0) { $0 + $1.weight } / 10)
        set(.namesOnly, max(0, 1 - shared.substance / 5))
        set(.rarest, shared.rarest / 10)
        let (leftCounts, rightCounts) = (a.quantities.counts, b.quantities.counts)
        var numbers = 0.0
        SortedNumbers.forEachCommon(leftCounts, rightCounts) { numbers += Quantities.weight($0) }
        set(.numbers, min(4, numbers))
        let least = min(leftCounts.count, rightCounts.count)
        if least >= 2 {
            let common = Double(SortedNumbers.common(leftCounts, rightCounts))
            set(.numbersConflict, min(1, 2.5 * shared.common / max(norms, 1)) * (1 - common / Double(least)))
        }
        set(.unitsConflict, min(3, Quantities.conflictingUnits(leftCounts, rightCounts)))
        set(.amounts, min(3, sharedAmounts(a.evidence, b.evidence)))
        set(.amountsConflict, isConflict(.amount, a, b) ? 1 : 0)
        set(.dates, min(2, Double(a.evidence.shared(.day, with: b.evidence))))
        set(.months, min(2, Double(a.evidence.shared(.month, with: b.evidence))))
        set(.daysConflict, isConflict(.day, a, b) ? 1 : 0)
        set(.documentNumbers, min(2, Double(a.evidence.shared(.documentNumber, with: b.evidence))))
        let names = namedThings(a, b)
        set(.names, min(3, names.agreeing))
        set(.namesConflict, min(3, names.conflicting))
        let respondents = self.respondents(a, b)
        set(.respondents, respondents.agreeing)
        set(.respondentsConflict, respondents.isConflict ? 1 : 0)
        let designators = self.designators(a.quantities.designators, b.quantities.designators)
        set(.designators, min(2, designators.agreeing))
        set(.designatorsConflict, min(2, designators.conflicting))
        let divisions = self.divisions(a.evidence, b.evidence)
        set(.division, divisions > 0 ? 1 : 0)
        set(.divisionConflict, divisions < 0 ? 1 : 0)
        set(.bodies, min(2, Double(SortedNumbers.common(a.bodies, b.bodies))))
        let issue = self.issue(a.evidence, b.evidence)
        set(.issue, max(0, issue))
        set(.issueConflict, max(0, -issue))
        if !a.quantities.years.isEmpty, !b.quantities.years.isEmpty,
            !a.quantities.years.contains(where: b.quantities.years.contains)
        {
            set(.yearsConflict, 1)
        }
        set(.looksBack, a.looksBack || b.looksBack ? 1 : 0)
        set(.brevity, max(0, 1 - Double(min(a.length, b.length)) / 200))
        set(.length, chance(a.length, b.length))
        set(.addressed, a.isAddressed || b.isAddressed ? 1 : 0)
        if !a.subject.terms.isEmpty, !b.subject.terms.isEmpty {
            let (left, right) = (a.subject.share(in: b.terms), b.subject.share(in: a.terms))
            set(.titled, 1)
            set(.titles, min(left, right))
            let norms = (a.emphasisNorm * b.emphasisNorm).squareRoot()
            set(.emphasis, norms > 0 ? (shared.emphasis / norms).squareRoot() : 0)
        }
        return (values, shared.phrases)
    }

    /// Both name such things, and none that the other names.
    private static func isConflict(_ kind: EvidenceKeys.Kind, _ a: LetterContent, _ b: LetterContent) -> Bool {
        !a.evidence.range(kind).isEmpty && !b.evidence.range(kind).isEmpty
            && a.evidence.shared(kind, with: b.evidence) == 0
    }

    /// Its number among all: cases without values are kept as that. Looking it up took longer than most features.
    @inline(__always)
    static func place(of feature: MatterFeature) -> Int { withUnsafeBytes(of: feature) { Int($0[0]) } }

    private static func sharedTerms(_ a: LetterContent, _ b: LetterContent) -> (
        common: Double, emphasis: Double, phrases: Phrases, substance: Double, rarest: Double
    ) {
        var (common, emphasis) = (0.0, 0.0)
        let areTitled = !a.emphasis.isEmpty && !b.emphasis.isEmpty
        var rare: [(weight: Float, key: UInt64)] = []
        a.terms.keys.withUnsafeBufferPointer { first in
            b.terms.keys.withUnsafeBufferPointer { second in
                var (i, j) = (0, 0)
                while i < first.count, j < second.count {
                    let (left, right) = (first[i], second[j])
                    if left == right {
                        let weight = a.weights[i]
                        common += Double(weight) * Double(weight)
                        if areTitled { emphasis += Double(a.emphasis[i]) * Double(b.emphasis[j]) }
                        if weight > phraseFloor { rare.append((weight, left)) }
                    }
                    i += left <= right ? 1 : 0
                    j += right <= left ? 1 : 0
                }
            }
        }
        rare.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
        // Overlap is judged by common characters, not by places, which differ between the two letters.
        var taken: [UInt64] = []
        let (left, right) = (a.things.characters, b.things.characters)
        var phrases: Phrases = []
        var substance = 0.0
        for term in rare {
            let (third, second, first) = (term.key & 0x1F_FFFF, term.key >> 21 & 0x1F_FFFF, term.key >> 42)
            let characters = [third, second, first].prefix(first == 0 ? 2 : 3)
            if characters.contains(where: taken.contains) { continue }
            taken += characters
            phrases.append((term.key, Double(term.weight - phraseFloor)))
            if !characters.contains(where: { left.contains($0) || right.contains($0) }) {
                substance += Double(term.weight - phraseFloor)
            }
            if phrases.count == 8 { break }
        }
        return (common, emphasis, phrases, substance, Double(rare.first?.weight ?? 0))
    }

    /// Phrases of more than 1 letter of 60 say nothing alone.
    private static let phraseFloor: Float = 5

    /// Sums that both name, in hundredths of a yuan; a round one says little.
    private static func sharedAmounts(_ a: EvidenceKeys, _ b: EvidenceKeys) -> Double {
        var sum = 0.0
        a.forEachShared(.amount, with: b) { amount in
            var value = amount
            while value > 0, value % 10 == 0 { value /= 10 }
            sum += value < 10 ? 0.25 : value < 100 ? 1 : 1.5
        }
        return sum
    }

    /// How much two letters of these lengths share by chance, 0…1: with twice the length the rarest of it is as much again
    /// rarer, so that it grows as the logarithm.
    private static func chance(_ a: Int, _ b: Int) -> Double {
        let pairs = Float(a * b) / 10_000
        return Double(min(1, (1 + pairs).steppedLog2 / (1 + chanceLimit * chanceLimit).steppedLog2))
    }

    /// Hundreds of characters of both letters from which on it grows no more.
    private static let chanceLimit: Float = 6

    private static func namedThings(_ a: LetterContent, _ b: LetterContent) -> (agreeing: Double, conflicting: Double) {
        var agreeing = 0.0
        var conflicting = 0.0
        for (left, right) in zip(a.things.byKind, b.things.byKind) where !left.isEmpty || !right.isEmpty {
            let strength =
                left.contains(where: right.contains)
                ? 1
                : max(b.mentions(of: left, beyond: NamedThings.least), a.mentions(of: right, beyond: NamedThings.least))
            if strength > 0 {
                agreeing += strength
            } else if !left.isEmpty, !right.isEmpty {
                conflicting += 1
            }
        }
        return (agreeing, conflicting)
    }

    /// How surely one speaks of a firm that the other complains of, 0…1; a conflict when both complain of firms and
    /// neither does.
    private static func respondents(_ a: LetterContent, _ b: LetterContent) -> (agreeing: Double, isConflict: Bool) {
        func strongest(_ names: [[UInt64]], _ other: LetterContent) -> Double {
            names.reduce(0) { strongest, name in
                let isNamed = other.respondents.contains { $0.contains(where: name.contains) }
                return max(strongest, isNamed ? 1 : other.mentions(of: name, beyond: LetterContent.leastOfFirm))
            }
        }
        let strength = max(strongest(a.respondents, b), strongest(b.respondents, a))
        return (strength, strength == 0 && !a.respondents.isEmpty && !b.respondents.isEmpty)
    }

    private static func designators(_ a: [UInt64], _ b: [UInt64]) -> (agreeing: Double, conflicting: Double) {
        guard !a.isEmpty, !b.isEmpty else { return (0, 0) }
        var agreeing = 0.0
        var conflicting = 0.0
        for unit in Set(a.map { $0 >> 40 }).intersection(b.map { $0 >> 40 }) {
            let left = Set(a.filter { $0 >> 40 == unit })
            if left.isDisjoint(with: b.filter { $0 >> 40 == unit }) { conflicting += 1 } else { agreeing += 1 }
        }
        return (agreeing, conflicting)
    }

    /// 1 when a division of one lies in one of the other at county level, −1 when both name counties and none fit.
    ///
    /// Codes of GB/T 2260: …0000 a province, which says too little; …00 a prefecture, which holds its counties.
    private static func divisions(_ a: EvidenceKeys, _ b: EvidenceKeys) -> Int {
        guard !a.range(.division).isEmpty, !b.range(.division).isEmpty else { return 0 }
        let left = a.values(.division).filter { $0 % 10_000 != 0 }
        let right = b.values(.division).filter { $0 % 10_000 != 0 }
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        let fits = left.contains { l in
            right.contains { r in l == r || (l % 100 == 0 || r % 100 == 0) && l / 100 == r / 100 }
        }
        return fits ? 1 : -1
    }

    /// 1 for a common second level, .5 for a common first, −1 for none; 0 when one has no issue.
    private static func issue(_ a: EvidenceKeys, _ b: EvidenceKeys) -> Double {
        guard !a.range(.issueOuter).isEmpty, !b.range(.issueOuter).isEmpty else { return 0 }
        if a.shared(.issue, with: b) > 0 { return 1 }
        return a.shared(.issueOuter, with: b) > 0 ? 0.5 : -1
    }
}
