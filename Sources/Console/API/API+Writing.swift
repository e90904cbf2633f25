internal import HTTPTypes
internal import Documents
internal import Foundation
internal import Hummingbird
internal import NIOCore
internal import Register
internal import Storage

extension API {
    struct Doubt: Encodable {
        let letter: Int64
        let field: String
        let reason: String
        let score: Double
        let answer: String
    }

    static func review(_ visit: Visit) throws -> Reply {
        let (start, length) = try window(visit)
        let field: ReviewField? = try choice("field", visit)
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.doubts(field, below: ReviewPages.below, limit: start + length + 1)
        }
        return try json(
            Page(Array(rows.dropFirst(start)), from: start, length: length) {
                Doubt(
                    letter: $0.letter, field: $0.field.rawValue, reason: $0.reason, score: $0.score, answer: $0.answer)
            })
    }

    private struct Verdict: Decodable {
        let verdict: String
        let value: String?
        let note: String?
    }

    static func answer(_ visit: Visit) throws -> Reply {
        let (field, id) = try ReviewPages.item(visit)
        guard let said = try? JSONDecoder().decode(Verdict.self, from: Data(visit.body)) else {
            throw Refusal(
                .badRequest, visit.text("要 {\"verdict\": …} 这样的 JSON", "JSON as {\"verdict\": …} is needed"))
        }
        switch (said.verdict, said.value) {
        case ("accept", _): try ReviewPages.keep(nil, field, of: id, note: said.note ?? "", visit)
        case ("correct", let value?): try ReviewPages.keep(value, field, of: id, note: said.note ?? "", visit)
        default:
            throw visit.refused(
                "verdict 为 accept,或 correct 并附 value", "verdict is accept, or correct with a value")
        }
        let answer = try visit.trying { () throws(StoreError) in try visit.store.answer(field, of: id) }
        return try json(["field": field.rawValue, "answer": answer])
    }

    // MARK: imports

    struct Job: Encodable {
        let number: Int
        let state: String
        let done: Int
        let total: Int
        let letters: Int
        let known: Int
        let failed: Int

        init(_ job: ImportQueue.Job) {
            (number, state, done, total) = (job.number, job.state.rawValue, job.done, job.total)
            (letters, known, failed) = (job.summary.letters, job.summary.filesKnown, job.summary.filesFailed)
        }
    }

    /// JSON lines are taken in; the answer tells where to see how far it is. What is long or of unknown length is taken in
    /// while it comes, and the answer ends when all of it was read.
    static func startImport(_ visit: Visit) throws -> Reply {
        try checkLines(visit)
        guard let stream = visit.stream else {
            try checkContent(visit)
            let file = UploadedFile(name: importName, bytes: visit.body)
            let number = try ImportPages.submit(.uploads([file]), visit)
            guard let job = visit.console.imports.job(number) else { throw visit.notFound }
            return try accepted(number, json(Job(job), status: .accepted))
        }
        let feed = LineFeed()
        let number = try ImportPages.submit(.lines(importName, feed), visit)
        let (imports, settings) = (visit.console.imports, visit.console.settings)
        var reply = try accepted(number, json("", status: .accepted))
        reply.stream = { writer in
            await API.send(stream, to: feed, settings)
            if let job = imports.job(number) { try await writer.write(ByteBuffer(bytes: try bytes(Job(job)))) }
            try await writer.finish(nil)
        }
        return reply
    }

    private static let importName = "api.ndjson"

    private static func accepted(_ number: Int, _ reply: Reply) -> Reply {
        var reply = reply
        reply.headers[.location] = "/api/v1/imports/\(number)"
        return reply
    }

    static func importJob(_ visit: Visit) throws -> Reply {
        guard let job = visit.console.imports.job(Int(try visit.number("number"))) else { throw visit.notFound }
        return try json(Job(job))
    }
}
