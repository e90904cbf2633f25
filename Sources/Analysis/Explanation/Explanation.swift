public import Documents

/// Why the mentions of one document were found, and what was rejected for them.
///
/// Made for a person who asks about one text; it costs a second reading and is no part of a record.
public struct Explanation: Sendable, Equatable {
    /// A mention of the record, in the order of the text.
    public struct Mention: Sendable, Equatable {
        /// The record's field: `dates`, `places`, `parties` …
        public let field: String
        public let span: SourceSpan
        public let value: String?
        public let rule: String
        public let steps: [Step]
        public let rejected: [Rejection]
    }

    /// One step from the characters to the value.
    public enum Step: Sendable, Equatable {
        /// The rule's pattern matched these characters.
        case matched(SourceSpan, pattern: String)
        /// The family's precedence: the higher one wins where two overlap, whatever their length.
        case precedence(family: String, Int)
        /// What was said, before anyone asks what it means.
        case said(String)
        /// The day that relative and incomplete dates count from.
        case reference(String)
        /// The mention reaches beyond the match: a bound, an interval's other end.
        case widened(SourceSpan)
        /// A division name with everything it could mean.
        case meanings(SourceSpan, [String])
        /// The division that the document settles; `nil` when it leaves the name open.
        case settled(String?)
        /// The address behind the divisions.
        case detail(String)
        /// Other characters that speak for it.
        case evidence([SourceSpan])
        /// The features that settle a party's part, that a clause is a request or a number a sum, and what each adds, strongest
        /// first.
        case weighed([String])
    }

    /// A match that did not stand.
    public struct Rejection: Sendable, Equatable {
        public let span: SourceSpan
        public let rule: String
        public let reason: Reason
    }

    public enum Reason: Sendable, Equatable {
        /// Another family's match overlaps and its family goes first.
        case lowerFamily(Int, winner: String, Int)
        /// Of one family, the match that begins earlier stands.
        case beginsLater(winner: String)
        /// Of one family and beginning, the longer match stands.
        case shorter(winner: String)
        /// Of equal matches, the first in the list of rules stands.
        case laterInList(winner: String)
        /// A division name inside a value: a document number, a law.
        case insideValue
        /// The end of a longer name: 桥东镇 in 王桥东镇.
        case insideName
        /// A short form that nothing in the document supports: 合作, 开化.
        case unsupportedShortForm
        /// The first part of a body's name, or a road's.
        case partOfAnotherName
    }

    public let document: String
    public let mentions: [Mention]
    /// Division names that became no part of a place.
    public let rejectedPlaces: [Rejection]
}
