/// What letters are asked for and counted by. Of each fact the store keeps, beside the tables it is read off, a column:
/// for every letter the numbers of the names that hold of it. A question over a million letters is then a walk over
/// some columns in memory.
enum LetterFact: Int, CaseIterable {
    case kind = 1, day, issue, primary, place, body, channel, state, responsible, outcome, duty
    /// Not names but the number of the letter's matter.
    case matter

    /// Letter, name, and what the name is counted under, of the letters marked as stale in a range of numbers.
    var reading: String {
        switch self {
        case .kind: Self.of("letter", "id", "x.kind, x.kind")
        case .day: Self.of("letter", "id", "x.received, substr(x.received, 1, 7)", "AND x.received IS NOT NULL")
        case .issue: Self.of("letter_issue", "letter", "x.code || ' ' || x.path, x.path")
        case .primary:
            Self.of(
                "letter_issue", "letter",
                "x.path, CASE WHEN instr(x.path, '/') > 0 THEN substr(x.path, 1, instr(x.path, '/') - 1) ELSE x.path END",
                "AND x.is_primary")
        case .place: Self.of("letter_place", "letter", "x.adcode || ' ' || x.path, x.path")
        case .body: Self.of("letter_body", "letter", "x.name, x.name")
        case .channel: Self.registered("r.channel, r.channel")
        case .state: Self.registered("r.state, r.state")
        case .responsible: Self.registered("r.body, r.body")
        case .outcome:
            Self.registered(
                "e.outcome, e.outcome", "JOIN register_entry e ON e.registration = r.id",
                """
                AND e.outcome IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM register_entry u WHERE u.registration = r.id AND u.undoes = e.seq)
                """)
        case .duty:
            // A duty that is done was kept or not; of one that is open the day tells how it stands.
            Self.registered(
                """
                CASE WHEN d.done IS NULL THEN 'open ' || d.rolled WHEN d.done <= d.rolled THEN 'kept' ELSE 'late' END, 'duty'
                """, "JOIN duty_count d ON d.registration = r.id",
                "AND d.replaced_at IS NULL AND d.binding <> 'lapses' AND (r.is_open OR d.done IS NOT NULL)")
        case .matter: Self.of("matter_letter", "letter", "x.matter, ''")
        }
    }

    /// `CROSS JOIN` keeps SQLite to this order: it would read the rows of all letters in the range and look which of them
    /// are stale, though few are.
    private static func of(_ table: String, _ letter: String, _ columns: String, _ condition: String = "") -> String {
        """
        SELECT s.letter, \(columns) FROM stale_letter s CROSS JOIN \(table) x ON x.\(letter) = s.letter
        WHERE s.letter BETWEEN :first AND :last \(condition)
        """
    }

    private static func registered(_ columns: String, _ join: String = "", _ condition: String = "") -> String {
        """
        SELECT s.letter, \(columns) FROM stale_letter s CROSS JOIN registration_letter x ON x.letter = s.letter
        JOIN registration r ON r.id = x.registration \(join)
        WHERE s.letter BETWEEN :first AND :last \(condition)
        """
    }
}

/// One fact of consecutive letters, as it is kept: either one value a letter (0 for none), or lists.
struct FactBlock: Equatable {
    /// Letters in a block: few blocks to read, and little to write anew when one letter changes.
    static let length = 4096

    /// Where each letter's values begin, and behind the last; empty when each has one value at most.
    var starts: [UInt32] = []
    var values: [UInt32]

    init() { values = [UInt32](repeating: 0, count: FactBlock.length) }

    /// The same but for the values of some letters.
    ///
    /// - Parameter changed: places in the block, ascending, each with its values.
    func replacing(_ changed: [(place: Int, values: [UInt32])]) -> FactBlock {
        var block = self
        if starts.isEmpty, changed.allSatisfy({ $0.values.count <= 1 }) {
            for (place, values) in changed { block.values[place] = values.first ?? 0 }
            return block
        }
        var next = changed[...]
        var isSingle = true
        (block.starts, block.values) = ([0], [])
        block.starts.reserveCapacity(FactBlock.length + 1)
        block.values.reserveCapacity(values.count + 4 * changed.count)
        for place in 0..<FactBlock.length {
            if let change = next.first, change.place == place {
                block.values += change.values
                next.removeFirst()
            } else if !starts.isEmpty {
                block.values += values[Int(starts[place])..<Int(starts[place + 1])]
            } else if values[place] != 0 {
                block.values.append(values[place])
            }
            if block.values.count > Int(block.starts[place]) + 1 { isSingle = false }
            block.starts.append(UInt32(block.values.count))
        }
        guard isSingle else { return block }
        let (starts, values) = (block.starts, block.values)
        block.values = (0..<FactBlock.length).map { starts[$0] < starts[$0 + 1] ? values[Int(starts[$0])] : 0 }
        block.starts = []
        return block
    }
}
