internal import HTTPTypes

/// One line of the table of routes: what may be asked, by whom, and what answers.
struct Route: Sendable {
    /// Pages know browsers by their sessions, the API knows programs by their tokens.
    enum Kind: Sendable { case page, api }

    /// What a request may bring.
    enum Body: Sendable {
        case form, upload, raw
        /// Raw, and where it is long or of unknown length not read before it is answered.
        case lines
    }

    let method: HTTPRequest.Method
    let path: String
    /// `nil` for everybody, signed in or not.
    let right: Right?
    let kind: Kind
    let body: Body
    let answer: @Sendable (Visit) throws -> Reply

    /// What may be asked at an address.
    static func methods(at address: String) -> [HTTPRequest.Method] {
        let asked = address.split(separator: "/")
        return all.filter { route in
            let parts = route.path.split(separator: "/")
            return parts.count == asked.count && zip(parts, asked).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
    }

    static func page(_ path: String, _ right: Right?, _ answer: @escaping @Sendable (Visit) throws -> Reply) -> Route {
        Route(method: .get, path: path, right: right, kind: .page, body: .form, answer: answer)
    }

    static func form(
        _ path: String, _ right: Right?, _ answer: @escaping @Sendable (Visit) throws -> Reply, body: Body = .form
    ) -> Route {
        Route(method: .post, path: path, right: right, kind: .page, body: body, answer: answer)
    }

    static func get(_ path: String, _ right: Right?, _ answer: @escaping @Sendable (Visit) throws -> Reply) -> Route {
        Route(method: .get, path: path, right: right, kind: .api, body: .raw, answer: answer)
    }

    static func post(
        _ path: String, _ right: Right?, _ answer: @escaping @Sendable (Visit) throws -> Reply, body: Body = .raw
    ) -> Route {
        Route(method: .post, path: path, right: right, kind: .api, body: body, answer: answer)
    }
}
