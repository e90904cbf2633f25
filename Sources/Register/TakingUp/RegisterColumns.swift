public import Dictionaries
internal import Duties

/// Which field each column of another register is taken up as: the headings of `Register/columns.tsv`, and what a clerk
/// says besides.
public struct RegisterColumns: Sendable {
    public enum Field: String, Sendable, CaseIterable {
        case number, received, text, title, channel, registered, category, purpose, place, state, body, outcome, done
        case name, phone, identity, address
        case letters, duty, due, standing, law
    }

    enum Need: String { case must, may, sealed = "private", left }

    /// What is wrong with the headings.
    public enum Problem: Error, Sendable, Equatable {
        case noSuchField(String)
        case noSuchHeading(String)
        /// Two columns for one field.
        case twice(Field, String, String)
        /// No column for a field that must be there; its usual heading.
        case missing(Field, String)

        public func message(chinese: Bool) -> String {
            let fields = Field.allCases.map(\.rawValue).joined(separator: " ")
            return switch self {
            case .noSuchField(let name):
                chinese ? "没有这个字段:\(name);可用:\(fields)" : "no such field: \(name); there are: \(fields)"
            case .noSuchHeading(let name): chinese ? "表中没有这一列:\(name)" : "the table has no column \(name)"
            case .twice(let field, let first, let second):
                chinese
                    ? "“\(first)”和“\(second)”两列都是 \(field.rawValue);用 --map 列=字段 指明一列,另一列写 --map 列=-"
                    : "\(first) and \(second) are both \(field.rawValue); name one with --map, and give the other with =-"
            case .missing(let field, let heading):
                chinese
                    ? "缺“\(heading)”一列;列名不同的,用 --map 列名=\(field.rawValue) 指明"
                    : "a column \(heading) is missing; if it is headed otherwise, say --map HEADING=\(field.rawValue)"
            }
        }
    }

    private var needs: [Field: Need] = [:]
    private var fields: [String: Field] = [:]
    private var usual: [Field: String] = [:]

    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        let path = "\(RegisterRules.folder)/columns.tsv"
        let table = try HeadedTable(try files.bytes(of: path), file: path)
        for row in table.rows {
            guard row.columns.count == 3, let field = Field(rawValue: String(row.columns[0])),
                let need = Need(rawValue: String(row.columns[1])), needs[field] == nil
            else { throw table.problem("needs a field, must, may, private or left, and headings", row) }
            needs[field] = need
            for heading in row.columns[2].split(separator: " ").map(String.init) {
                guard fields[heading] == nil else { throw table.problem("\(heading) stands twice", row) }
                fields[heading] = field
                if usual[field] == nil { usual[field] = heading }
            }
        }
        for field in Field.allCases where needs[field] == nil {
            throw DictionaryError(file: path, line: 0, problem: "lacks \(field.rawValue)")
        }
    }

    func need(_ field: Field) -> Need { needs[field] ?? .may }

    /// The column of each field, from 0; columns that nothing is known of are left.
    ///
    /// - Parameter said: `heading=field`, or `heading=-` for a column that is left.
    public func places(_ headings: [String], said: [String] = []) throws(Problem) -> [Field: Int] {
        var chosen: [String: Field?] = [:]
        for word in said {
            guard let sign = word.lastIndex(of: "=") else { throw .noSuchField(word) }
            let (heading, name) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
            guard headings.contains(heading) else { throw .noSuchHeading(heading) }
            guard name == "-" || Field(rawValue: name) != nil else { throw .noSuchField(name) }
            chosen[heading] = .some(Field(rawValue: name))
        }
        let named = Set(chosen.values.compactMap(\.self))
        var places: [Field: Int] = [:]
        for (place, heading) in headings.enumerated() {
            var field = chosen[heading] ?? nil
            // What a clerk says goes before what the table of headings says.
            if chosen[heading] == nil, let known = fields[heading], !named.contains(known) { field = known }
            guard let field else { continue }
            if let other = places[field] { throw .twice(field, headings[other], heading) }
            places[field] = place
        }
        for field in Field.allCases where need(field) == .must && places[field] == nil {
            throw .missing(field, usual[field] ?? field.rawValue)
        }
        guard places[.text] != nil || places[.title] != nil else { throw .missing(.text, usual[.text] ?? "text") }
        return places
    }
}
