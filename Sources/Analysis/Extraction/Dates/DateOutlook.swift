internal import Dictionaries
internal import Documents

/// Tells what happened from what is to come by the words beside a day without a year: `Dictionaries/Values/outlook-words.txt`.
struct DateOutlook: Sendable {
    private let ahead: WordSet
    private let other: WordSet
    private let past: WordSet
    /// How many characters of the clause before a day, and of the sentence behind it, are read.
    private static let (before, behind) = (12, 20)

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, "Values/outlook-words.txt")
        ahead = try lists.take("ahead")
        other = try lists.take("other")
        past = try lists.take("past")
        try lists.expectEmpty()
    }

    /// True when a day is told of as past: 12月20日停工, unless a word looks ahead. Months are told of more loosely: only
    /// where a word says so, 12月停了工.
    func isPast(_ span: NormalizedSpan, isDay: Bool, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        var start = span.start
        while start > 0, span.start - start < Self.before, !CharacterKind.endsClause(buffer[start - 1]) { start -= 1 }
        var end = span.end
        while end < buffer.count, end - span.end < Self.behind, !CharacterKind.endsSentence(buffer[end]),
            buffer[end] != 0x0A
        {
            end += 1
        }
        return !looksAhead(buffer, start..<span.start) && !looksAhead(buffer, span.end..<end)
            && (isDay || past.stands(in: buffer, span.end..<end))
    }

    private func looksAhead(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let known = ahead.longest(buffer, at: index)?.length ?? 0
            let other = other.longest(buffer, at: index)?.length ?? 0
            if known > other, index + known <= range.upperBound { return true }
            index += max(1, other)
        }
        return false
    }
}
