internal import HTTPTypes
internal import Hummingbird
internal import Register
internal import Storage

/// One request, after it was found out who makes it and what they may do.
struct Visit: Sendable {
    let console: Console
    /// `nil` on pages for everybody.
    let identity: Identity?
    /// The cookie's word of the session; `nil` for programs and on pages for everybody.
    let session: String?
    /// What forms of this page must hold.
    let formToken: String
    /// What forms without a session are sealed for; empty when the browser has none.
    let formWord: String
    let isChinese: Bool
    /// Path and question as they were asked for.
    let address: String
    /// What the variable parts of the route stand for.
    let parameters: [String: String]
    let query: Form
    var form = Form()
    var files: [UploadedFile] = []
    var body: [UInt8] = []
    /// A body that is read while it is answered; `nil` when it stands in `body`.
    var stream: RequestBody?
    /// What the body is by the word of whoever sends it; empty when they do not say.
    var contentType = ""
    /// The address of the other machine.
    let peer: String
    /// The mark of the browser; see ``SignInGuard``.
    let deviceMark: String?

    var office: Office { console.office }
    var store: RegisterStore { console.office.store }
    var account: String { identity?.account ?? "" }
    var desk: RegistrationDesk { office.desk(isChinese: isChinese) }

    func may(_ right: Right) -> Bool { identity?.may(right) ?? false }

    func text(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }

    func word(_ id: String) -> String { console.templates.word(id, isChinese: isChinese) }

    func refused(_ chinese: String, _ english: String) -> Refusal {
        Refusal(.unprocessableContent, text(chinese, english))
    }

    /// Runs what can be refused by the store.
    func trying<Value>(_ body: () throws(StoreError) -> Value) throws(Refusal) -> Value {
        do throws(StoreError) { return try body() } catch { throw Refusal(error, isChinese: isChinese) }
    }

    func number(_ name: String) throws(Refusal) -> Int64 {
        guard let number = parameters[name].flatMap({ Int64($0) }), number > 0 else { throw notFound }
        return number
    }

    var notFound: Refusal { Refusal(.notFound, text("没有这一页", "there is no such page")) }

    /// A whole number of the question within bounds.
    func count(_ name: String, default standard: Int, most: Int) -> Int {
        min(most, max(1, query[name].flatMap { Int($0) } ?? standard))
    }

    /// Whose figures these are: exact for those who may open the letters, suppressed for everybody else.
    var audience: Audience { may(.exactFigures) ? .register : .published(k: console.settings.smallCell) }
}
