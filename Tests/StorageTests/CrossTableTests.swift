import Documents
import Testing

@testable import Storage

@Suite("Tables of two keys, pages of lists")
struct CrossTableTests {
    private static let kinds: [DocumentKind] =
        Array(repeating: .letter, count: 20) + Array(repeating: .plan, count: 12) + Array(repeating: .reply, count: 3)

    private static func store() throws -> RegisterStore {
        let office = try AskedStore()
        try office.take(kinds.indices.map { "第\($0)件停水" }) { $1.kind = kinds[$0] }
        return office.store
    }

    @Test("The register sees every count, the fullest row first; of what leaves, small cells tell nothing")
    func counts() throws {
        let store = try Self.store()
        let exact = try store.crossTable(.kind, by: .month, for: .register)
        #expect(exact.rows == ["letter", "plan", "reply"] && exact.columns == ["2023-05"])
        #expect(exact.letters == [[20], [12], [3]])
        // Three alone could be worked out from the sum, so the next smallest goes with them.
        #expect(try store.crossTable(.kind, by: .month, for: .published(k: 10)).letters == [[20], [nil], [nil]])
    }

    @Test("A cell without letters is 0 for the register, and suppressed in what leaves")
    func empty() throws {
        let store = try Self.store()
        #expect(
            try store.crossTable(.kind, by: .kind, for: .register).letters == [[20, 0, 0], [0, 12, 0], [0, 0, 3]])
        #expect(
            try store.crossTable(.kind, by: .kind, for: .published(k: 10)).letters
                == [[20, nil, nil], [nil, nil, nil], [nil, nil, nil]])
    }

    @Test("Only the most frequent rows and columns are told")
    func most() throws {
        let table = try Self.store().crossTable(.kind, by: .kind, most: 2, for: .register)
        #expect(table.rows == ["letter", "plan"] && table.letters == [[20, 0], [0, 12]])
    }

    @Test("Pages follow one another without gap or repetition", arguments: [nil, "停水"])
    func pages(words: String?) throws {
        let store = try Self.store()
        let whole = try store.letters(LetterFilter(words: words, limit: -1)).map(\.id)
        var filter = LetterFilter(words: words, limit: 10)
        var paged: [Int64] = []
        for offset in stride(from: 0, to: 50, by: 10) {
            filter.offset = offset
            paged += try store.letters(filter).map(\.id)
        }
        #expect(whole.count == 35 && paged == whole)
    }

    @Test("Petitions alone by default; a kind that is asked for, or counted by, brings all documents in")
    func petitions() throws {
        let store = try Self.store()
        let asked = LetterFilter(question: try Question("kind:reply"), limit: -1)
        #expect(try store.letters(LetterFilter(limit: -1).petitionsByDefault()).count == 20)
        #expect(try store.letters(asked.petitionsByDefault()).count == 3)
        #expect(
            try store.crossTable(.kind, by: .month, LetterFilter().petitionsByDefault(by: [.kind]), for: .register)
                .rows.count == 3)
    }
}
