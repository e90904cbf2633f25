internal import Dictionaries
internal import Documents

/// Finds sums of money among the numbers without a unit that no rule took: 保险一百、作业本八十五.
///
/// The weights (`Values/sum-weights.tsv`) are learned by `Integrations/sums/fit_sums.py`; without them nothing is found here.
struct LikelySums: Sendable {
    static let rule = "amount.likely"
    static let path = "Values/sum-weights.tsv"
    private let words: SumWords
    private let weights: FeatureWeights

    init(_ files: DictionaryFiles, _ words: SumWords) throws(DictionaryError) {
        self.words = words
        weights = try FeatureWeights(files, Self.path, key: SumTemplate.key(of:))
    }

    typealias Sum = ValueMentions.Found<(value: Double, isApproximate: Bool)>

    /// What is known of a text when its numbers are weighed.
    struct Known {
        let text: UnsafeBufferPointer<UInt32>
        /// Ascending, none over another.
        let sums: [Sum]
        /// What else has its reading: ascending, none over another.
        let others: [NormalizedSpan]
        private let values: Set<Double>

        /// - Parameter others: in any order.
        init(text: UnsafeBufferPointer<UInt32>, sums: [Sum], others: [NormalizedSpan]) {
            self.init(text: text, sums: sums, joined: Self.joined(others))
        }

        private init(text: UnsafeBufferPointer<UInt32>, sums: [Sum], joined: [NormalizedSpan]) {
            (self.text, self.sums, others) = (text, sums, joined)
            values = Set(sums.lazy.map(\.value.value))
        }

        /// As if a sum had not been read.
        func without(_ index: Int) -> Known {
            var rest = sums
            rest.remove(at: index)
            return Known(text: text, sums: rest, joined: others)
        }

        /// Many numbers are asked for, among as many spans.
        private static func joined(_ spans: [NormalizedSpan]) -> [NormalizedSpan] {
            spans.sorted().reduce(into: []) { joined, span in
                if let last = joined.last, span.start < last.end {
                    joined[joined.count - 1] = NormalizedSpan(last.start, max(last.end, span.end))
                } else {
                    joined.append(span)
                }
            }
        }

        /// Whether a sum is read in a stretch of text.
        func holdsSum(_ start: Int, _ end: Int) -> Bool {
            let index = sums.partitioningIndex { $0.span.start >= start }
            return index < sums.count && sums[index].span.end <= end
        }

        func overlapsSum(_ span: NormalizedSpan) -> Bool {
            let index = sums.partitioningIndex { $0.span.end > span.start }
            return index < sums.count && sums[index].span.start < span.end
        }

        func sumEnds(at place: Int) -> Bool {
            let index = sums.partitioningIndex { $0.span.end >= place }
            return index < sums.count && sums[index].span.end == place
        }

        func hasSum(of value: Double) -> Bool { values.contains(value) }
    }

    /// A number that may be a sum.
    struct Candidate {
        /// With 多, 左右 behind it.
        let span: NormalizedSpan
        let number: Range<Int>
        let value: Double
        let isVague: Bool
        /// Where the text goes on: behind the unit of a sum that a rule read.
        let end: Int

        var hasTail: Bool { span.end > number.upperBound }
    }

    /// The logarithm of the odds from which on a number is a sum.
    private static let least: Float = 0.4

    /// The sums among the numbers that nothing took, ascending.
    ///
    /// - Parameter others: asked only where a number may be a sum.
    func find(
        in text: UnsafeBufferPointer<UInt32>, sums: [Sum], others: () -> [NormalizedSpan]
    ) -> [Sum] {
        guard !weights.isEmpty else { return [] }
        let numbers = numbers(in: text)
        guard !numbers.isEmpty else { return [] }
        let known = Known(text: text, sums: sums, others: others())
        let candidates = numbers.filter { isFree($0.span, known) }
        return candidates.compactMap { candidate in
            var sum = FeatureSum<SumTemplate>(weights: weights)
            tell(candidate, candidates, known, &sum)
            guard sum.sum >= Self.least else { return nil }
            return Sum(
                span: candidate.span, rule: Self.rule,
                value: (candidate.value, candidate.isVague || candidate.hasTail))
        }
    }

    /// What spoke most for and against each sum found, and how much.
    func reasons(_ known: Known) -> [(span: NormalizedSpan, features: [String])] {
        let candidates = candidates(known)
        return candidates.map { candidate in
            let weighed = features(candidate, candidates, known).compactMap { name in
                SumTemplate.key(of: name).map { (name: name, weight: weights[$0]) }
            }
            let strongest = weighed.filter { $0.weight != 0 }.sorted { abs($0.weight) > abs($1.weight) }
            return (candidate.span, strongest.map { "\($0.name) \($0.weight)" })
        }
    }

    /// What the weights are learned from: every candidate with its features by their names, and the sums that rules read
    /// (`read`), as if nothing had taken them and their unit were left out.
    func evidence(_ known: Known) -> [(span: NormalizedSpan, isRead: Bool, features: [String])] {
        let candidates = candidates(known)
        let read = known.sums.indices.compactMap { index -> (NormalizedSpan, Bool, [String])? in
            let sum = known.sums[index]
            guard let candidate = candidate(in: sum.span, known.text) else { return nil }
            return (sum.span, true, features(candidate, candidates, known.without(index)))
        }
        return candidates.map { ($0.span, false, features($0, candidates, known)) } + read
    }

    private func features(_ candidate: Candidate, _ all: [Candidate], _ known: Known) -> [String] {
        var list = FeatureList<SumTemplate>()
        tell(candidate, all, known, &list)
        return list.names
    }

    // MARK: candidates

    private static let begins = ScalarSet(Numeral.numeralScalars.union(0x30...0x39))

    private func candidates(_ known: Known) -> [Candidate] {
        numbers(in: known.text).filter { isFree($0.span, known) }
    }

    /// All numbers that may be sums by how they are written.
    private func numbers(in text: UnsafeBufferPointer<UInt32>) -> [Candidate] {
        var found: [Candidate] = []
        var index = 0
        while true {
            index = Self.begins.firstIndex(in: text, from: index)
            guard index < text.count else { return found }
            guard let number = Numeral.number(text, at: index), number.end > index else {
                index += 1
                continue
            }
            if let candidate = candidate(number, at: index, text) { found.append(candidate) }
            index = number.end
        }
    }

    /// Nothing took it, and it does not end a range whose lower sum is read: 1100|到1200.
    private func isFree(_ span: NormalizedSpan, _ known: Known) -> Bool {
        let isUpper = span.start > 1 && Self.joints.contains(known.text[span.start - 1])
        return !known.others.overlaps(span) && !known.overlapsSum(span)
            && !(isUpper && known.sumEnds(at: span.start - 1))
    }

    private static let joints = ScalarSet("到至-~—")

    /// A number that does not go on, is no part of a name, and counts nothing.
    private func candidate(
        _ number: Numeral.Reading, at start: Int, _ text: UnsafeBufferPointer<UInt32>
    ) -> Candidate? {
        guard mayBeSum(number, at: start, text),
            !(start > 0 && (goesOn(text[start - 1]) || text[start - 1] == 0x7B2C || Numeral.isVague(text[start - 1])))
        else { return nil }
        if number.end < text.count {
            let next = text[number.end]
            let isDecimal =
                next == 0x2E && number.end + 1 < text.count && CharacterKind.isDigit(text[number.end + 1])
            if isDecimal || next != 0x2E && goesOn(next) || next == 0x25 || next == 0x2030 { return nil }
        }
        let end = number.end + (Self.tails.longest(text, at: number.end)?.length ?? 0)
        if end < text.count, SumReader.measures.contains(text[end]) || Self.numbered.contains(text[end]) { return nil }
        if SumReader.isCount(text, at: end) { return nil }
        return Candidate(
            span: NormalizedSpan(start, end), number: start..<number.end, value: number.value,
            isVague: number.isVague, end: end)
    }

    /// Figures of ten or more, or with decimals; or in words with a unit: 八十, 三百二.
    private func mayBeSum(_ number: Numeral.Reading, at start: Int, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let said = text[start..<number.end]
        guard number.value > 0, number.value < 1e9 else { return false }
        guard CharacterKind.isDigit(text[start]) else {
            return said.count > 1 && said.contains(where: Self.units.contains)
        }
        let hasDecimals = said.contains(0x2E)
        // 803,804,811 is a row of numbers, 2018 a year; 2000 and 1950 may be sums.
        let isYear = (1900..<2100).contains(number.value) && number.value.truncatingRemainder(dividingBy: 50) > 0
        return (hasDecimals || number.value >= 10 && text[start] != 0x30 && !isYear)
            && said.count(where: { $0 == 0x2C }) < 2
    }

    /// A sum that a rule read, its unit left out.
    private func candidate(in span: NormalizedSpan, _ text: UnsafeBufferPointer<UInt32>) -> Candidate? {
        guard let start = span.range.first(where: { Self.begins.contains(text[$0]) }),
            let number = Numeral.number(text, at: start), number.end > start, mayBeSum(number, at: start, text)
        else { return nil }
        let end = number.end + (Self.tails.longest(text, at: number.end)?.length ?? 0)
        return Candidate(
            span: NormalizedSpan(start, end), number: start..<number.end, value: number.value,
            isVague: number.isVague, end: end + (Self.currency.longest(text, at: end)?.length ?? 0))
    }

    /// A number's neighbour that makes it part of a longer number, a code or what was masked.
    private func goesOn(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || CharacterKind.isLatin(scalar) || scalar == 0x2E || scalar == 0x2A
            || Numeral.isNumeral(scalar)
    }

    private static let units = ScalarSet("十百千万亿拾佰仟廿卅")
    private static let tails = WordSet(["多", "余", "来", "左右", "上下", "以上", "出头", "开外", "挂零", "有余"])
    private static let currency = WordSet(["元", "块钱", "块", "圆", "人民币", "元人民币", "块人民币"])
    /// Behind a number that is a name's or a time's, or that has its unit.
    private static let numbered = ScalarSet("元毛角点楼室幢单门期级晚夜周季代组队排村镇乡县中边口群班所成折粒盏枚罐节倍㎡")

    // MARK: features

    private func tell(
        _ candidate: Candidate, _ all: [Candidate], _ known: Known, _ sink: inout some FeatureSink<SumTemplate>
    ) {
        let text = known.text
        let (start, end) = (candidate.span.start, candidate.end)
        for length in 1...2 where start >= length { sink.add(.before, text[start - length..<start]) }
        for length in 1...2 where end + length <= text.count { sink.add(.behind, text[end..<end + length]) }
        let form = tellForm(candidate, text, &sink)
        tellWords(candidate, form, text, &sink)
        tellSums(candidate, all, known, &sink)
    }

    /// How the number is written.
    private enum Form: Int { case words, figures, mixed }

    private func tellForm(
        _ candidate: Candidate, _ text: UnsafeBufferPointer<UInt32>, _ sink: inout some FeatureSink<SumTemplate>
    ) -> Form {
        let said = text[candidate.number]
        let hasUnit = said.contains(where: Self.units.contains)
        let form: Form =
            !CharacterKind.isDigit(text[candidate.number.lowerBound]) ? .words : hasUnit ? .mixed : .figures
        var magnitude = 0
        while magnitude < 7, candidate.value >= Self.powers[magnitude + 1] { magnitude += 1 }
        sink.add(.size, form.rawValue * 10 + magnitude)
        if form == .figures {
            let figures = said.prefix { $0 != 0x2E }
            let decimals = max(0, said.count - figures.count - 1)
            if decimals > 0 { sink.add(.decimals, decimals) }
            let zeros = decimals > 0 ? 0 : figures.reversed().prefix { $0 == 0x30 }.count
            sink.add(.round, min(zeros, 6) * 10 + min(figures.count, 9))
            if decimals == 0, (1900..<2100).contains(candidate.value) { sink.add(.look, 1) }
            if Self.serviceNumbers.contains(candidate.value) { sink.add(.look, 2) }
        } else if let last = said.last, !Self.units.contains(last) {
            sink.add(.look, 3)
        }
        if candidate.isVague { sink.add(.look, 4) }
        return form
    }

    private static let powers: [Double] = [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7]
    private static let serviceNumbers: Set<Double> = [110, 119, 120, 122, 315, 12_315, 12_345, 10_010, 10_086]

    /// The words of its clause.
    private func tellWords(
        _ candidate: Candidate, _ form: Form, _ text: UnsafeBufferPointer<UInt32>,
        _ sink: inout some FeatureSink<SumTemplate>
    ) {
        let (start, end) = (candidate.span.start, candidate.end)
        if words.isPaid(text, before: start) {
            sink.add(.said, 1)
            sink.add(.said, 10 + form.rawValue)
        }
        if words.isNamed(text, before: start) { sink.add(.said, 2) }
        if words.isCounted(text, before: start) { sink.add(.said, 3) }
        if words.each.longest(text, at: end) != nil { sink.add(.said, 4) }
        if words.after.longest(text, at: end) != nil { sink.add(.said, 5) }
        if words.fare.endsBefore(text, start, longest: 3) { sink.add(.said, 6) }
        if words.round.endsBefore(text, start) { sink.add(.said, 7) }
        let (from, to) = clause(around: start, end, text)
        sink.add(.clause, min(5, (start - from + 3) / 4))
        sink.add(.rest, min(4, (to - end + 2) / 3))
        let before = max(from, start - Self.reach)..<start
        if let place = before.last(where: { words.money.contains(text[$0]) }) {
            sink.add(.moneyBefore, min(4, (start - place) / 2))
        }
        if let place = (end..<min(to, end + 5)).first(where: { words.money.contains(text[$0]) }) {
            sink.add(.moneyBehind, place - end)
        }
    }

    /// How far in the clause before it a word tells what a number is.
    private static let reach = 14

    /// Clauses and sentences are looked at this far, so that a text without marks costs no more than one with them.
    private static let longestClause = 120
    private static let longestSentence = 400

    private func clause(around start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt32>) -> (from: Int, to: Int) {
        Self.stretch(around: start, end, text, longest: Self.longestClause, endsAt: CharacterKind.endsClause)
    }

    private static func stretch(
        around start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt32>, longest: Int, endsAt: (UInt32) -> Bool
    ) -> (from: Int, to: Int) {
        let (first, last) = (max(0, start - longest), min(text.count, end + longest))
        return (
            text[first..<start].lastIndex(where: endsAt).map { $0 + 1 } ?? first,
            text[end..<last].firstIndex(where: endsAt) ?? last
        )
    }

    /// The sums around it that are read.
    private func tellSums(
        _ candidate: Candidate, _ all: [Candidate], _ known: Known, _ sink: inout some FeatureSink<SumTemplate>
    ) {
        let text = known.text
        let (start, end) = (candidate.span.start, candidate.end)
        let (from, to) = clause(around: start, end, text)
        let (first, last) = Self.stretch(around: start, end, text, longest: Self.longestSentence) {
            CharacterKind.endsSentence($0) || $0 == 0x0A
        }
        if known.holdsSum(from, start) { sink.add(.sums, 1) }
        if known.holdsSum(end, to) { sink.add(.sums, 2) }
        if known.holdsSum(first, from) { sink.add(.sums, 3) }
        if known.holdsSum(to, last) { sink.add(.sums, 4) }
        if known.hasSum(of: candidate.value) { sink.add(.sums, 5) }
        // 校服钱三百二、|保险一百: the item before ends with one.
        let mark = text[max(0, from - 1)..<start].lastIndex { $0 == 0x3001 || CharacterKind.endsClause($0) }
        if let mark {
            if known.sumEnds(at: mark) { sink.add(.sums, 6) }
            let before = all.partitioningIndex { $0.end >= mark }
            if before < all.count, all[before].end == mark { sink.add(.sums, 7) }
        }
        sink.add(.sumsInAll, known.sums.count < 2 ? known.sums.count : known.sums.count < 5 ? 2 : 3)
    }
}

/// The kinds of features of ``LikelySums``.
enum SumTemplate: UInt64, FeatureTemplate {
    /// The characters right before and behind the number.
    case before, behind
    /// Ten times the form (words 0, figures 1, mixed 2), and how many times ten it is.
    case size
    /// How many decimals it has; ten times its noughts at the end, and how many figures it has.
    case decimals, round
    /// It looks like a year (1) or a service's telephone (2); its last unit is left out (3); it is said to be about so much (4).
    case look
    /// A word of paying before it (1, and 10 with its form), what it is a sum of (2), what is counted (3); behind it what it is
    /// paid for (4), what goes on behind sums (5); right before it what is paid by the piece (6), what ends with round sums (7).
    case said
    /// How much of its clause is before it and behind it.
    case clause, rest
    /// How far the nearest characters of money are.
    case moneyBefore, moneyBehind
    /// A sum before it in the clause (1), behind it (2); in the sentence before the clause (3), behind (4); the same one (5); at
    /// the end of the item before (6); a number that nothing took there (7).
    case sums
    /// How many sums the text has.
    case sumsInAll

    var isOfCharacters: Bool {
        switch self {
        case .before, .behind: true
        case .size, .decimals, .round, .look, .said, .clause, .rest, .moneyBefore, .moneyBehind, .sums, .sumsInAll:
            false
        }
    }

    static let byName = named()
}
