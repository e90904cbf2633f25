internal import Documents

/// What a value rule found, before overlaps are settled.
enum ValueReading: Sendable {
    /// Indirect: it is ten times as large as all others, which would be copied with it.
    indirect case date(DateExpression)
    /// ISO 8601 duration; working days flagged.
    case limit(duration: String, isWorkingDays: Bool)
    case recurrence(rule: String)
    /// `skip` leaves that many characters at the start outside.
    case amount(value: Double, isApproximate: Bool, skip: Int = 0)
    /// `extendLeft` asks to take the issuing body's short name before the bracket too.
    /// `left` leaves as many at its end.
    case documentNumber(value: String, extendLeft: Bool, skip: Int = 0, left: Int = 0)
    /// `isTitled` where marks or the form of the title say where it begins and ends: a year inside is no date.
    case law(skip: Int = 0, isTitled: Bool = false)
    case identifier(kind: IdentifierKind, skip: Int = 0)
    case target(comparison: String)
    /// A number that is none of the above and must not become one.
    case nothing

    enum IdentifierKind: String, Sendable { case phone, idNumber, bankAccount, email, creditCode, plate }
}

/// A rule that finds a value of any family.
struct ValueRule: Sendable {
    typealias Reader = @Sendable (PatternMatch) -> ValueReading?

    let id: String
    let pattern: String
    /// It reads a date or nothing, from the match's first character to its last.
    var isOfDates = false
    let read: Reader
}

enum ValueRules {
    /// All families in one list, so that a text is scanned once. Overlaps are settled by `precedence`.
    static func all(_ sums: SumWords, _ cited: CitedLaws, _ slips: SlipWords) -> [ValueRule] {
        identifiers + documentNumbers + carelessNumbers + slipNumbers(slips) + laws + weeklyRecurrences + recurrences
            + amounts
            + unitlessSums(sums) + limits + targets + dates + [lawByName(cited)]
    }

    private static var dates: [ValueRule] {
        DateRules.all.map { rule in
            ValueRule(id: rule.id, pattern: rule.pattern, isOfDates: true) { match in rule.read(match).map { .date($0) }
            }
        }
    }
}
