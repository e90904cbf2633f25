internal import GRDB

/// Which duties are looked at, by days `YYYY-MM-DD`.
public enum DutySpan: Sendable, Equatable {
    /// Open ones; of rights those that did not lapse before the day.
    case open(on: String)
    /// Open ones that are due on these days.
    case due(ClosedRange<String>)
    /// Open ones that are overdue on the day. A right is never overdue.
    case overdue(on: String)
    /// Open ones that are overdue on the first of the days or due on one of them.
    case pressing(ClosedRange<String>)
    case kept

    fileprivate var isOpen: Bool { self != .kept }

    /// A condition on `d`.
    fileprivate var condition: (sql: String, arguments: StatementArguments) {
        let isRight = "d.binding = 'lapses'"
        let isPast = "d.rolled < ? AND d.strict < ?"
        return switch self {
        case .open(let day): ("NOT (\(isRight) AND \(isPast))", [day, day])
        case .due(let days): ("d.shown BETWEEN ? AND ?", [days.lowerBound, days.upperBound])
        case .overdue(let day): ("NOT \(isRight) AND \(isPast)", [day, day])
        case .pressing(let days):
            (
                "(d.shown BETWEEN ? AND ? OR NOT \(isRight) AND \(isPast))",
                [days.lowerBound, days.upperBound, days.lowerBound, days.lowerBound]
            )
        case .kept: ("1", [])
        }
    }
}

/// How the duties of a body stand on a day. Rights are nobody's duties.
public struct DutySums: Sendable, Equatable {
    public let body: String
    public let open: Int
    public let inGrace: Int
    public let overdue: Int
    public let kept: Int
    public let keptLate: Int
}

extension RegisterStore {
    /// Duties as they are counted now, the first due first.
    ///
    /// - Parameters:
    ///   - body: part of the name of the body that owes them.
    ///   - limit: so many; below 0 all.
    public func duties(in span: DutySpan, body: String? = nil, limit: Int = -1) throws(StoreError) -> [RegisteredDuty] {
        try read { database in
            let index = span.isOpen ? "duty_count_shown" : "duty_count_kept"
            let (sql, arguments) = RegisterStore.question(span, body, along: index)
            return try Row.fetchAll(
                database,
                sql: "SELECT d.*, r.number, r.state \(sql) ORDER BY d.shown, d.registration, d.entry, d.duty LIMIT ?",
                arguments: arguments + [limit]
            ).map { RegisteredDuty(number: $0["number"], state: $0["state"], duty: try RegisterStore.duty($0)) }
        }
    }

    /// How many duties there are, counted up to a bound.
    public func countDuties(in span: DutySpan, upTo bound: Int) throws(StoreError) -> Int {
        try read { database in
            let (sql, arguments) = RegisterStore.question(span, nil, along: nil)
            return try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM (SELECT 1 \(sql) LIMIT ?)", arguments: arguments + [bound]) ?? 0
        }
    }

    /// - Parameter index: that has the order which is asked for; without one any will do.
    private static func question(_ span: DutySpan, _ body: String?, along index: String?) -> (
        sql: String, arguments: StatementArguments
    ) {
        var (condition, arguments) = span.condition
        if let body {
            condition += " AND instr(d.body, ?) > 0"
            arguments += [body]
        }
        return (
            """
            FROM duty_count d \(index.map { "INDEXED BY " + $0 } ?? "") CROSS JOIN registration r ON r.id = d.registration
            WHERE d.replaced_at IS NULL AND d.done IS \(span.isOpen ? "NULL AND r.is_open" : "NOT NULL") AND \(condition)
            """, arguments
        )
    }

    /// Bodies by name, as many as asked, and how the duties of each stand.
    ///
    /// - Parameter last: only bodies whose names come after.
    public func dutySums(on day: String, after last: String? = nil, limit: Int = -1) throws(StoreError) -> [DutySums] {
        try read { database in
            let isDone = "(done IS NOT NULL AND done <= :day)"
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT body,
                      SUM(NOT \(isDone) AND :day <= strict) AS open,
                      SUM(NOT \(isDone) AND :day > strict AND :day <= rolled) AS grace,
                      SUM(NOT \(isDone) AND :day > strict AND :day > rolled) AS overdue,
                      SUM(\(isDone) AND done <= rolled) AS kept, SUM(\(isDone) AND done > rolled) AS late
                    FROM duty_count WHERE replaced_at IS NULL AND binding <> 'lapses' \(last == nil ? "" : "AND body > :last")
                    GROUP BY body ORDER BY body LIMIT :limit
                    """,
                arguments: last.map { ["day": day, "limit": limit, "last": $0] } ?? ["day": day, "limit": limit]
            ).map {
                DutySums(
                    body: $0["body"], open: $0["open"], inGrace: $0["grace"], overdue: $0["overdue"], kept: $0["kept"],
                    keptLate: $0["late"])
            }
        }
    }
}
