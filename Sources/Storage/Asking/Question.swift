/// What is asked of the register, in words of a small language:
///
///     category:国土资源 place:湛河区 month:2023-05..2023-08 -state:办结 停水
///
/// Terms stand for "and"; `|` inside a value for "or"; `-` before a term for "not"; a value with spaces stands in
/// quotes. A word without a field is looked for in the masked texts.
public struct Question: Sendable, Equatable {
    public enum Field: String, Sendable, CaseIterable {
        case category, place, month, day, body, kind, channel, state, responsible, registered, letters, duty, outcome,
            words

        /// The field's Chinese name in a question.
        public var chinese: String {
            switch self {
            case .category: "类别"
            case .place: "地点"
            case .month: "月份"
            case .day: "日期"
            case .body: "单位"
            case .kind: "文种"
            case .channel: "渠道"
            case .state: "状态"
            case .responsible: "承办"
            case .registered: "登记"
            case .letters: "件数"
            case .duty: "期限"
            case .outcome: "结果"
            case .words: "正文"
            }
        }
    }

    public enum Comparison: String, Sendable { case equal = ":", atLeast = ">=", atMost = "<=" }

    public struct Term: Sendable, Equatable {
        public let field: Field
        public let comparison: Comparison
        /// Any of them.
        public let values: [String]
        public let isNot: Bool

        public init(field: Field, comparison: Comparison, values: [String], isNot: Bool) {
            self.field = field
            self.comparison = comparison
            self.values = values
            self.isNot = isNot
        }
    }

    /// What cannot be understood, and where: a position in characters, from 0.
    public struct Failure: Error, Sendable, Equatable {
        public enum Problem: Sendable, Equatable {
            case noSuchField(String), emptyValue, openQuote, notComparable(String), badValue(String), badDay(String)
        }

        public let position: Int
        public let problem: Problem

        public func message(chinese: Bool) -> String {
            let fields = Field.allCases.map { chinese ? $0.chinese : $0.rawValue }.joined(separator: " ")
            let text =
                switch problem {
                case .noSuchField(let name):
                    chinese ? "没有“\(name)”这一项;可用:\(fields)" : "no such field: \(name); there are: \(fields)"
                case .emptyValue: chinese ? "冒号后要有值" : "a value must follow"
                case .openQuote: chinese ? "引号没有合上" : "a quote is not closed"
                case .notComparable(let name):
                    chinese ? "“\(name)”不能比大小,用冒号" : "\(name) cannot be compared, use a colon"
                case .badValue(let value): chinese ? "看不懂的值:\(value)" : "this value is not understood: \(value)"
                case .badDay(let value):
                    chinese
                        ? "看不懂的日期:\(value);写成 2023-05 或 2023-05..2023-08"
                        : "this day is not understood: \(value); write 2023-05 or 2023-05..2023-08"
                }
            return chinese ? "第 \(position + 1) 个字:\(text)" : "at character \(position + 1): \(text)"
        }
    }

    public let terms: [Term]

    public init(terms: [Term]) { self.terms = terms }

    public init(_ text: String) throws(Failure) {
        var reader = Reader(Array(text))
        var terms: [Term] = []
        while let term = try reader.term() { terms.append(term) }
        self.terms = terms
    }

    /// The words of the text that are looked for.
    public var words: [String] { terms.filter { $0.field == .words && !$0.isNot }.flatMap(\.values) }

    private struct Reader {
        let characters: [Character]
        var at = 0

        init(_ characters: [Character]) { self.characters = characters }

        mutating func term() throws(Failure) -> Term? {
            while at < characters.count, characters[at].isWhitespace { at += 1 }
            guard at < characters.count else { return nil }
            let start = at
            let isNot = characters[at] == "-" && at + 1 < characters.count && !characters[at + 1].isWhitespace
            if isNot { at += 1 }
            let name = at
            while at < characters.count, characters[at].isLetter { at += 1 }
            let word = String(characters[name..<at])
            guard let comparison = comparison(), !word.isEmpty else {
                at = name
                return Term(field: .words, comparison: .equal, values: try values(), isNot: isNot)
            }
            guard let field = Field.allCases.first(where: { $0.rawValue == word || $0.chinese == word }) else {
                throw Failure(position: start, problem: .noSuchField(word))
            }
            guard comparison == .equal || field == .letters else {
                throw Failure(position: start, problem: .notComparable(word))
            }
            let position = at
            var values = try values()
            for (place, value) in values.enumerated() {
                if field == .month || field == .day {
                    guard let written = Question.days(value) else {
                        throw Failure(position: position, problem: .badDay(value))
                    }
                    values[place] = written
                } else if !Question.isGood(value, field) {
                    throw Failure(position: position, problem: .badValue(value))
                }
            }
            return Term(field: field, comparison: comparison, values: values, isNot: isNot)
        }

        private mutating func comparison() -> Comparison? {
            guard at < characters.count else { return nil }
            if characters[at] == ":" || characters[at] == "：" || characters[at] == "=" {
                at += 1
                return .equal
            }
            guard at + 1 < characters.count, characters[at + 1] == "=" else { return nil }
            guard let found = Comparison(rawValue: String(characters[at...(at + 1)])) else { return nil }
            at += 2
            return found
        }

        private mutating func values() throws(Failure) -> [String] {
            var values: [String] = []
            repeat {
                if at < characters.count, characters[at] == "|" { at += 1 }
                let start = at
                if at < characters.count, characters[at] == "\"" {
                    guard let end = characters[(at + 1)...].firstIndex(of: "\"") else {
                        throw Failure(position: start, problem: .openQuote)
                    }
                    values.append(String(characters[(at + 1)..<end]))
                    at = end + 1
                } else {
                    while at < characters.count, !characters[at].isWhitespace, characters[at] != "|" { at += 1 }
                    values.append(String(characters[start..<at]))
                }
                if values.last?.isEmpty ?? true { throw Failure(position: start, problem: .emptyValue) }
            } while at < characters.count && characters[at] == "|"
            return values
        }
    }

    private static func isGood(_ value: String, _ field: Field) -> Bool {
        switch field {
        case .letters: Int(value) != nil
        case .duty: DutyWord(value) != nil
        case .registered: value == "yes" || value == "no" || value == "是" || value == "否"
        default: true
        }
    }

    /// A day, a month or a year, or two of them with `..` between or behind, as the register has them; `nil` for what is
    /// none.
    private static func days(_ value: String) -> String? {
        guard let dots = value.firstRange(of: "..") else { return day(value) }
        let (first, last) = (value[..<dots.lowerBound], value[dots.upperBound...])
        guard let start = day(first), let end = last.isEmpty ? "" : day(last) else { return nil }
        return start + ".." + end
    }

    /// As people write it: 2024-06, 2024.6, 2024/6, 2024年6月.
    private static func day(_ written: some StringProtocol) -> String? {
        let signs: Set<Character> = ["-", ".", "/", "年", "月", "日"]
        var parts = written.split(omittingEmptySubsequences: false, whereSeparator: signs.contains)
        if parts.last?.isEmpty == true { parts.removeLast() }
        let numbers = parts.compactMap { Int($0) }
        guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].count == 4,
            parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }), numbers.dropFirst().allSatisfy({ $0 > 0 }),
            numbers.count < 2 || numbers[1] <= 12, numbers.count < 3 || numbers[2] <= 31
        else { return nil }
        return ([String(parts[0])] + numbers.dropFirst().map { ($0 < 10 ? "0" : "") + String($0) })
            .joined(separator: "-")
    }
}

/// How a duty stands, in a question.
enum DutyWord: String {
    case kept, late, overdue, open

    init?(_ word: String) {
        switch word {
        case "kept", "按时": self = .kept
        case "late", "迟延": self = .late
        case "overdue", "逾期": self = .overdue
        case "open", "未到期": self = .open
        default: return nil
        }
    }
}
