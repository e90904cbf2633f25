internal import HTTPTypes
internal import Hummingbird

/// What is sent back, before the headers that everything has.
struct Reply: Sendable {
    var status = HTTPResponse.Status.ok
    var contentType = "text/html; charset=utf-8"
    var headers = HTTPFields()
    var body: [UInt8] = []
    var cookies: [String] = []
    /// Writes the body piece by piece, in place of `body`.
    var stream: (@Sendable (inout any ResponseBodyWriter) async throws -> Void)?

    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "application/json; charset=utf-8", body: bytes)
    }

    static func lines(_ bytes: [UInt8]) -> Reply {
        Reply(contentType: "application/x-ndjson; charset=utf-8", body: bytes)
    }

    /// See other: what was posted is not posted again when the page is loaded anew.
    static func go(to path: String) -> Reply {
        var reply = Reply(status: .seeOther)
        reply.headers[.location] = path
        return reply
    }

    /// A file to be kept, not shown.
    static func file(_ name: String, _ contentType: String, _ bytes: [UInt8]) -> Reply {
        var reply = Reply(contentType: contentType, body: bytes)
        reply.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Form.encoded(name))"
        return reply
    }
}
