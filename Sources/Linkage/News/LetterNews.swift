public import Documents

/// What a follow-up says that the earlier letters of its matter do not.
public struct LetterNews: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A sentence of other content.
        case fact
        /// A sentence about an answer, a decision or a promise of a body.
        case reply
        case demand, amount, date
        case documentNumber = "document-number"
    }

    public let kind: Kind
    /// In the text of the follow-up.
    public let span: SourceSpan

    public init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// A letter as the search for news reads it: text and record with the same offsets.
public struct ReadLetter: Sendable {
    public let text: SourceText
    public let record: Record

    public init(text: SourceText, record: Record) {
        self.text = text
        self.record = record
    }
}

extension Linker {
    /// What a letter says that none of the earlier ones does, by place. Nothing of it is a score: a clerk reads it.
    public func news(in letter: ReadLetter, after earlier: [ReadLetter]) -> [LetterNews] {
        NewsFinder(background: knowledge?.background ?? .none).news(in: letter, after: earlier)
    }
}

struct NewsFinder {
    let background: TermBackground

    /// The share of a sentence's content, by weight, that must be new.
    private static let freshShare = 0.6
    private static let freshDemandShare = 0.5
    /// Content that must be new in it: three or four words that are no stock phrase.
    private static let leastFresh: Float = 24
    private static let leastLength = 8
    /// Runs that stand in more than one letter of ten say nothing.
    private static let leastWeight: Float = 3
    private static let ends = Set("。！？!?；;\n".unicodeScalars.map(\.value))
    private static let replies = [
        "答复", "回复", "告知书", "受理", "处理意见", "复查", "复核", "承诺", "答应", "批复", "判决", "裁决", "约谈", "座谈",
    ]
    .map { $0.unicodeScalars.map(\.value) }

    func news(in letter: ReadLetter, after earlier: [ReadLetter]) -> [LetterNews] {
        guard !earlier.isEmpty else { return [] }
        var known: Set<UInt64> = []
        for other in earlier { known.formUnion(LetterTerms(other.text.scalars).keys) }
        var found: [LetterNews] = []
        func add(_ kind: LetterNews.Kind, _ start: Int, _ end: Int) {
            found.append(LetterNews(kind: kind, span: SourceSpan(start, end)))
        }
        let records = earlier.map(\.record)
        let amounts = Set(records.flatMap { $0.amounts.map(\.value) })
        var told: Set<Double> = []
        for amount in letter.record.amounts
        where !amounts.contains(amount.value) && told.insert(amount.value).inserted {
            add(.amount, amount.start, amount.end)
        }
        let dates = Set(records.flatMap { $0.dates.compactMap(\.value) })
        var days: Set<String> = []
        for date in letter.record.dates where date.role != .signed && date.role != .birth {
            guard let value = date.value, !dates.contains(value), days.insert(value).inserted else { continue }
            add(.date, date.start, date.end)
        }
        let documents = Set(records.flatMap { $0.documentNumbers.map(\.value) })
        for number in letter.record.documentNumbers where !documents.contains(number.value) {
            add(.documentNumber, number.start, number.end)
        }
        for demand in letter.record.demands {
            let fresh = freshness(letter.text.scalars, demand.start..<demand.end, known)
            if fresh.share >= NewsFinder.freshDemandShare, fresh.weight >= NewsFinder.leastFresh / 2 {
                add(.demand, demand.start, demand.end)
            }
        }
        let demands = letter.record.demands.map { $0.start..<$0.end }
        for sentence in sentences(letter) where !demands.contains(where: { $0.overlaps(sentence) }) {
            let fresh = freshness(letter.text.scalars, sentence, known)
            guard fresh.share >= NewsFinder.freshShare, fresh.weight >= NewsFinder.leastFresh else { continue }
            let scalars = letter.text.scalars[sentence]
            let isReply = NewsFinder.replies.contains { word in
                scalars.indices.contains { scalars[$0] == word[0] && scalars[$0...].starts(with: word) }
            }
            add(isReply ? .reply : .fact, sentence.lowerBound, sentence.upperBound)
        }
        return found.sorted { ($0.span, $0.kind.rawValue) < ($1.span, $1.kind.rawValue) }
    }

    /// How much of a stretch the earlier letters lack.
    private func freshness(_ scalars: [UInt32], _ range: Range<Int>, _ known: Set<UInt64>) -> (
        share: Double, weight: Float
    ) {
        var (all, fresh, weight): (Float, Float, Float) = (0, 0, 0)
        for key in LetterTerms(Array(scalars[range])).keys where Term.length(key) == 2 {
            let ratio = 1 / (0.001 + background.share(key))
            let own = Float(ratio.exponent) + (ratio.significand - 1)
            guard own >= NewsFinder.leastWeight else { continue }
            all += own
            guard !known.contains(key) else { continue }
            fresh += own
            weight += own
        }
        return (all > 0 ? Double(fresh / all) : 0, weight)
    }

    /// Sentences of the letter itself: not its head, its signatures or what an office put around it.
    private func sentences(_ letter: ReadLetter) -> [Range<Int>] {
        let scalars = letter.text.scalars
        let head: Set<Record.Part.Kind> = [
            .title, .documentNumber, .addressee, .partyBlock, .closing, .signature, .date,
        ]
        let furniture = letter.record.parts.filter { head.contains($0.kind) }.map { $0.start..<$0.end }
        var sentences: [Range<Int>] = []
        var start = 0
        for index in 0...scalars.count where index == scalars.count || NewsFinder.ends.contains(scalars[index]) {
            let sentence = start..<index
            start = index + 1
            guard scalars[sentence].count(where: LetterTerms.isHan) >= NewsFinder.leastLength,
                !furniture.contains(where: { $0.overlaps(sentence) })
            else { continue }
            sentences.append(sentence)
        }
        return sentences
    }
}
