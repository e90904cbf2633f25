internal import GRDB
internal import Synchronization

/// Answers about letters that were worked out, kept until any fact of a letter changes: a start page and a month's
/// figures are asked for again and again between two imports.
final class AnswerShelf: Sendable {
    private struct Kept {
        let generation: Int64
        let answer: any Sendable
        var used: Int
    }

    /// So many answers; the one that was not asked for longest goes first.
    private static let most = 32

    private let state = Mutex<(kept: [String: Kept], clock: Int)>(([:], 0))

    /// - Parameter question: all that the answer depends on besides the letters.
    func answer<Answer: Sendable>(_ question: String, _ database: Database, _ make: () throws -> Answer) throws
        -> Answer
    {
        try answer(question, at: AnswerShelf.generation(database), make)
    }

    /// Goes up by every change of a letter's facts.
    static func generation(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT mark FROM fact_mark WHERE fact = 0 AND block = 0")) ?? 0
    }

    /// - Parameter generation: of the letters, read before `make` reads any.
    func answer<Answer: Sendable, Failure: Error>(
        _ question: String, at generation: Int64, _ make: () throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let known = state.withLock { state -> Answer? in
            guard let kept = state.kept[question], kept.generation == generation else { return nil }
            state.clock += 1
            state.kept[question]?.used = state.clock
            return kept.answer as? Answer
        }
        if let known { return known }
        let answer = try make()
        state.withLock { state in
            state.clock += 1
            if state.kept.count >= AnswerShelf.most, let oldest = state.kept.min(by: { $0.value.used < $1.value.used })
            {
                state.kept[oldest.key] = nil
            }
            state.kept[question] = Kept(generation: generation, answer: answer, used: state.clock)
        }
        return answer
    }
}
