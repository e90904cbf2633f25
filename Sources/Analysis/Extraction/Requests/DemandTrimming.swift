internal import Documents

/// What is cut from a request at its ends, and which clauses are no requests.
extension DemandScan {
    func trimmed(_ start: Int, _ end: Int) -> NormalizedSpan? {
        var (low, high) = (start, end)
        while low < high, buffer[low] == 0x20 || buffer[low] == 0x3A || buffer[low] == 0x2C { low += 1 }
        if low < high, let label = itemLabel(low), label < high { low = label }
        high = withoutThanks(low, high).end
        // …查清楚我电话1990…: who asks is told behind what is asked.
        if let phone = (low..<high).first(where: { $0 > low + 3 && words.contacts.longest(buffer, at: $0) != nil }) {
            high = phone
        }
        // 加快建设|有何具体行动？: a question behind the request, in one clause with it.
        if let question = (low..<high).first(where: {
            $0 > low + 3 && words.trailingQuestions.longest(buffer, at: $0) != nil
        }) {
            high = question
        }
        // 对我的身份保密|——上个月有人打听过: why it is asked.
        if let dash = (low..<high).first(where: {
            $0 > low + 1 && buffer[$0] == 0x2014 && buffer[$0 - 1] != 0x2014 && $0 + 1 < high
                && buffer[$0 + 1] == 0x2014
        }) {
            high = dash
        }
        // （部分业主要求降低收费）: the request ends with its bracket.
        if let close = (low..<high).first(where: { buffer[$0] == 0x29 }),
            !(low..<close).contains(where: { buffer[$0] == 0x28 })
        {
            high = close
        }
        guard low < high else { return nil }
        // 请问…, 还居民一片净土: a question or a plea, no request.
        if words.notRequests.longest(buffer, at: low) != nil { return nil }
        if buffer[low] == 0x8FD8, words.restored.stands(in: buffer, low..<high) { return nil }
        low = withoutOpener(low, high)
        // 头一个|，…
        while low < high, buffer[low] == 0x2C { low += 1 }
        while high > low,
            CharacterKind.endsSentence(buffer[high - 1]) && buffer[high - 1] != 0x201D
                || [0x20, 0x2C, 0x3001].contains(buffer[high - 1])
        { high -= 1 }
        return high > low ? NormalizedSpan(low, high) : nil
    }

    /// 抽空解决|谢谢
    func withoutThanks(_ low: Int, _ end: Int) -> NormalizedSpan {
        var high = end
        for length in [4, 3, 2] where high - low > length {
            if words.thanks.longest(buffer, at: high - length)?.length == length { high -= length }
        }
        return NormalizedSpan(low, high)
    }

    /// 并且|…, 二是|…, 还请|…
    func withoutOpener(_ start: Int, _ end: Int) -> Int {
        // 还我钱, 再次清查: no such word.
        guard words.keptOpeners.longest(buffer, at: start) == nil,
            let (length, word) = words.openers.longest(buffer, at: start), start + length < end
        else { return start }
        var low = start + length
        guard ["请", "还请", "恳请"].contains(words.openers.words[word]) else {
            // 也|请|环保部门…
            return buffer[low] == 0x8BF7 ? withoutOpener(low, end) : low
        }
        // 请环保部门|来检测
        if let office = officesEnd(low) { return office < end ? office : start }
        let next = words.asked.longest(buffer, at: low)
        // 请第三方测算: somebody else is to do it, and is named.
        if next == nil, words.doers.longest(buffer, at: low) != nil { return start }
        while let (length, _) = words.asked.longest(buffer, at: low), low + length < end { low += length }
        return low
    }

    /// 为民做主, 维护我们的合法权益: nothing that can be done; 给我们一个答复 can be.
    func isPlea(_ span: NormalizedSpan) -> Bool {
        if wantsAnswer(span) { return false }
        if words.alwaysPleas.longest(buffer, at: span.start) != nil { return true }
        // 给我们一个安静的环境
        if words.leadGivens.longest(buffer, at: span.start) != nil, words.givens.endsBefore(buffer, span.end) {
            return true
        }
        if let (length, _) = words.pleas.longest(buffer, at: span.start) {
            // 重视|严查和处理; but 我还能给家人一个新家 is a wish.
            return buffer[span.start] == 0x6211
                || !words.disposals.stands(in: buffer, span.start + length..<max(span.start + length, span.end))
        }
        return words.pleas.endsBefore(buffer, span.end, longest: 6)
            || words.guards.longest(buffer, at: span.start) != nil && words.rights.endsBefore(buffer, span.end)
    }

    /// 尽快给个答复: to be given, unlike 盼复.
    private func wantsAnswer(_ span: NormalizedSpan) -> Bool {
        words.answers.endsBefore(buffer, span.end, longest: 2) && span.range.contains { buffer[$0] == 0x7ED9 }
    }

    private func isSpokenOf(_ wish: Int, _ span: NormalizedSpan) -> Bool {
        wish > span.start && [0x7684, 0x7406, 0x5F53].contains(buffer[wish - 1])
    }

    func isRequest(_ span: NormalizedSpan) -> Bool {
        guard
            (4...90).contains(span.count) || words.doings.longest(buffer, at: span.start)?.length == span.count
                // 处理好
                || span.count == 3 && (words.deeds.longest(buffer, at: span.start)?.length ?? 0) == 2
                // 来|检测
                || span.count > 2 && isDeed(span.start) && words.doings.endsBefore(buffer, span.end)
        else { return false }
        let isOneClause = !span.range.contains { buffer[$0] == 0x2C }
        if isOneClause ? span.count > 72 || isPlea(span) : words.pleas.longest(buffer, at: span.start) != nil {
            return false
        }
        // 早知道就不应该去这个学校: too late to be asked.
        if words.regrets.longest(buffer, at: span.start) != nil { return false }
        // (部门至今未回应): told by the way.
        if buffer[span.start] == 0x28, buffer[span.end - 1] == 0x29 { return false }
        // 改善环境的合理诉求: a wish that is spoken of.
        if span.range.contains(where: { words.wishes.longest(buffer, at: $0) != nil && isSpokenOf($0, span) }) {
            return false
        }
        // Questions ask for an answer only.
        return span.end >= buffer.count || buffer[span.end] != 0x3F
    }
}
