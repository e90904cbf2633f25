import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Console

@Suite("Signing in")
struct SignInTests {
    @Test("scrypt as RFC 7914 has it; a hash is salted, and a wrong or missing one is refused")
    func hashes() {
        // RFC 7914, section 12: password, NaCl, N 1024, r 8, p 16; the first 32 bytes.
        let known = "$scrypt$ln=10,r=8,p=16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="
        let passwords = PasswordHash(cost: .init(logRounds: 4, parallelism: 1))
        #expect(passwords.isRight("password", for: known))
        #expect(!passwords.isRight("Password", for: known))
        let (first, second) = (passwords.hash("一句不短的口令"), passwords.hash("一句不短的口令"))
        #expect(
            first != second && passwords.isRight("一句不短的口令", for: first) && passwords.isRight("一句不短的口令", for: second))
        #expect(!passwords.isRight("x", for: nil) && !passwords.isRight("x", for: "$scrypt$ln=99,r=8,p=1$$"))
    }

    @Test(
        "Passwords that are no good",
        arguments: [
            ("short", PasswordHash.Unfit.tooShort), ("aaaaaaaaaaaaaa", .isCommon), ("passwordpassword", .isCommon),
            ("王经办的口令不能含帐号名", .isName), ("abcdefghijklmnop", .isCommon), ("123456789012", .isCommon),
        ] as [(String, PasswordHash.Unfit)])
    func unfit(_ password: String, _ problem: PasswordHash.Unfit) {
        #expect(throws: problem) { try PasswordHash().check(password, account: "王经办的口") }
    }

    @Test("A long sentence is good")
    func fit() throws { try PasswordHash().check("门前的柿子树今年结了许多果", account: "王经办") }

    @Test("Sessions end after rest, after a day's work, and on signing out")
    func sessions() {
        let sessions = Sessions(limits: .init(idle: 100, absolute: 1_000, ofAccount: 2))
        let start = Date(timeIntervalSince1970: 0)
        let word = sessions.begin("a", accountState: "", now: start)
        #expect(sessions.session(word, now: start + 99)?.account == "a")
        #expect(sessions.session(word, now: start + 198) != nil)
        #expect(sessions.session(word, now: start + 300) == nil)
        let long = sessions.begin("a", accountState: "", now: start)
        for seconds in stride(from: 50.0, through: 1_000, by: 50) { _ = sessions.session(long, now: start + seconds) }
        #expect(sessions.session(long, now: start + 1_001) == nil)
        let words = (0..<3).map { sessions.begin("a", accountState: "", now: start + 2_000 + Double($0)) }
        #expect(words.map { sessions.session($0, now: start + 2_003) != nil } == [false, true, true])
        sessions.endAll(of: "a")
        #expect(sessions.count == 0)
    }

    @Test("Guessing is slowed by account and by address; a browser that signed in before is not concerned")
    func lockOut() {
        let guarding = SignInGuard(limits: .init(ofAccount: 3, ofDevice: 3, ofAddress: 5, window: 900, held: 100))
        let now = Date(timeIntervalSince1970: 0)
        let mark = guarding.deviceMark(for: "王经办")
        for _ in 0..<3 { _ = guarding.failed(account: "王经办", address: "10.0.0.9", mark: nil, now: now) }
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: nil, now: now) == 900)
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: mark, now: now) == 0)
        #expect(guarding.wait(account: "王经办", address: "10.0.0.9", mark: mark, now: now) == 0)
        // Another's mark, or a made-up one, is none.
        let other = guarding.deviceMark(for: "李核查")
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: other, now: now) == 900)
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: "x.y", now: now) == 900)
        // One address that tries many accounts.
        for number in 0..<5 { _ = guarding.failed(account: "\(number)", address: "10.0.0.7", mark: nil, now: now) }
        #expect(guarding.wait(account: "新来的", address: "10.0.0.7", mark: nil, now: now) == 900)
        #expect(guarding.wait(account: "新来的", address: "10.0.0.8", mark: nil, now: now) == 0)
        // It ends.
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: nil, now: now + 900) == 0)
        // The mark does not let one guess without end.
        for _ in 0..<3 { _ = guarding.failed(account: "王经办", address: "10.0.0.1", mark: mark, now: now) }
        #expect(guarding.wait(account: "王经办", address: "10.0.0.1", mark: mark, now: now) == 900)
    }

    @Test("10,000 tries hold no more than the bound")
    func manyTries() {
        let guarding = SignInGuard(limits: .init(ofAccount: 3, ofDevice: 3, ofAddress: 5, window: 900, held: 50))
        let now = Date(timeIntervalSince1970: 0)
        var looked = 0
        for number in 0..<10_000
        where guarding.wait(account: "\(number)", address: "a\(number % 500)", mark: nil, now: now) == 0 {
            looked += 1
            _ = guarding.failed(account: "\(number)", address: "a\(number % 500)", mark: nil, now: now)
        }
        #expect(looked < 60)
    }

    @Test("The same words for an unknown account and a wrong password; then one has to wait; the log tells")
    func overHTTP() async throws {
        let office = try ConsoleOffice { $0.signIn.ofAccount = 3 }
        try await office.test { client in
            let (browser, known) = (Browser(client), Browser(client))
            #expect(try await known.signIn("clerk").status == 303)
            try await known.post("/sign-out")
            let unknown = try await browser.signIn("nobody", "不对不对不对不对不对不对")
            let wrong = try await browser.signIn("clerk", "不对不对不对不对不对不对")
            #expect(unknown.status == 401 && wrong.status == 401)
            #expect(wrong.text.contains("帐号或口令不对") && unknown.text.contains("帐号或口令不对"))
            for _ in 0..<2 { try await browser.signIn("clerk", "不对不对不对不对不对不对") }
            let waiting = try await browser.signIn("clerk")
            #expect(waiting.status == 429 && waiting.headers[.retryAfter] != nil)
            #expect(try await known.signIn("clerk").status == 303)
        }
        #expect(try office.store.auditLog().contains { $0.action == "lock out" && $0.account == "clerk" })
    }

    @Test("A session is new at every signing in, ends on signing out, and when the account is changed")
    func rotation() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let first = browser.cookies["laixin"]
            try await browser.post("/sign-out")
            #expect(browser.cookies["laixin"] == nil)
            try await browser.signIn("clerk")
            #expect(browser.cookies["laixin"] != first)
            let stolen = try await browser.send(.get, "/letters", headers: [.cookie: "laixin=\(first ?? "")"])
            #expect(stolen.status == 200 || stolen.status == 303)
            #expect(
                try await Browser(client).send(.get, "/letters", headers: [.cookie: "laixin=\(first ?? "")"]).status
                    == 303)
            try office.store.change("clerk", .roles(["analyst"]), by: "test")
            #expect(try await browser.get("/letters").status == 303)
            try office.store.change("clerk", .close, by: "test")
            #expect(try await browser.signIn("clerk").status == 401)
        }
    }

    @Test("A new password needs the old one, ends the other sessions, and keeps this one")
    func newPassword() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let (here, there) = (Browser(client), Browser(client))
            try await here.signIn("clerk")
            try await there.signIn("clerk")
            let new = "门前的柿子树今年结了许多果"
            let refused = try await here.post("/account/password", ["old": "不对", "new": new, "again": new])
            #expect(refused.status == 422)
            let short = try await here.post(
                "/account/password", ["old": ConsoleOffice.password, "new": "短", "again": "短"])
            #expect(short.status == 422)
            // Wait out the second in which accounts are stamped.
            try await Task.sleep(for: .seconds(1.1))
            let done = try await here.post(
                "/account/password", ["old": ConsoleOffice.password, "new": new, "again": new])
            #expect(done.status == 303)
            #expect(try await here.get("/letters").status == 200)
            #expect(try await there.get("/letters").status == 303)
            #expect(try await Browser(client).signIn("clerk", new).status == 303)
        }
    }
}
