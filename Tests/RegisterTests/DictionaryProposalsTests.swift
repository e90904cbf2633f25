import Storage
import Testing

@testable import Register

@Suite("Proposals for the dictionaries")
struct DictionaryProposalsTests {
    private func letter(_ id: Int64, _ text: String, _ category: String, before: String? = nil) -> ConfirmedLetter {
        ConfirmedLetter(
            letter: id, received: nil, text: text, category: category, code: nil, purpose: nil,
            categoryBefore: before ?? category)
    }

    @Test("What moved letters share and others lack is proposed, the longest form once")
    func proposals() {
        let confirmed = [
            letter(1, "楼下饭店的油烟管道", "环境保护", before: "城乡建设"), letter(2, "油烟管道正对窗户", "环境保护", before: "城乡建设"),
            letter(3, "饭店油烟管道太吵", "环境保护"), letter(4, "饭店占道经营", "城乡建设"), letter(5, "⟨人1⟩窗户漏水", "城乡建设"),
        ]
        let found = DictionaryProposals(leastLetters: 3).proposals(from: confirmed)
        #expect(found == [.init(cue: "油烟管道", category: "环境保护", letters: [1, 2, 3])])
        // Nothing without a letter that a person moved.
        #expect(
            DictionaryProposals(leastLetters: 2).proposals(
                from: confirmed.map {
                    letter($0.letter, $0.text, $0.category ?? "")
                }
            ).isEmpty)
    }
}
