internal import Foundation
internal import Synchronization

/// Who is signed in. Sessions live in memory alone: stopping the console signs everybody out.
final class Sessions: Sendable {
    struct Session: Sendable, Equatable {
        let account: String
        /// Must stand in every form that this session sends.
        let formToken: String
        let began: Date
        var seen: Date
        /// ``AccountRow/changedAt`` when it began: roles or a password changed since end it.
        let accountState: String
    }

    struct Limits: Sendable, Equatable {
        /// Seconds without a request (ASVS 3.3.2).
        var idle: TimeInterval = 30 * 60
        /// Seconds after signing in, whatever is done.
        var absolute: TimeInterval = 12 * 3600
        /// Of one account at a time; the oldest is ended.
        var ofAccount = 8
    }

    private let limits: Limits
    /// By the hash of what the cookie holds, so that memory that leaks opens no session.
    private let sessions = Mutex<[String: Session]>([:])

    init(limits: Limits = Limits()) { self.limits = limits }

    /// - Returns: what the cookie is to hold, new for every session.
    func begin(_ account: String, accountState: String, now: Date) -> String {
        let word = Secret.word()
        let session = Session(
            account: account, formToken: Secret.word(), began: now, seen: now, accountState: accountState)
        sessions.withLock { sessions in
            sessions = sessions.filter { !isOver($0.value, now) }
            let own = sessions.filter { $0.value.account == account }.sorted { $0.value.seen < $1.value.seen }
            for old in own.dropLast(limits.ofAccount - 1) { sessions[old.key] = nil }
            sessions[Secret.sha256(word)] = session
        }
        return word
    }

    /// The session of a cookie, when it goes on.
    func session(_ word: String, now: Date) -> Session? {
        let key = Secret.sha256(word)
        return sessions.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            guard !isOver(session, now) else {
                sessions[key] = nil
                return nil
            }
            session.seen = now
            sessions[key] = session
            return session
        }
    }

    func end(_ word: String) { sessions.withLock { $0[Secret.sha256(word)] = nil } }

    func endAll(of account: String) {
        sessions.withLock { sessions in sessions = sessions.filter { $0.value.account != account } }
    }

    var count: Int { sessions.withLock(\.count) }

    private func isOver(_ session: Session, _ now: Date) -> Bool {
        now.timeIntervalSince(session.seen) > limits.idle || now.timeIntervalSince(session.began) > limits.absolute
    }
}
