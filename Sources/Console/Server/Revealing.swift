internal import Foundation
internal import Synchronization

/// For a while after somebody gave a reason for opening a letter's original, its pages open in the same session too.
final class Revealing: Sendable {
    private struct Key: Hashable {
        /// As in ``Sessions``: memory that leaks opens no session.
        let session: String
        let letter: Int64

        init(session: String, letter: Int64) { (self.session, self.letter) = (Secret.sha256(session), letter) }
    }

    static let seconds = 600.0
    private static let most = 10_000

    private let reasons = Mutex<[Key: (reason: String, until: Date)]>([:])

    func open(_ letter: Int64, in session: String, for reason: String, now: Date) {
        reasons.withLock { reasons in
            if reasons.count >= Revealing.most { reasons = reasons.filter { $0.value.until > now } }
            guard reasons.count < Revealing.most else { return }
            reasons[Key(session: session, letter: letter)] = (reason, now.addingTimeInterval(Revealing.seconds))
        }
    }

    /// The reason that was given; `nil` when none was, or it is too long ago.
    func reason(_ letter: Int64, in session: String, now: Date) -> String? {
        reasons.withLock { reasons in
            reasons[Key(session: session, letter: letter)].flatMap { $0.until > now ? $0.reason : nil }
        }
    }
}
