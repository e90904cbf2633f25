public import Documents
public import Linkage
public import Pipeline
public import Storage

/// Two letters beside each other: what they share, what they say otherwise, what the later one adds, and how the score
/// of their link comes about. All of it from masked texts.
public struct PairComparison: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case same, different, new }

    /// Scalars of a letter's masked text.
    public struct Mark: Sendable, Equatable {
        public let span: SourceSpan
        public let kind: Kind
    }

    public let first: RegisterStore.StoredLetter
    public let second: RegisterStore.StoredLetter
    public let marksOfFirst: [Mark]
    public let marksOfSecond: [Mark]
    /// `nil` when the linker knows nothing of retellings.
    public let explanation: LinkExplanation?

    public init(_ a: Int64, _ b: Int64, store: RegisterStore, pipeline: DocumentPipeline, linker: Linker)
        throws(StoreError)
    {
        (first, second) = (try store.letter(a), try store.letter(b))
        let (before, after) = (
            ReadLetter(text: SourceText(first.text), record: first.record),
            ReadLetter(text: SourceText(second.text), record: second.record)
        )
        let new = linker.news(in: after, after: [before]).map { Mark(span: $0.span, kind: .new) }
        let (here, there) = (Array(first.text.unicodeScalars), Array(second.text.unicodeScalars))
        marksOfFirst = Self.shared(here, with: there) + Self.different(first.record, from: second.record)
        marksOfSecond = Self.shared(there, with: here) + Self.different(second.record, from: first.record) + new
        func linkable(_ letter: RegisterStore.StoredLetter) -> LinkableLetter {
            pipeline.linkable(
                id: "\(letter.id)", MaskedDocument(text: letter.text, record: letter.record, secrets: []))
        }
        explanation = linker.explanation("\(a)", "\(b)", in: [linkable(first), linkable(second)])
    }

    /// So many scalars in a row stand in both texts before they count as the same.
    private static let leastRun = 6

    static func shared(_ text: [Unicode.Scalar], with other: [Unicode.Scalar]) -> [Mark] {
        guard text.count >= leastRun, other.count >= leastRun else { return [] }
        func runs(_ text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
            (0...(text.count - leastRun)).map { text[$0..<($0 + leastRun)] }
        }
        let known = Set(runs(other).map(Array.init))
        var marks: [Mark] = []
        var open: (start: Int, end: Int)?
        for (start, run) in runs(text).enumerated() where known.contains(Array(run)) {
            if let before = open, start <= before.end {
                open = (before.start, start + leastRun)
            } else {
                if let before = open { marks.append(Mark(span: SourceSpan(before.start, before.end), kind: .same)) }
                open = (start, start + leastRun)
            }
        }
        if let before = open { marks.append(Mark(span: SourceSpan(before.start, before.end), kind: .same)) }
        return marks
    }

    /// Sums, days, places and numbers of documents that the other letter does not have.
    static func different(_ record: Record, from other: Record) -> [Mark] {
        let known = Set(values(of: other).map(\.value))
        return values(of: record).filter { !known.contains($0.value) }.map { Mark(span: $0.span, kind: .different) }
    }

    private static func values(of record: Record) -> [(value: String, span: SourceSpan)] {
        record.amounts.map { ("amount \($0.value)", SourceSpan($0.start, $0.end)) }
            + record.dates.compactMap { date in
                date.value.map { ("date " + $0, SourceSpan(date.start, date.end)) }
            }
            + record.places.compactMap { place in
                place.adcode.map { ("place " + $0, SourceSpan(place.start, place.end)) }
            }
            + record.documentNumbers.map { ("number " + $0.value, SourceSpan($0.start, $0.end)) }
    }
}
