internal import Foundation
internal import HTTPTypes
internal import Intake
internal import Storage

/// The register for programs: JSON, with the same rights, masking and suppression as the pages.
enum API {
    static let pageLength = 50
    static let longestPage = 500

    static func description(_ visit: Visit) throws -> Reply {
        guard var reply = visit.console.assets.reply("openapi.json") else { throw visit.notFound }
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    private struct Problem: Encodable {
        let status: Int
        let title: String
        let detail: String
    }

    /// RFC 9457.
    static func refused(_ refusal: Refusal) -> Reply {
        let problem = Problem(
            status: refusal.status.code, title: refusal.status.reasonPhrase, detail: refusal.message)
        var reply = Reply.json((try? bytes(problem)) ?? [], status: refusal.status)
        reply.contentType = "application/problem+json"
        if let seconds = refusal.retryAfter { reply.headers[.retryAfter] = "\(seconds)" }
        if refusal.status == .unauthorized { reply.headers[.wwwAuthenticate] = "Bearer" }
        return reply
    }

    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Reply {
        .json(try bytes(value), status: status)
    }

    /// One page of a list: `next` is the `cursor` of the one that follows.
    struct Page<Item: Encodable>: Encodable {
        let items: [Item]
        let next: String?

        /// - Parameter found: one more than a page holds, where there are more.
        init<Row>(_ found: [Row], from start: Int, length: Int, _ item: (Row) -> Item) {
            items = found.prefix(length).map(item)
            next = found.count > length ? "\(start + length)" : nil
        }
    }

    /// Where a page starts, and how long it is.
    static func window(_ visit: Visit) throws(Refusal) -> (start: Int, length: Int) {
        let length = try number("limit", in: 1...longestPage, visit) ?? pageLength
        return (try number("cursor", in: 0...1_000_000, visit) ?? 0, length)
    }

    static func number(_ name: String, in range: ClosedRange<Int>, _ visit: Visit) throws(Refusal) -> Int? {
        guard let text = visit.query.whole(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal(
                .badRequest,
                visit.text(
                    "\(name) 为 \(range.lowerBound) 至 \(range.upperBound)",
                    "\(name) is a number from \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    /// One of a list, or nothing.
    static func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _ visit: Visit) throws(Refusal) -> Value?
    where Value.RawValue == String {
        guard let text = visit.query.whole(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: " ")
            throw Refusal(.badRequest, visit.text("\(name) 为:\(known)", "\(name) is one of: \(known)"))
        }
        return value
    }

    struct Me: Encodable {
        let account: String
        let roles: [String]
        let rights: [String]
    }

    static func me(_ visit: Visit) throws -> Reply {
        try json(
            Me(
                account: visit.account, roles: visit.identity?.roles.map(\.rawValue) ?? [],
                rights: (visit.identity?.rights ?? []).map(\.rawValue).sorted()))
    }
}
