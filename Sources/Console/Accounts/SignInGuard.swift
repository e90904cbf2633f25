internal import Foundation
internal import Synchronization

/// Slows guessing of passwords down without a way to lock others out.
///
/// Wrong passwords are counted by account, by address, and by device: a browser that somebody has signed in with holds
/// a mark for that account, and is counted alone. Who guesses from elsewhere fills the account's and the address's
/// counts, which do not concern those browsers. (OWASP, "device cookies".)
final class SignInGuard: Sendable {
    struct Limits: Sendable, Equatable {
        /// Wrong passwords within a window until one has to wait.
        var ofAccount = 10
        var ofDevice = 10
        var ofAddress = 40
        /// Seconds that counts are kept, and that one waits at most.
        var window: TimeInterval = 15 * 60
        /// Counts held at once; more are refused rather than held.
        var held = 20_000
    }

    private struct Count {
        var failures: Int
        var since: Date
    }

    private let limits: Limits
    private let key = Secret.word()
    private let counts = Mutex<[String: Count]>([:])

    init(limits: Limits = Limits()) { self.limits = limits }

    /// The mark that a browser gets when an account signs in with it.
    func deviceMark(for account: String) -> String {
        let nonce = Secret.word(12)
        return nonce + "." + Secret.seal("\(account) \(nonce)", key)
    }

    private func isMark(_ mark: String, of account: String) -> Bool {
        let parts = mark.split(separator: ".", maxSplits: 1)
        return parts.count == 2 && Secret.areEqual(String(parts[1]), Secret.seal("\(account) \(parts[0])", key))
    }

    /// Seconds to wait before a try is looked at; 0 when it may be made now.
    func wait(account: String, address: String, mark: String?, now: Date) -> Int {
        counts.withLock { counts in
            buckets(account, address, mark).map { bucket, limit in
                guard let count = counts[bucket], count.failures >= limit else {
                    return counts[bucket] == nil && counts.count >= limits.held ? Int(limits.window) : 0
                }
                return max(0, Int((limits.window - now.timeIntervalSince(count.since)).rounded(.up)))
            }.max() ?? 0
        }
    }

    /// - Returns: whether this failure is the one that makes others wait.
    func failed(account: String, address: String, mark: String?, now: Date) -> Bool {
        counts.withLock { counts in
            if counts.count >= limits.held {
                counts = counts.filter { now.timeIntervalSince($0.value.since) < limits.window }
            }
            var isLocked = false
            for (bucket, limit) in buckets(account, address, mark) {
                var count = counts[bucket] ?? Count(failures: 0, since: now)
                if now.timeIntervalSince(count.since) >= limits.window { count = Count(failures: 0, since: now) }
                count.failures += 1
                if count.failures == limit { isLocked = true }
                counts[bucket] = count
            }
            return isLocked
        }
    }

    func succeeded(account: String, mark: String?) {
        counts.withLock { counts in
            if let mark, isMark(mark, of: account) { counts["device " + mark] = nil }
        }
    }

    private func buckets(_ account: String, _ address: String, _ mark: String?) -> [(String, Int)] {
        if let mark, isMark(mark, of: account) { return [("device " + mark, limits.ofDevice)] }
        return [("account " + account, limits.ofAccount), ("address " + address, limits.ofAddress)]
    }
}
