import Foundation
import HTTPTypes
import Testing

@testable import Console

/// Every route asked as every role, by its own address. The table was written by hand, not read off the program.
@Suite("Who may ask what")
struct AccessTests {
    private static let clerk = Role.clerk, reviewer = Role.reviewer, analyst = Role.analyst
    private static let all = Role.allCases

    struct Row: CustomTestStringConvertible {
        let line: String
        let roles: [Role]
        var testDescription: String { line }
    }

    static let pages: [Row] = [
        Row(line: "GET /", roles: all), Row(line: "GET /help", roles: all), Row(line: "GET /account", roles: all),
        Row(line: "POST /account/password", roles: all), Row(line: "POST /sign-out", roles: all),
        Row(line: "GET /letters", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /letters/:id", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "POST /letters/:id/original", roles: [.keyHolder]),
        Row(line: "GET /letters/:id/pages/:number", roles: [.keyHolder]),
        Row(line: "POST /letters/:id/repairs/:number/take-back", roles: [reviewer]),
        Row(line: "GET /imports", roles: [clerk]), Row(line: "POST /imports", roles: [clerk]),
        Row(line: "POST /imports/folder", roles: [clerk]), Row(line: "GET /imports/:number", roles: [clerk]),
        Row(line: "GET /matters", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /matters/:id", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "POST /matters/:id/confirm", roles: [reviewer]),
        Row(line: "POST /matters/:id/split", roles: [reviewer]),
        Row(line: "POST /matters/:id/merge", roles: [reviewer]), Row(line: "POST /matters/:id/undo", roles: [reviewer]),
        Row(line: "GET /links/:a/:b", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "POST /links/:a/:b", roles: [reviewer]),
        Row(line: "GET /review", roles: [reviewer]), Row(line: "GET /review/:field/:id", roles: [reviewer]),
        Row(line: "POST /review/:field/:id", roles: [reviewer]),
        Row(line: "POST /corrections/:id/undo", roles: [reviewer]),
        Row(line: "GET /register", roles: [clerk, reviewer, .keyHolder]), Row(line: "POST /register", roles: [clerk]),
        Row(line: "GET /register/:number", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "POST /register/:number/steps", roles: [clerk]),
        Row(line: "POST /register/:number/undo", roles: [clerk]),
        Row(line: "POST /export", roles: [clerk]), Row(line: "GET /due", roles: [clerk, reviewer]),
        Row(line: "GET /figures", roles: [clerk, reviewer, analyst]),
        Row(line: "POST /figures/questions", roles: [clerk, reviewer, analyst]),
        Row(line: "POST /figures/questions/:id/remove", roles: [clerk, reviewer, analyst]),
        Row(line: "GET /plans", roles: [clerk, reviewer, analyst]),
        Row(line: "GET /plans/:id", roles: [clerk, reviewer, analyst]),
        Row(line: "GET /audit", roles: [.auditor]), Row(line: "POST /audit/check", roles: [.auditor]),
    ]

    static let api: [Row] = [
        Row(line: "GET /api/v1/me", roles: all),
        Row(line: "GET /api/v1/letters", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /api/v1/letters/:id", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /api/v1/matters/:id", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /api/v1/registrations", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /api/v1/registrations/:number", roles: [clerk, reviewer, .keyHolder]),
        Row(line: "GET /api/v1/duties", roles: [clerk, reviewer]), Row(line: "GET /api/v1/review", roles: [reviewer]),
        Row(line: "POST /api/v1/review/:field/:id", roles: [reviewer]),
        Row(line: "GET /api/v1/statistics", roles: [clerk, reviewer, analyst]),
        Row(line: "POST /api/v1/parse", roles: [clerk]), Row(line: "POST /api/v1/imports", roles: [clerk]),
        Row(line: "GET /api/v1/imports/:number", roles: [clerk]),
    ]

    static let open = [
        "GET /sign-in", "POST /sign-in", "GET /language/:language", "GET /assets/:name", "GET /api/openapi.json",
    ]

    private static func line(_ route: Route) -> String { "\(route.method) \(route.path)" }

    /// The address with something that is there, or a number.
    private static func address(_ line: String) -> (method: HTTPRequest.Method, path: String) {
        let parts = line.split(separator: " ").map(String.init)
        let path = parts[1].replacing(":id", with: "1").replacing("/:a/:b", with: "/1/2")
            .replacing(":field", with: "category").replacing(":number", with: "1")
        return (parts[0] == "POST" ? .post : .get, path)
    }

    @Test("The tables here have every route of the console, and no other")
    func everyRoute() {
        let here = Set((Self.pages + Self.api).map(\.line) + Self.open)
        #expect(Set(Route.all.map(Self.line)) == here)
        #expect(Route.all.count == here.count)
        #expect(Set(Route.all.filter { $0.right == nil }.map(Self.line)) == Set(Self.open))
    }

    @Test("Pages: a role is let in or refused, by the page's own address")
    func pages() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            for role in Role.allCases {
                let browser = Browser(client)
                try await browser.signIn(role.rawValue)
                for row in Self.pages where row.line != "POST /sign-out" {
                    let (method, path) = Self.address(row.line)
                    let answer = method == .post ? try await browser.post(path) : try await browser.get(path)
                    #expect(
                        (answer.status != 403) == row.roles.contains(role) && answer.status != 401,
                        "\(role) \(row.line): \(answer.status)")
                    #expect(answer.status < 500, "\(role) \(row.line): \(answer.status)")
                }
            }
        }
    }

    @Test("Pages: who is not signed in is sent to sign in, and nothing is done")
    func signedOut() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            for row in Self.pages {
                let browser = Browser(client)
                let (method, path) = Self.address(row.line)
                let answer = try await browser.send(
                    method, path, body: method == .post ? "token=x" : nil, type: "application/x-www-form-urlencoded")
                if method == .get {
                    #expect(
                        answer.status == 303 && answer.location?.hasPrefix("/sign-in?next=") ?? false, "\(row.line)")
                } else {
                    #expect(answer.status == 401, "\(row.line): \(answer.status)")
                }
            }
        }
    }

    @Test(
        "A method that an address does not have is told so, with those it has; what is nowhere is not there",
        arguments: [
            (HTTPRequest.Method.delete, "/letters/1", 405, "GET, HEAD"), (.put, "/imports", 405, "GET, HEAD, POST"),
            (.trace, "/api/v1/parse", 405, "POST"), (.get, "/register/1/steps", 405, "POST"),
            (.get, "/nowhere", 404, ""), (.get, "/letters/1/2", 404, ""),
        ])
    func methods(method: HTTPRequest.Method, path: String, status: Int, allowed: String) async throws {
        try await ConsoleOffice(letters: []).test { client in
            let answer = try await Browser(client).send(method, path)
            #expect(
                answer.status == status && answer.text.contains("\(status)")
                    && (answer.headers[.allow] ?? "") == allowed)
        }
    }

    @Test("API: a token gives what its account's role and its scopes hold both")
    func tokens() async throws {
        let office = try ConsoleOffice()
        var tokens: [Role: String] = [:]
        for role in Role.allCases { tokens[role] = try office.token(role) }
        let (all, narrow) = (tokens, try office.token(.clerk, [.figures]))
        try await office.test { client in
            let browser = Browser(client)
            for row in Self.api {
                let (method, path) = Self.address(row.line)
                for role in Role.allCases {
                    let answer = try await browser.send(
                        method, path, body: method == .post ? "{}" : nil,
                        headers: [.authorization: "Bearer \(all[role] ?? "")"])
                    #expect((answer.status != 403) == row.roles.contains(role), "\(role) \(row.line): \(answer.status)")
                    #expect(answer.status != 401 && answer.status < 500, "\(role) \(row.line): \(answer.status)")
                }
                #expect(try await browser.send(method, path).status == 401, "\(row.line)")
                let narrowed = try await browser.send(method, path, headers: [.authorization: "Bearer \(narrow)"])
                #expect(
                    (narrowed.status == 403) == !["/api/v1/me", "/api/v1/statistics"].contains(path), "\(row.line)")
            }
            // A session opens no API: another site's page could use it.
            try await browser.signIn("clerk")
            #expect(try await browser.get("/api/v1/letters").status == 401)
        }
    }

    @Test("Plans are read by an analyst, letters are not, under the same numbers")
    func plansAreNoLetters() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("analyst")
            let answer = try await browser.get("/plans/1")
            #expect(answer.status == 404 && !answer.text.contains("征地"))
        }
    }
}
