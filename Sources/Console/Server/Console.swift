internal import Foundation
internal import HTTPTypes
internal import Hummingbird
public import Logging
internal import NIOPosix
internal import Storage

/// The register in a browser and for programs: who asks is found out once, here, and every route names the right it
/// needs.
public final class Console: Sendable {
    let office: Office
    let settings: Settings
    let templates: Templates
    let sessions: Sessions
    let signInGuard: SignInGuard
    let formTokens = FormToken()
    let passwords: PasswordHash
    let imports: ImportQueue
    /// Found once: a form names one by its place.
    let importFolders: [ImportFolder]
    let revealing = Revealing()
    let metrics = Metrics()
    let assets: Assets
    let logger: Logger

    public struct CannotStart: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    public init(office: Office, settings: Settings, logger: Logger) throws(CannotStart) {
        self.office = office
        self.settings = settings
        self.logger = logger
        do throws(Templates.Unreadable) {
            templates = try Templates()
            assets = try Assets()
        } catch { throw CannotStart(description: error.description) }
        sessions = Sessions(limits: settings.sessions)
        signInGuard = SignInGuard(limits: settings.signIn)
        passwords = PasswordHash(cost: settings.passwordCost)
        importFolders = settings.importFolders.compactMap(ImportFolder.init)
        imports = ImportQueue(office: office, logger: logger, metrics: metrics)
    }

    // MARK: one request

    /// Finds out who asks, looks whether they may, and has the route answer; never throws.
    func answer(_ route: Route, _ request: Request, _ context: ConsoleContext) async -> Reply {
        let isChinese = Console.isChinese(request)
        do {
            let visit = try await visit(route, request, context, isChinese)
            return try await NIOThreadPool.singleton.runIfActive { try route.answer(visit) }
        } catch let refusal as Refusal {
            return refused(refusal, route, request, isChinese)
        } catch {
            // The kind alone: an error's text could hold a letter's.
            context.logger.error("unexpected", metadata: ["kind": "\(type(of: error))", "route": "\(route.path)"])
            let words =
                isChinese ? "出了意外，已记入日志；请稍后再试" : "something went wrong and is in the log; please try again later"
            return refused(Refusal(.internalServerError, words), route, request, isChinese)
        }
    }

    private func visit(_ route: Route, _ request: Request, _ context: ConsoleContext, _ isChinese: Bool) async throws
        -> Visit
    {
        let peer = context.peer
        let cookies = Cookies(request.headers[values: .cookie])
        let sessionWord = cookies[cookieName(.session)]
        var session: Sessions.Session?
        var identity: Identity?
        switch route.kind {
        case .api:
            if route.right != nil { identity = try await token(request, isChinese) }
        case .page:
            if let sessionWord, let found = sessions.session(sessionWord, now: Date()) {
                identity = try await current(found)
                session = identity == nil ? nil : found
            }
        }
        if let right = route.right {
            guard let identity else { throw Refusal(.unauthorized, isChinese ? "请先登录" : "please sign in first") }
            guard identity.may(right) else {
                throw Refusal(.forbidden, isChinese ? "您的帐号没有这项权限" : "your account may not do this")
            }
        }
        let formWord = cookies[cookieName(.form)] ?? ""
        var visit = Visit(
            console: self, identity: identity, session: session == nil ? nil : sessionWord,
            formToken: session?.formToken ?? formTokens.seal(of: formWord), formWord: formWord,
            isChinese: isChinese, address: Console.local(request.uri.description), parameters: context.named,
            query: Form(encoded: request.uri.query ?? ""), peer: peer, deviceMark: cookies[cookieName(.device)])
        guard route.method == .post else { return visit }
        visit.contentType = request.headers[.contentType] ?? ""
        try await read(route, request, into: &visit)
        if route.kind == .page {
            let isRight =
                session.map { Secret.areEqual(visit.form.whole("token") ?? "", $0.formToken) }
                ?? formTokens.isRight(visit.form.whole("token"), for: formWord)
            guard isRight, isSameOrigin(request) else {
                throw Refusal(
                    .forbidden,
                    isChinese ? "表单已失效，请返回上一页重新打开后再提交" : "the form has expired; go back, load it anew and send it again"
                )
            }
        }
        return visit
    }

    /// What an account may do now: a change of it ends the sessions before.
    private func current(_ session: Sessions.Session) async throws -> Identity? {
        let store = office.store
        let row = try await NIOThreadPool.singleton.runIfActive { try store.account(session.account) }
        guard let row, row.isOpen, row.changedAt == session.accountState else { return nil }
        return Identity(account: row.name, roles: row.roles.compactMap(Role.init(rawValue:)))
    }

    private func token(_ request: Request, _ isChinese: Bool) async throws -> Identity {
        let words = isChinese ? "令牌缺失、失效或不对" : "the token is missing, no longer good, or wrong"
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer "), header.utf8.count < 200 else {
            throw Refusal(.unauthorized, words)
        }
        let hash = Secret.sha256(String(header.dropFirst(7)))
        let (store, day) = (office.store, "\(Office.today)")
        let found = try await NIOThreadPool.singleton.runIfActive { () -> (AccessTokenRow, AccountRow)? in
            guard let token = try store.token(hash: hash, on: day), let account = try store.account(token.account)
            else {
                return nil
            }
            return (token, account)
        }
        guard let (token, account) = found else { throw Refusal(.unauthorized, words) }
        return Identity(
            account: account.name, roles: account.roles.compactMap(Role.init(rawValue:)),
            limit: TokenScope.rights(of: token.scopes))
    }

    /// A form that another site's page sent says where it comes from.
    private func isSameOrigin(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin], let host = request.head.authority else { return true }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    // MARK: bodies

    private func read(_ route: Route, _ request: Request, into visit: inout Visit) async throws {
        let isChinese = visit.isChinese
        let stated = request.headers[.contentLength].flatMap { Int($0) }
        if route.body == .lines, stated ?? .max > Settings.mostWholeBytes {
            visit.stream = request.body
            return
        }
        let limit = route.body == .form ? Settings.mostFormBytes : settings.uploadBytes
        let tooLarge = Refusal(
            .contentTooLarge,
            isChinese ? "内容过大，上限 \(limit >> 20) MB" : "this is too large; at most \(limit >> 20) MB")
        if let stated, stated > limit { throw tooLarge }
        let seconds = route.body == .form ? Settings.formSeconds : settings.uploadSeconds
        let bytes = try await Console.within(seconds: seconds) {
            var bytes: [UInt8] = []
            for try await buffer in request.body {
                bytes += buffer.readableBytesView
                guard bytes.count <= limit else { throw tooLarge }
            }
            return bytes
        }
        guard let bytes else {
            throw Refusal(.requestTimeout, isChinese ? "上传超时" : "the upload took too long")
        }
        switch route.body {
        case .raw, .lines: visit.body = bytes
        case .form: visit.form = Form(encoded: String(decoding: bytes, as: UTF8.self))
        case .upload:
            guard let boundary = MultipartForm.boundary(request.headers[.contentType]) else {
                throw Refusal(.unsupportedMediaType, isChinese ? "请用上传表单" : "please use the upload form")
            }
            do throws(MultipartForm.Problem) {
                let form = try MultipartForm(bytes, boundary: boundary, mostFiles: settings.uploadFiles)
                (visit.form, visit.files) = (form.form, form.files)
            } catch {
                let words =
                    error == .tooManyFiles
                    ? (isChinese
                        ? "一次最多上传 \(settings.uploadFiles) 个文件" : "at most \(settings.uploadFiles) files at a time")
                    : (isChinese ? "上传的内容残缺，请重试" : "the upload is broken; please try again")
                throw Refusal(.badRequest, words)
            }
        }
    }

    /// `nil` when it takes longer.
    private static func within<Value: Sendable>(
        seconds: Int, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    // MARK: refusals

    private func refused(_ refusal: Refusal, _ route: Route?, _ request: Request, _ isChinese: Bool) -> Reply {
        if route?.kind == .api { return API.refused(refusal) }
        if refusal.status == .unauthorized, request.method == .get {
            return .go(to: "/sign-in?next=" + Form.encoded(Console.local(request.uri.description)))
        }
        let fields = Templates.Fields.of([
            "title": isChinese ? "没有办成" : "This was not done", "message": refusal.message,
            "status": "\(refusal.status.code)", "here": Form.encoded("/"),
        ])
        var reply = Reply(
            status: refusal.status,
            body: Array(templates.render("error", fields, isChinese: isChinese).utf8))
        if let seconds = refusal.retryAfter { reply.headers[.retryAfter] = "\(seconds)" }
        return reply
    }

    /// For what no route answers.
    func refused(_ status: HTTPResponse.Status, _ request: Request) -> Reply {
        let isChinese = Console.isChinese(request)
        let words =
            switch status {
            case .notFound: isChinese ? "没有这一页" : "there is no such page"
            case .methodNotAllowed: isChinese ? "这里不能这样请求" : "this cannot be asked for in this way"
            default: isChinese ? "请求有误" : "the request is not right"
            }
        let isForPrograms = (request.uri.path).hasPrefix("/api/")
        return isForPrograms
            ? API.refused(Refusal(status, words)) : refused(Refusal(status, words), nil, request, isChinese)
    }

    // MARK: what browsers say

    enum CookieKind: String {
        case session = "laixin", form = "laixin-form", device = "laixin-device", language = "laixin-language"
    }

    /// With TLS the name itself keeps other hosts and plain connections from setting it.
    func cookieName(_ kind: CookieKind) -> String {
        (settings.isSecure && kind != .language ? "__Host-" : "") + kind.rawValue
    }

    func cookie(_ kind: CookieKind, _ value: String, seconds: Int? = nil) -> String {
        "\(cookieName(kind))=\(value); Path=/; HttpOnly; SameSite=Strict" + (settings.isSecure ? "; Secure" : "")
            + (seconds.map { "; Max-Age=\($0)" } ?? "")
    }

    static func isChinese(_ request: Request) -> Bool {
        Cookies(request.headers[values: .cookie])[CookieKind.language.rawValue] != "en"
    }

    /// A path on this console; `/` for anything else.
    static func local(_ path: String) -> String {
        let isLocal =
            path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count < 2_000
            && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        return isLocal ? path : "/"
    }
}

/// Cookies by name; the first of one name.
struct Cookies {
    private let values: [String: String]

    init(_ headers: [String]) {
        let pairs = headers.flatMap { $0.split(separator: ";") }.compactMap { pair -> (String, String)? in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]).trimmingSpaces, String(parts[1]).trimmingSpaces) : nil
        }
        values = Dictionary(pairs) { first, _ in first }
    }

    subscript(_ name: String) -> String? { values[name] }
}
