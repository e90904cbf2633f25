internal import Documents

/// The writers who name themselves right behind 我: 我孟小军，跑网约车的; 本人斯日古楞，护士.
struct OwnNames: Sendable {
    static let rule: RuleName = "party.own-name"
    /// The last characters of 我, 俺, 余 and 本人, 鄙人, 笔者.
    private static let selves = ScalarSet("我俺余")
    private static let longSelves = ["本人", "鄙人", "笔者"].map { $0.unicodeScalars.map(\.value) }
    /// What goes on behind the name beside a mark: 我荆伟业是…, 女, 今年.
    private static let followers = ScalarSet("是系男女今现")

    /// The mentions with those of writers settled who name themselves so.
    func settled(_ mentions: [PartyMention], _ text: PartyText) -> [PartyMention] {
        var result = mentions
        for index in result.indices where isOwn(result[index], text) {
            let mention = result[index]
            result[index] = PartyMention(
                span: mention.span, name: mention.name, type: .person, role: .petitioner, rule: Self.rule,
                sign: mention.sign)
        }
        return result
    }

    /// A full name between a word for oneself and a mark; 我老板，, 我王局， are somebody else.
    private func isOwn(_ mention: PartyMention, _ text: PartyText) -> Bool {
        let span = mention.span
        guard mention.type == .person, !mention.isSettled, mention.role != .addressee, span.count >= 3, span.start > 0,
            mention.rule != "party.surname-title", mention.rule != GivenNames.rule,
            span.range.allSatisfy({ text.isHan($0) || text[$0] == 0xB7 }),
            Self.selves.contains(text[span.start - 1])
                || Self.longSelves.contains(where: { text.buffer.stands($0, at: span.start - $0.count) })
        else { return false }
        // 给我张小兵，: somebody does something for the writer.
        guard
            span.start == 1 || !text.isHan(span.start - 2) || text[span.start - 1] == 0x4EBA
                || text[span.start - 1] == 0x8005
        else { return false }
        guard span.end < text.count else { return true }
        return CharacterKind.endsClause(text[span.end]) || text[span.end] == 0x28 || text[span.end] == 0x20
            || Self.followers.contains(text[span.end])
    }
}
