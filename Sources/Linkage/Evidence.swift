/// What the record of a masked document says that linking may weigh. Nothing in it names a private person.
public struct LetterEvidence: Sendable, Equatable {
    /// Issue paths, from the outermost level: `国土资源/土地征收`.
    public var issues: [[String]] = []
    /// GB/T 2260 codes of the divisions named.
    public var divisions: [String] = []
    /// Sums of money, in yuan.
    public var amounts: [Double] = []
    /// EDTF dates of events; dates of signing are furniture.
    public var dates: [String] = []
    public var documentNumbers: [String] = []
    /// Names of firms and institutions complained of; no private person's.
    public var respondents: [String] = []
    /// False of plans, notices and reports: they are no letter and of no one matter. Copies of them are still found.
    public var isLetter = true

    public init() {}
}
