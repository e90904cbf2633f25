internal import GRDB

extension Question {
    /// A condition on `letter l`.
    ///
    /// - Parameter today: the day by which duties are overdue.
    func condition(_ folding: TextFolding, today: String) -> (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments: StatementArguments = []
        for term in terms {
            var any: [String] = []
            for value in term.values {
                let (sql, values) = Question.condition(term, value, folding, today)
                any.append(sql)
                arguments += StatementArguments(values)
            }
            let one = "(" + any.joined(separator: " OR ") + ")"
            parts.append(term.isNot ? "NOT " + one : one)
        }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }

    private static func condition(_ term: Term, _ value: String, _ folding: TextFolding, _ today: String) -> (
        String, [(any DatabaseValueConvertible)?]
    ) {
        switch term.field {
        case .category:
            // A class by any name on its path, with everything below; or by its code.
            return (
                """
                l.id IN (SELECT letter FROM letter_issue WHERE path IN (\(paths(of: "letter_issue"))
                    WHERE instr('/' || path || '/', '/' || ? || '/') > 0)
                  UNION SELECT letter FROM letter_issue WHERE code = ?
                  UNION SELECT letter FROM letter_issue WHERE code > ? || '.' AND code < ? || '/')
                """, [value, value, value, value]
            )
        case .place:
            // A name on the path, with everything below; a code without the zeros that stand for everything below.
            var code = value
            while code.hasSuffix("00") { code.removeLast(2) }
            if !code.isEmpty, code.allSatisfy(\.isNumber) {
                return ("l.id IN (SELECT letter FROM letter_place WHERE instr(adcode, ?) = 1)", [code])
            }
            return (
                """
                l.id IN (SELECT letter FROM letter_place WHERE path IN (\(paths(of: "letter_place"))
                  WHERE instr(path, ?) > 0))
                """, [value]
            )
        case .month: return range("l.month", value)
        case .day: return range("l.received", value)
        case .body: return ("l.id IN (SELECT letter FROM letter_body WHERE instr(name, ?) > 0)", [value])
        case .kind: return ("l.kind = ?", [value])
        case .channel: return registered("r.channel = ?", value)
        case .state: return registered("r.state = ?", value)
        case .responsible: return registered("instr(r.body, ?) > 0", value)
        case .registered:
            let isAsked = value == "yes" || value == "是"
            return ("l.id \(isAsked ? "" : "NOT ")IN (SELECT letter FROM registration_letter)", [])
        case .letters:
            let sign = term.comparison == .equal ? "=" : term.comparison.rawValue
            return (
                """
                l.id IN (SELECT letter FROM matter_letter WHERE matter IN
                  (SELECT matter FROM matter_letter GROUP BY matter HAVING COUNT(*) \(sign) ?))
                """, [Int(value)]
            )
        case .duty:
            let standing =
                switch DutyWord(value) {
                case .kept: "d.done IS NOT NULL AND d.done <= d.rolled AND ? <> ''"
                case .late: "d.done IS NOT NULL AND d.done > d.rolled AND ? <> ''"
                case .overdue: "d.done IS NULL AND d.rolled < ?"
                case .open, nil: "d.done IS NULL AND d.rolled >= ?"
                }
            return (
                """
                l.id IN (SELECT x.letter FROM registration_letter x JOIN registration r ON r.id = x.registration
                  JOIN duty_count d ON d.registration = r.id
                  WHERE d.replaced_at IS NULL AND d.binding <> 'lapses' AND (r.is_open OR d.done IS NOT NULL)
                  AND \(standing))
                """, [today]
            )
        case .outcome:
            return (
                """
                l.id IN (SELECT x.letter FROM registration_letter x JOIN register_entry e ON e.registration = x.registration
                  WHERE e.outcome = ? AND NOT EXISTS (SELECT 1 FROM register_entry u WHERE u.undoes = e.seq))
                """, [value]
            )
        case .words:
            guard let match = folding.match(value) else { return ("instr(l.text, ?) > 0", [value]) }
            return ("l.id IN (SELECT rowid FROM letter_text WHERE letter_text MATCH ?)", [match])
        }
    }

    /// The different paths of a table, found one after the other in its index: there are few, of many letters.
    private static func paths(of table: String) -> String {
        """
        WITH RECURSIVE known(path) AS (
          SELECT MIN(path) FROM \(table)
          UNION ALL SELECT (SELECT MIN(path) FROM \(table) WHERE path > known.path) FROM known WHERE known.path IS NOT NULL)
        SELECT path FROM known
        """
    }

    private static func registered(_ condition: String, _ value: String) -> (
        String, [(any DatabaseValueConvertible)?]
    ) {
        (
            """
            l.id IN (SELECT x.letter FROM registration_letter x JOIN registration r ON r.id = x.registration
              WHERE \(condition))
            """, [value]
        )
    }

    /// `2023-05`, `2023`, `2023-05..2023-08`, `2023-05..`, each end with everything that begins like it.
    private static func range(_ column: String, _ value: String) -> (String, [(any DatabaseValueConvertible)?]) {
        guard let dots = value.firstRange(of: "..") else {
            return ("\(column) >= ? AND \(column) < ? || '~'", [value, value])
        }
        let (first, last) = (String(value[..<dots.lowerBound]), String(value[dots.upperBound...]))
        return ("\(column) >= ? AND \(column) < ? || '~'", [first, last])
    }
}
