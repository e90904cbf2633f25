import Foundation
import HTTPTypes
import Register
import Storage
import Testing

@testable import Console

@Suite("What protects the pages")
struct SafetyOfPagesTests {
    private static let readable = Route.all.filter { $0.method == .get && $0.kind == .page }

    private static func path(_ route: Route) -> String {
        route.path.replacing(":id", with: "1").replacing("/:a/:b", with: "/1/2").replacing(":field", with: "category")
            .replacing(":number", with: "1").replacing(":name", with: "console.css").replacing(":language", with: "en")
    }

    @Test("Every answer has the headers, errors and files too; cookies are for this host and no script")
    func headers() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("reviewer")
            var paths = Self.readable.map(Self.path) + ["/no-such-page", "/api/v1/letters", "/api/none"]
            paths.append("/letters/999")
            for path in paths {
                let answer = try await browser.get(path)
                let policy = answer.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                #expect(answer.headers[.xFrameOptions] == "DENY" && answer.headers[.cacheControl] != nil, "\(path)")
                for cookie in answer.headers[values: .setCookie] {
                    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "\(path)")
                }
            }
            #expect(try await browser.get("/letters").headers[.cacheControl] == "no-store")
        }
    }

    @Test("With a certificate cookies are bound to it")
    func secureCookies() throws {
        let office = try ConsoleOffice { ($0.certificate, $0.privateKey) = ("a.pem", "b.pem") }
        let cookie = office.console.cookie(.session, "x")
        #expect(cookie.hasPrefix("__Host-laixin=x") && cookie.contains("; Secure") && cookie.contains("Path=/"))
        #expect(SecurityHeaders.all(isSecure: true).contains { $0.0 == .strictTransportSecurity })
    }

    @Test("No page has a script or a style inside, or loads anything from elsewhere; each has a title and a heading")
    func nothingInside() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            for account in ["clerk", "reviewer", "analyst", "auditor", "key-holder"] {
                let browser = Browser(client)
                try await browser.signIn(account)
                for route in Self.readable where route.right != nil {
                    let path = Self.path(route)
                    let text = try await browser.get(path).text
                    guard text.contains("<html") else { continue }
                    for sign in [
                        " style=", "<style", " onclick=", " onload=", "javascript:", "http://", "https://", "//cdn",
                    ] {
                        let found = text.replacing("http://www.w3.org", with: "").contains(sign)
                        #expect(!found, "\(account) \(path): \(sign)")
                    }
                    #expect(text.components(separatedBy: "<script").count == 2, "\(path)")
                    #expect(
                        text.contains("<h1>") && text.contains("<title>") && text.contains("lang=\"zh-CN\""), "\(path)")
                }
            }
        }
    }

    @Test("A form without the token, with another session's, or from another site does nothing")
    func forgedForms() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let (victim, other) = (Browser(client), Browser(client))
            try await victim.signIn("reviewer")
            try await other.signIn("reviewer")
            let form = "application/x-www-form-urlencoded"
            let strange = Browser.token(in: try await other.get("/account").text)
            let own = Browser.token(in: try await victim.get("/account").text)
            #expect(!own.isEmpty && own != strange)
            for body in ["verdict=accept", "verdict=accept&token=", "verdict=accept&token=\(strange)"] {
                #expect(try await victim.send(.post, "/review/category/1", body: body, type: form).status == 403)
            }
            let good = "verdict=accept&token=\(own)"
            for site in ["cross-site", "same-site"] {
                let answer = try await victim.send(
                    .post, "/review/category/1", body: good, type: form, headers: [.secFetchSite: site])
                #expect(answer.status == 403)
            }
            #expect(try office.store.corrections().isEmpty)
            let sent = try await victim.send(
                .post, "/review/category/1", body: good, type: form, headers: [.secFetchSite: "same-origin"])
            #expect(sent.status == 303)
            #expect(try office.store.corrections().count == 1)
            // Signing in is a form too: another site cannot sign a browser in under its own account.
            let login = "account=reviewer&password=\(Form.encoded(ConsoleOffice.password))"
            #expect(try await Browser(client).send(.post, "/sign-in", body: login, type: form).status == 403)
        }
    }

    @Test("One is sent on to this console only")
    func openRedirects() async throws {
        #expect(Console.local("/letters?q=1") == "/letters?q=1")
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "", "letters"]
        {
            #expect(Console.local(path) == "/")
        }
        let office = try ConsoleOffice()
        try await office.test { client in
            let answer = try await Browser(client).get("/language/en?next=%2F%2Fevil.example")
            #expect(answer.location == "/")
        }
    }

    @Test("Names, phones and originals of letters are on no page and in no answer of the API")
    func leaks() async throws {
        let office = try ConsoleOffice()
        let token = try office.token(.reviewer)
        try await office.test { client in
            var length = 0
            for account in ["clerk", "reviewer", "key-holder", "analyst", "auditor"] {
                let browser = Browser(client)
                try await browser.signIn(account)
                var paths =
                    Self.readable.map(Self.path) + ["/letters?q=%E5%BE%81%E5%9C%B0", "/letters/2", "/letters/3"]
                if account == "clerk" {
                    try await browser.post("/register", ["letter": "1", "note": "褚满仓来电19900001234"])
                }
                paths += ["/register", "/register/1", "/matters/3"]
                for path in paths {
                    let text = try await browser.get(path).text
                    length += text.count
                    #expect(!text.contains("褚满仓") && !text.contains("19900001234"), "\(account) \(path)")
                }
            }
            let browser = Browser(client)
            for route in Route.all where route.kind == .api && route.method == .get {
                let answer = try await browser.send(
                    .get, Self.path(route), headers: [.authorization: "Bearer \(token)"])
                length += answer.text.count
                #expect(!answer.text.contains("褚满仓") && !answer.text.contains("19900001234"), "\(route.path)")
            }
            #expect(length > 50_000)
        }
    }

    @Test("An original opens with a reason only, for who may, and the audit log has it before it is shown")
    func reveal() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("key-holder")
            #expect(try await browser.post("/letters/1/original", ["reason": " "]).status == 422)
            #expect(try await browser.post("/letters/1/original", ["reason": "核对收件地址"]).text.contains("褚满仓"))
            let clerk = Browser(client)
            try await clerk.signIn("clerk")
            let refused = try await clerk.post("/letters/1/original", ["reason": "核对收件地址"])
            #expect(refused.status == 403 && !refused.text.contains("褚满仓"))
        }
        let entries = try office.store.auditLog().filter { $0.action == "reveal" }
        #expect(entries.map(\.account) == ["key-holder"] && entries.first?.reason == "核对收件地址")
    }

    @Test("A page's picture opens in the session that gave a reason, in no other, and each is in the audit log")
    func pageImages() async throws {
        let office = try ConsoleOffice(letters: [])
        let picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("褚满仓".utf8)
        _ = try office.console.office.importer(isChinese: true).run(files: [
            UploadedFile(name: "a.txt", bytes: Array("市信访局：我家楼上漏水，请求修理。".utf8)),
            UploadedFile(name: "a.png", bytes: picture),
        ])
        try await office.test { client in
            let holder = Browser(client)
            try await holder.signIn("key-holder")
            #expect(try await holder.get("/letters/1").text.contains("原件图像页数"))
            #expect(try await holder.get("/letters/1/pages/1").status == 428)
            let opened = try await holder.post("/letters/1/original", ["reason": "核对收件地址"])
            #expect(opened.text.contains("<img src=\"/letters/1/pages/1\""))
            let answer = try await holder.get("/letters/1/pages/1")
            #expect(answer.status == 200 && answer.text.contains("褚满仓"))
            #expect(answer.headers[.contentType] == "image/png" && answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.contentSecurityPolicy]?.contains("img-src 'self'") == true)
            #expect(try await holder.get("/letters/1/pages/2").status == 404)
            let again = Browser(client)
            try await again.signIn("key-holder")
            #expect(try await again.get("/letters/1/pages/1").status == 428)
            for role in Role.allCases where role != .keyHolder {
                let other = Browser(client)
                try await other.signIn(role.rawValue)
                #expect(try await other.get("/letters/1/pages/1").status == 403, "\(role)")
            }
        }
        let entries = try office.store.auditLog().filter { $0.action == "reveal" }
        #expect(entries.map(\.subject).sorted() == ["letter 1", "letter 1 page 1"])
        #expect(entries.allSatisfy { $0.reason == "核对收件地址" && $0.account == "key-holder" })
    }

    @Test("A reason holds for a while, for one letter, in one session")
    func revealing() {
        let revealing = Revealing()
        let now = Date()
        revealing.open(1, in: "s", for: "核对", now: now)
        #expect(revealing.reason(1, in: "s", now: now.addingTimeInterval(Revealing.seconds - 1)) == "核对")
        #expect(revealing.reason(1, in: "s", now: now.addingTimeInterval(Revealing.seconds)) == nil)
        #expect(revealing.reason(2, in: "s", now: now) == nil && revealing.reason(1, in: "t", now: now) == nil)
    }
}
