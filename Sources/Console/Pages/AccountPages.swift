internal import HTTPTypes
internal import Foundation
internal import Storage

enum AccountPages {
    static func show(_ visit: Visit) throws -> Reply { page(visit, message: nil, isDone: visit.query["done"] != nil) }

    private static func page(_ visit: Visit, message: String?, isDone: Bool) -> Reply {
        visit.page(
            "account", title: "account",
            .of([
                "message": message, "isDone": isDone ? true : nil,
                "roles": visit.identity?.roles.map { ["name": $0.name(chinese: visit.isChinese)] },
                "leastLength": "\(PasswordHash.leastLength)",
            ]), status: message == nil ? .ok : .unprocessableContent)
    }

    /// A new password ends all sessions, and begins one anew.
    static func setPassword(_ visit: Visit) throws -> Reply {
        let console = visit.console
        let row = try visit.trying { () throws(StoreError) in try visit.store.account(visit.account) }
        let wait = console.signInGuard.wait(
            account: visit.account, address: visit.peer, mark: visit.deviceMark, now: Date())
        guard wait == 0 else {
            throw Refusal(.tooManyRequests, visit.text("请稍后再试", "please try again later"), retryAfter: wait)
        }
        guard console.passwords.isRight(visit.form.whole("old") ?? "", for: row?.password) else {
            _ = console.signInGuard.failed(
                account: visit.account, address: visit.peer, mark: visit.deviceMark, now: Date())
            return page(visit, message: visit.text("现在的口令不对", "the present password is not right"), isDone: false)
        }
        let new = visit.form.whole("new") ?? ""
        guard new == visit.form.whole("again") else {
            return page(visit, message: visit.text("两次输入的新口令不同", "the two new passwords differ"), isDone: false)
        }
        do throws(PasswordHash.Unfit) { try console.passwords.check(new, account: visit.account) } catch {
            return page(visit, message: error.message(chinese: visit.isChinese), isDone: false)
        }
        try visit.trying { () throws(StoreError) in
            try visit.store.change(visit.account, .password(console.passwords.hash(new)), by: visit.account)
        }
        console.sessions.endAll(of: visit.account)
        let changed = try visit.trying { () throws(StoreError) in try visit.store.account(visit.account) }
        var reply = Reply.go(to: "/account?done=1")
        reply.cookies = [
            console.cookie(
                .session, console.sessions.begin(visit.account, accountState: changed?.changedAt ?? "", now: Date()))
        ]
        return reply
    }
}
