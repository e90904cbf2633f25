internal import Documents

/// Those whom a letter speaks to outside of its salutation.
extension LabelledParties {
    /// 请市领导…, 恳请书记和市长…, 请问局长您, 尊敬的领导，…: leaders by their level, or by their title and a word to them. 请领导 and
    /// 请局长 name nobody.
    func asked(_ text: PartyText, divisionEnd: [Int32]) -> [PartyMention] {
        var found: [PartyMention] = []
        var index = 0
        var asking = 0
        while true {
            if asking < index || index == 0 { asking = text.cues.firstIndex(of: .event, from: index) }
            index = text.buffer.firstIndex(of: 0x5C0A, from: index, to: asking)
            guard index < text.count else { break }
            if text[index] == 0x5C0A, let span = honouredInside(text, index) {
                found.append(mention(span, text))
                index = span.end
                continue
            }
            guard let cue = text.cues.longest(.event, at: index) else {
                index += 1
                continue
            }
            var start = index + cue.length
            // 请问书记
            if start < text.count, text[start] == 0x95EE { start += 1 }
            index = start
            var isJoined = false
            while let end = leaderEnd(text, start, divisionEnd, isJoined: isJoined) {
                found.append(mention(NormalizedSpan(start, end), text))
                index = end
                // 书记和市长
                guard end < text.count, Self.joints.contains(text[end]) else { break }
                start = end + 1
                isJoined = true
            }
        }
        return found
    }

    private static let joints = ScalarSet("和、及与")

    private func mention(_ span: NormalizedSpan, _ text: PartyText) -> PartyMention {
        PartyMention(
            span: span, name: text.name(span), type: .government, role: .addressee, rule: "party.asked-leader")
    }

    /// The end of 市委书记, A7县领导, 局长先生 that begins at `start`, when somebody is asked by it.
    private func leaderEnd(_ text: PartyText, _ start: Int, _ divisionEnd: [Int32], isJoined: Bool) -> Int? {
        guard start < text.count else { return nil }
        var end = start
        while end < text.count, let next = text.divisionEnd(divisionEnd, end, text.count) { end = next }
        guard end < text.count else { return nil }
        // 市长 is a title, 市|领导 a level and who leads it.
        if leaders.longest(text.buffer, at: end) == nil, let (length, _) = leaderLevels.longest(text.buffer, at: end) {
            end += length
        }
        guard end < text.count else { return nil }
        if text[end] == 0x9886, end + 1 < text.count, text[end + 1] == 0x5BFC {
            guard end > start else { return nil }
            end += 2
            // 领导们
            if end < text.count, text[end] == 0x4EEC { end += 1 }
        } else if let (length, _) = leaders.longest(text.buffer, at: end) {
            let isBare = end == start && !isJoined
            end += length
            if let courtesy = text.cues.longest(.courtesy, at: end), courtesy.length == 2 {
                end += 2
            } else if isBare, end < text.count, !Self.behindLeader.contains(text[end]),
                // 厅长大人, but no 局长大力查处
                text[end] != 0x5927 || end + 1 >= text.count || text[end + 1] != 0x4EBA
            {
                // 请局长查清: a title that says of no one whose it is, and no word to him.
                return nil
            }
        } else {
            return nil
        }
        return end < text.count && Self.behindNoLeader.contains(text[end]) ? nil : end
    }

    /// 书记您, 书记和市长, 市长,
    private static let behindLeader = ScalarSet("您你和、,:")

    /// 市长的, 市长热线, 书记办公室
    private static let behindNoLeader = ScalarSet("的信热办之邮留")

    /// 尊敬的|领导|，: an address in the middle of a letter.
    private func honouredInside(_ text: PartyText, _ index: Int) -> NormalizedSpan? {
        guard let (length, _) = honours.longest(text.buffer, at: index) else { return nil }
        let start = index + length
        var end = start
        while end < text.count, end - start <= 10, text.isHan(end) { end += 1 }
        guard (2...10).contains(end - start), end < text.count, text[end] == 0x2C || text[end] == 0x3A,
            text.has(.recipientEnd, at: end - 1),
            // 检举信尊敬的领导：您好: glued to the title, but no …是我尊敬的领导，….
            index == 0 || !text.isHan(index - 1) || text[end] == 0x3A
        else { return nil }
        return NormalizedSpan(start, end)
    }

    /// A salutation that runs on from the line before it begins behind 尊敬的.
    func honoured(_ span: NormalizedSpan, _ text: PartyText) -> NormalizedSpan {
        for index in span.range.dropFirst() where text[index] == 0x5C0A {
            if let (length, _) = honours.longest(text.buffer, at: index), index + length + 1 < span.end {
                return NormalizedSpan(index + length, span.end)
            }
        }
        return span
    }
}
