internal import HTTPTypes
internal import Foundation
internal import Logging
internal import Storage

enum SignInPages {
    static func show(_ visit: Visit) throws -> Reply {
        if visit.identity != nil { return .go(to: next(visit)) }
        return form(visit, message: nil, account: nil)
    }

    /// - Parameter message: why the last try failed.
    private static func form(_ visit: Visit, message: String?, account: String?) -> Reply {
        let word = visit.formWord.isEmpty ? Secret.word() : visit.formWord
        var fields = Templates.Fields.of([
            "message": message, "name": account, "next": visit.query["next"] ?? visit.form["next"],
        ])
        fields["formSeal"] = visit.console.formTokens.seal(of: word)
        var reply = visit.page("sign-in", title: "sign-in", fields)
        reply.cookies = [visit.console.cookie(.form, word, seconds: 3_600)]
        return reply
    }

    static func signIn(_ visit: Visit) throws -> Reply {
        let (console, now) = (visit.console, Date())
        let name = visit.form["account"] ?? ""
        let wait = console.signInGuard.wait(account: name, address: visit.peer, mark: visit.deviceMark, now: now)
        guard wait == 0 else {
            let minutes = (wait + 59) / 60
            throw Refusal(
                .tooManyRequests,
                visit.text(
                    "登录失败次数过多，请 \(minutes) 分钟后再试；用登录过的浏览器不受影响",
                    "too many wrong passwords: try again in \(minutes) minutes; browsers that have signed in before are not concerned"
                ), retryAfter: wait)
        }
        let row = name.isEmpty ? nil : try visit.trying { () throws(StoreError) in try visit.store.account(name) }
        let isRight = console.passwords.isRight(
            visit.form.whole("password") ?? "", for: row?.isOpen == true ? row?.password : nil)
        guard isRight, let row else {
            let isLockOut = console.signInGuard.failed(
                account: name, address: visit.peer, mark: visit.deviceMark, now: now)
            console.metrics.countFailedSignIn(isLockOut: isLockOut)
            console.logger.warning(
                isLockOut ? "sign-in: too many failures, others wait" : "sign-in failed",
                metadata: ["peer": "\(visit.peer)", "known": "\(row != nil)"])
            if isLockOut, let row {
                try visit.trying { () throws(StoreError) in try visit.store.note(.lockOut, of: row.name, visit.peer) }
            }
            var reply = form(
                visit, message: visit.text("帐号或口令不对", "the account or the password is not right"), account: name)
            reply.status = .unauthorized
            return reply
        }
        console.signInGuard.succeeded(account: row.name, mark: visit.deviceMark)
        try visit.trying { () throws(StoreError) in try visit.store.note(.signIn, of: row.name) }
        // The session that the browser had, whoever's, is over: no word from before signing in opens anything after.
        if let old = visit.session { console.sessions.end(old) }
        let word = console.sessions.begin(row.name, accountState: row.changedAt, now: now)
        var reply = Reply.go(to: next(visit))
        reply.cookies = [
            console.cookie(.session, word),
            console.cookie(.device, console.signInGuard.deviceMark(for: row.name), seconds: 90 * 86_400),
            console.cookie(.form, "", seconds: 0),
        ]
        return reply
    }

    static func signOut(_ visit: Visit) throws -> Reply {
        if visit.form["everywhere"] != nil {
            visit.console.sessions.endAll(of: visit.account)
        } else if let session = visit.session {
            visit.console.sessions.end(session)
        }
        try visit.trying { () throws(StoreError) in try visit.store.note(.signOut, of: visit.account) }
        var reply = Reply.go(to: "/sign-in")
        reply.cookies = [visit.console.cookie(.session, "", seconds: 0)]
        return reply
    }

    static func setLanguage(_ visit: Visit) throws -> Reply {
        let language = visit.parameters["language"] == "en" ? "en" : "zh"
        var reply = Reply.go(to: next(visit))
        reply.cookies = [visit.console.cookie(.language, language, seconds: 365 * 86_400)]
        return reply
    }

    static func asset(_ visit: Visit) throws -> Reply {
        guard let reply = visit.console.assets.reply(visit.parameters["name"] ?? "") else { throw visit.notFound }
        return reply
    }

    private static func next(_ visit: Visit) -> String {
        Console.local(visit.form["next"] ?? visit.query["next"] ?? "/")
    }
}
