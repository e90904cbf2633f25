internal import Foundation
internal import GRDB

/// The columns that a question needs, read once each; answers it with sets of letters.
struct LetterColumns {
    private let database: Database
    private let folding: TextFolding
    private let shelf: FactShelf
    private let answers: AnswerShelf
    private let today: String
    private var columns: [LetterFact: FactColumn] = [:]

    init(_ database: Database, _ store: RegisterStore, today: String) {
        self.database = database
        folding = store.folding
        shelf = store.facts
        answers = store.answers
        self.today = today
    }

    mutating func column(_ fact: LetterFact) throws -> FactColumn {
        if let column = columns[fact] { return column }
        let column = try shelf.column(fact, database)
        columns[fact] = column
        return column
    }

    func counted(_ fact: LetterFact) throws -> CountedNames { try shelf.counted(fact, database) }

    mutating func everything() throws -> LetterSet { try column(.kind).known }

    /// Letters, not other documents, that have no number in the register.
    mutating func unregistered() throws -> LetterSet {
        var set = try letters(.kind, "name = 'letter'", [])
        set.subtract(try column(.channel).known)
        return set
    }

    /// Letters that the filter and its question ask for, its words too.
    mutating func letters(_ filter: LetterFilter) throws -> LetterSet {
        try answers.answer("letters \(filter.asking)", database) { try workedOut(filter) }
    }

    private mutating func workedOut(_ filter: LetterFilter) throws -> LetterSet {
        var set = try everything()
        if filter.unit == .petitions {
            var petitions = try letters(.kind, "name = 'letter'", [])
            petitions.formUnion(try column(.channel).known)
            set.formIntersection(petitions)
        }
        if let category = filter.category {
            let path = "substr(name, instr(name, ' ') + 1)"
            set.formIntersection(
                try letters(.issue, "instr(\(path), ?) = 1 OR instr(name, ?) = 1", [category, category]))
        }
        if let place = filter.place {
            set.formIntersection(try letters(.place, "instr(counted, ?) > 0 OR instr(name, ?) = 1", [place, place]))
        }
        if let month = filter.month {
            var found = try letters(.day, "instr(counted, ?) = 1", [month])
            if month.hasPrefix("-") {
                var undated = set
                undated.subtract(try column(.day).known)
                found.formUnion(undated)
            }
            set.formIntersection(found)
        }
        if let body = filter.body { set.formIntersection(try letters(.body, "instr(name, ?) > 0", [body])) }
        if let kind = filter.kind { set.formIntersection(try letters(.kind, "name = ?", [kind])) }
        if let words = filter.words { set.formIntersection(try letters(words: words)) }
        if let letter = filter.letter {
            set.formIntersection(LetterSet(CollectionOfOne(letter), upTo: Int(letter)))
        }
        for term in filter.question?.terms ?? [] {
            var found = LetterSet(upTo: 0)
            for value in term.values { found.formUnion(try letters(term, value)) }
            if term.isNot { set.subtract(found) } else { set.formIntersection(found) }
        }
        return set
    }

    private mutating func letters(_ term: Question.Term, _ value: String) throws -> LetterSet {
        switch term.field {
        case .category:
            // A class by any name on its path, with everything below; or by its code.
            let path = "'/' || substr(name, instr(name, ' ') + 1) || '/'"
            return try letters(
                .issue, "instr(\(path), '/' || ? || '/') > 0 OR instr(name, ? || ' ') = 1 OR instr(name, ? || '.') = 1",
                [value, value, value])
        case .place:
            // A name on the path, with everything below; a code without the zeros that stand for everything below.
            var code = value
            while code.hasSuffix("00") { code.removeLast(2) }
            if !code.isEmpty, code.allSatisfy(\.isNumber) {
                return try letters(.place, "instr(name, ?) = 1", [code])
            }
            return try letters(.place, "instr(counted, ?) > 0", [value])
        case .month: return try letters(.day, of: "counted", in: value)
        case .day: return try letters(.day, of: "name", in: value)
        case .body: return try letters(.body, "instr(name, ?) > 0", [value])
        case .kind: return try letters(.kind, "name = ?", [value])
        case .channel: return try letters(.channel, "name = ?", [value])
        case .state: return try letters(.state, "name = ?", [value])
        case .responsible: return try letters(.responsible, "instr(name, ?) > 0", [value])
        case .outcome: return try letters(.outcome, "name = ?", [value])
        case .registered:
            let registered = try column(.channel).known
            if value == "yes" || value == "是" { return registered }
            var others = try everything()
            others.subtract(registered)
            return others
        case .letters: return try letters(ofMatters: term.comparison, Int(value) ?? 0)
        case .duty:
            switch DutyWord(value) {
            case .kept: return try letters(.duty, "name = 'kept'", [])
            case .late: return try letters(.duty, "name = 'late'", [])
            case .overdue: return try letters(.duty, "name > 'open ' AND name < 'open ' || ?", [today])
            case .open, nil: return try letters(.duty, "name >= 'open ' || ?", [today])
            }
        case .words: return try letters(words: value)
        }
    }

    /// - Parameter condition: on `name` and `counted` of `fact_name`.
    private mutating func letters(_ fact: LetterFact, _ condition: String, _ values: [String]) throws -> LetterSet {
        let names = try Int64.fetchAll(
            database, sql: "SELECT id FROM fact_name WHERE fact = \(fact.rawValue) AND (\(condition))",
            arguments: StatementArguments(values))
        guard !names.isEmpty else { return LetterSet(upTo: 0) }
        return try column(fact).letters(of: names.map(UInt32.init))
    }

    /// `2023-05`, `2023`, `2023-05..2023-08`, `2023-05..`, each end with everything that begins like it.
    private mutating func letters(_ fact: LetterFact, of column: String, in value: String) throws -> LetterSet {
        var (first, last) = (value, value)
        if let dots = value.firstRange(of: "..") {
            (first, last) = (String(value[..<dots.lowerBound]), String(value[dots.upperBound...]))
        }
        return try letters(fact, "\(column) >= ? AND \(column) < ? || '~'", [first, last])
    }

    /// By the number of a matter, how many letters it has.
    mutating func matterSizes() throws -> [UInt32] {
        let matters = try column(.matter)
        var sizes = [UInt32](repeating: 0, count: Int(matters.largest) + 1)
        matters.forEach { _, matter in sizes[Int(matter)] += 1 }
        return sizes
    }

    private mutating func letters(ofMatters comparison: Question.Comparison, _ count: Int) throws -> LetterSet {
        let matters = try column(.matter)
        let sizes = try matterSizes()
        var set = LetterSet(upTo: matters.count)
        matters.forEach { index, matter in
            let size = Int(sizes[Int(matter)])
            let isWanted =
                switch comparison {
                case .equal: size == count
                case .atLeast: size >= count
                case .atMost: size <= count
                }
            if isWanted { set.insert(index) }
        }
        return set
    }

    private mutating func letters(words: String) throws -> LetterSet {
        let all = try everything()
        guard let match = folding.match(words) else {
            // Marks alone are in no index.
            return LetterSet(
                try Int64.fetchAll(database, sql: "SELECT id FROM letter WHERE instr(text, ?) > 0", arguments: [words]),
                upTo: 64 * all.words.count)
        }
        var set = LetterSet(upTo: 64 * all.words.count)
        let found = try Int64.fetchCursor(
            database, sql: "SELECT rowid FROM letter_text WHERE letter_text MATCH ?", arguments: [match])
        while let letter = try found.next() { set.insert(Int(letter) - 1) }
        return set
    }

    /// The letters ordered by the day they were received, those without one first, then by number; no more than asked.
    mutating func first(_ limit: Int, of set: LetterSet) throws -> [Int64] {
        let days = try column(.day)
        let names = try Int64.fetchAll(
            database, sql: "SELECT id FROM fact_name WHERE fact = ? ORDER BY name", arguments: [LetterFact.day.rawValue]
        )
        var rank = [Int](repeating: 0, count: Int(names.max() ?? 0) + 1)
        for (place, name) in names.enumerated() { rank[Int(name)] = place + 1 }
        var counts = [Int](repeating: 0, count: names.count + 1)
        set.forEach { counts[rank[Int(days.value($0))]] += 1 }
        var (last, sum) = (counts.count - 1, 0)
        for (day, count) in counts.enumerated() {
            sum += count
            if limit >= 0, sum >= limit {
                last = day
                break
            }
        }
        var found: [(day: Int, letter: Int64)] = []
        set.forEach { index in
            let day = rank[Int(days.value(index))]
            if day <= last { found.append((day, Int64(index) + 1)) }
        }
        found.sort { ($0.day, $0.letter) < ($1.day, $1.letter) }
        return found.prefix(limit < 0 ? found.count : limit).map(\.letter)
    }
}
