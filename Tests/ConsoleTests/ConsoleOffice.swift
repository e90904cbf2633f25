import Analysis
import Documents
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import Logging
import Pipeline
import Register
import Storage

@testable import Console

/// A console over a register of its own, with an account for every role.
struct ConsoleOffice {
    let console: Console
    var store: RegisterStore { console.office.store }

    static let password = "长长的口令里有十二个字以上"

    /// Loaded once: the dictionaries are the same for all.
    private static let parts: Result<(DocumentPipeline, DocumentReader), any Error> = Result {
        (DocumentPipeline(analyzer: try Analyzer()), try DocumentReader())
    }

    init(_ change: (inout Settings) -> Void = { _ in }, letters: [String] = ConsoleOffice.letters) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        let (pipeline, reader) = try Self.parts.get()
        let office = try Office(
            store: try RegisterStore(path: path, key: .file(path + ".key")), pipeline: pipeline,
            linker: try DocumentPipeline.linker(), reader: reader)
        var settings = Settings()
        settings.passwordCost = .init(logRounds: 4, parallelism: 1)
        change(&settings)
        console = try Console(
            office: office, settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let lines = letters.enumerated().map { number, text in
            let object = ["id": "\(number)", "text": text, "received": "2026-03-0\(number % 9 + 1)"]
            return String(decoding: (try? JSONEncoder().encode(object)) ?? Data(), as: UTF8.self)
        }
        _ = try office.importer(isChinese: true).run(
            files: [UploadedFile(name: "a.ndjson", bytes: Array(lines.joined(separator: "\n").utf8))])
        let hash = console.passwords.hash(Self.password)
        for role in Role.allCases {
            try store.addAccount(role.rawValue, roles: [role.rawValue], password: hash, by: "test")
        }
    }

    static let letters = [
        "湛河区自然资源局：\n我叫褚满仓，电话19900001234。2023年5月6日村里征了我家三亩耕地，补偿款3.56万元至今没有给。请求尽快发放征地补偿款。\n褚满仓",
        "湛河区自然资源局：\n我叫褚满仓，上次反映征地三亩的补偿款3.56万元，现在还没有给。请求尽快发放征地补偿款，并书面答复。\n褚满仓",
        "市住建局：\n我们小区从2023年7月停水二十多天，物业不管。请求恢复供水。",
    ]

    func token(_ role: Role, _ scopes: [TokenScope] = TokenScope.allCases) throws -> String {
        let (token, hash) = TokenScope.newToken()
        _ = try store.addToken(
            hash: hash, of: role.rawValue, label: "test", scopes: scopes.map(\.rawValue),
            expires: "\(Office.today.adding(days: 1))", by: "test")
        return token
    }

    /// What lines of a clerk's program come with.
    func lineHeaders(_ type: String = "application/x-ndjson") throws -> HTTPFields {
        [.authorization: "Bearer \(try token(.clerk))", .contentType: type]
    }

    func test<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await console.application().test(.router, body)
    }
}

/// Somebody at a browser: keeps cookies, and sends forms as pages hold them.
final class Browser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]

    init(_ client: any TestClientProtocol) { self.client = client }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String
        var location: String? { headers[.location] }
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, type: String? = nil,
        headers extra: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = extra
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: "; ")
        }
        if let type { headers[.contentType] = type }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        for cookie in answer.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        return Answer(
            status: answer.status.code, headers: answer.headers,
            text: String(decoding: answer.body.readableBytesView, as: UTF8.self))
    }

    func get(_ path: String) async throws -> Answer { try await send(.get, path) }

    /// Asks again until the answer is as wanted, ten seconds at most; the last answer.
    @discardableResult
    func wait(
        for path: String, headers: HTTPFields = [:], until isDone: (String) -> Bool
    ) async throws -> String {
        for _ in 0..<200 {
            let text = try await send(.get, path, headers: headers).text
            if isDone(text) { return text }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await send(.get, path, headers: headers).text
    }

    /// Posts a form with the token of the page it stands on.
    @discardableResult
    func post(_ path: String, from page: String = "/account", _ fields: [String: String] = [:]) async throws -> Answer {
        var all = fields
        all["token"] = Self.token(in: try await get(page).text)
        let body = all.map { "\($0.key)=\(Form.encoded($0.value))" }.joined(separator: "&")
        return try await send(.post, path, body: body, type: "application/x-www-form-urlencoded")
    }

    static func token(in page: String) -> String {
        guard let start = page.range(of: "name=\"token\" value=\"") else { return "" }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    @discardableResult
    func signIn(_ account: String, _ password: String = ConsoleOffice.password) async throws -> Answer {
        try await post("/sign-in", from: "/sign-in", ["account": account, "password": password])
    }
}
