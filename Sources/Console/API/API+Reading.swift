internal import HTTPTypes
internal import Documents
internal import Foundation
internal import Register
internal import Storage

extension API {
    struct Letter: Encodable {
        let id: Int64
        let received: String?
        let kind: String
        let title: String
        let category: String
        let place: String
        /// Around the words that were asked for, marked by 【】.
        let excerpt: String?

        init(_ row: LetterRow) {
            (id, received, kind, title) = (row.id, row.received, row.kind, row.title)
            (category, place) = (row.category, row.place)
            excerpt = row.excerpt.isEmpty ? nil : row.excerpt
        }
    }

    static func letters(_ visit: Visit) throws -> Reply {
        let (start, length) = try window(visit)
        var filter = try visit.office.filter(
            visit.query["q"] ?? "", limit: length + 1, isChinese: visit.isChinese)
        filter.offset = start
        let rows = try visit.trying { () throws(StoreError) in try visit.store.letters(filter) }
        return try json(Page(rows, from: start, length: length, Letter.init))
    }

    struct WholeLetter: Encodable {
        let id: Int64
        let received: String?
        let matter: Int64
        let registration: String?
        /// Masked; the record's offsets are in its scalars.
        let text: String
        let record: Record
    }

    static func letter(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let store = visit.store
        let whole = try visit.trying { () throws(StoreError) in
            let letter = try store.letter(id)
            return WholeLetter(
                id: id, received: letter.received, matter: try store.matter(holding: id),
                registration: try store.registration(holding: id), text: letter.text, record: letter.shown)
        }
        return try json(whole)
    }

    struct Link: Encodable {
        let a: Int64
        let b: Int64
        let relation: String
        let score: Double

        init(_ row: LinkRow) { (a, b, relation, score) = (row.a, row.b, row.relation, row.score) }
    }

    struct Matter: Encodable {
        let id: Int64
        let letters: [Letter]
        let links: [Link]
        let related: [Int64]
        let registrations: [String]
    }

    static func matter(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let matter = try visit.trying { () throws(StoreError) in
            let row = try visit.store.matter(id)
            return Matter(
                id: id, letters: row.letters.map(Letter.init), links: row.links.map(Link.init), related: row.related,
                registrations: try visit.store.registrations(ofMatter: id))
        }
        return try json(matter)
    }

    struct Registered: Encodable {
        let number: String
        let channel: String
        let received: String
        let registered: String
        let state: String
        let isOpen: Bool
        let body: String
        let letters: [Int64]
        let category: String

        init(_ row: RegistrationRow) {
            (number, channel, received, registered) = (row.number, row.channel, row.received, row.registered)
            (state, isOpen, body, letters, category) = (row.state, row.isOpen, row.body, row.letters, row.category)
        }
    }

    static func registrations(_ visit: Visit) throws -> Reply {
        let (start, length) = try window(visit)
        let state = visit.query["state"]
        if let state, visit.desk.rules.state(state) == nil {
            throw Refusal(.badRequest, visit.text("没有这种状态:\(state)", "there is no such state: \(state)"))
        }
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.registrations(
                state: state.flatMap { visit.desk.rules.state($0)?.term.id }, limit: start + length + 1)
        }
        return try json(Page(Array(rows.dropFirst(start)), from: start, length: length, Registered.init))
    }

    struct Duty: Encodable {
        let number: String?
        let duty: String
        let owedBy: String
        let due: String
        let strict: String
        let rolled: String
        let standing: String
        let law: String
        let done: String?
        let isEstimated: Bool
        let steps: [String]

        init(_ number: String?, _ row: DutyRow, _ desk: RegistrationDesk) {
            (self.number, duty, owedBy, due) = (number, row.duty, row.body, row.shown)
            (strict, rolled, law, done) = (row.strict, row.rolled, row.law, row.done)
            (isEstimated, steps) = (row.isEstimated, row.steps)
            standing = desk.standing(of: row, on: "\(Office.today)")
        }
    }

    struct WholeRegistration: Encodable {
        let registration: Registered
        let duties: [Duty]
    }

    static func registration(_ visit: Visit) throws -> Reply {
        guard let number = visit.parameters["number"]?.removingPercentEncoding else { throw visit.notFound }
        let desk = visit.desk
        let whole = try visit.trying { () throws(StoreError) in
            WholeRegistration(
                registration: Registered(try visit.store.registrationRow(number)),
                duties: try desk.duties(of: number).map { Duty(nil, $0, desk) })
        }
        return try json(whole)
    }

    static func duties(_ visit: Visit) throws -> Reply {
        let (start, length) = try window(visit)
        let desk = visit.desk
        let window: DueWindow = try choice("window", visit) ?? .all
        let items = try visit.trying { () throws(StoreError) in try desk.due(window, body: visit.query["body"]) }
        return try json(
            Page(Array(items.dropFirst(start)), from: start, length: length) { Duty($0.number, $0.duty, desk) })
    }

    struct Cell: Encodable {
        let key: String
        /// Absent where the cell is suppressed.
        let letters: Int?
        let matters: Int?
    }

    struct Statistics: Encodable {
        let by: String
        /// Whether small figures were taken out.
        let isSuppressed: Bool
        let cells: [Cell]
    }

    static func statistics(_ visit: Visit) throws -> Reply {
        let key: StatisticsKey = try choice("by", visit) ?? .category
        let filter = try visit.office.filter(visit.query["q"] ?? "", isChinese: visit.isChinese)
            .petitionsByDefault(by: [key])
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.statistics(by: key, filter, for: visit.audience)
        }
        return try json(
            Statistics(
                by: key.rawValue, isSuppressed: !visit.may(.exactFigures),
                cells: rows.map { Cell(key: $0.key, letters: $0.letters, matters: $0.matters) }))
    }
}
