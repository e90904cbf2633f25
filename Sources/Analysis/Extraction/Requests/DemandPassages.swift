internal import Documents

/// How far a passage of requests reaches, and its lists.
extension DemandScan {
    /// The requests from `start` on, and where the passage ends.
    func requests(from start: Int) -> (spans: [NormalizedSpan], end: Int, rule: String) {
        // A list on the lines below.
        if start < buffer.count, buffer[start] == 0x0A {
            let (spans, end) = lineItems(after: start)
            return (spans, spans.isEmpty ? start + 1 : end, "demand.list")
        }
        var end = start
        var hasLabel = false
        while end < buffer.count, buffer[end] != 0x0A {
            let isStop = CharacterKind.endsSentence(buffer[end])
            if isStop, buffer[end] != 0x3B {
                // 1.…。2.…。: the list goes on behind the full stop.
                guard itemLabel(end + 1) != nil, hasLabel || isFirstLabel(end + 1) else { break }
            }
            if runInLabel(end, of: start) != nil {
                // 4、…，希望出示原件；5、…: the verb stands inside an item of a list that tells.
                if !hasLabel, !isFirstLabel(end) { break }
                hasLabel = true
            }
            end += 1
        }
        // 请求网信、公安：over a list: whom, then what.
        if end > start, end < buffer.count, buffer[end] == 0x0A, buffer[end - 1] == 0x3A, end - start <= 60 {
            let (items, last) = lineItems(after: end)
            if !items.isEmpty { return (items, last, "demand.list") }
        }
        // 求求哪个部门管一下：把…: what is asked stands behind the colon.
        var start = start
        if let colon = (start..<min(end, start + 14)).first(where: { buffer[$0] == 0x3A }), colon + 5 < end,
            !(start..<colon).contains(where: { buffer[$0] == 0x2C || CharacterKind.isDigit(buffer[$0]) })
        {
            start = colon + 1
        }
        // 通知要求“维持现状”: a paper asks.
        if start < end, buffer[start] == 0x201C, buffer[start - 1] != 0x3A { return ([], start + 1, "demand.cue") }
        var spans = split(NormalizedSpan(start, end), hasLabel: hasLabel)
        // 请求 甲 乙 丙 without any mark, then more of the list on the lines below.
        if end < buffer.count, buffer[end] == 0x0A, spans.isEmpty || hasLabel {
            let (more, last) = lineItems(after: end)
            spans += more
            if !more.isEmpty { end = last }
        }
        return (spans, end, hasLabel ? "demand.list" : "demand.cue")
    }

    /// Labelled lines that follow on each other.
    func lineItems(after start: Int) -> (spans: [NormalizedSpan], end: Int) {
        var spans: [NormalizedSpan] = []
        var end = start
        let first = layout.lines.partitioningIndex { $0.start >= start }
        for line in layout.lines[first...] where line.count > 0 {
            guard let label = itemLabel(line.start) else {
                // The item before ended with a semicolon: the list goes on without labels.
                if !spans.isEmpty, line.count <= 60, buffer[end - 1] == 0x3B {
                    spans += split(line, hasLabel: false, isItem: true)
                    end = line.end
                    continue
                }
                guard spans.isEmpty, line.start - start <= 3, line.count <= 60 else { break }
                // No labels: a sentence under 请求事项：.
                return (split(line, hasLabel: false), line.end)
            }
            spans += split(NormalizedSpan(label, line.end), hasLabel: false, isItem: true)
            end = line.end
        }
        return (spans, end)
    }

    /// Splits a passage: by its labels or semicolons where it has them, else into clauses.
    private func split(_ passage: NormalizedSpan, hasLabel: Bool, isItem: Bool = false) -> [NormalizedSpan] {
        let range = passage.range
        let hasSemicolon = range.contains { buffer[$0] == 0x3B }
        // 三个要求：退一赔三、镯子退货、吊销执照: short ones that nothing else sets apart.
        let isEnumerated =
            passage.start > 0 && buffer[passage.start - 1] == 0x3A && !hasLabel && !hasSemicolon
            && range.count { buffer[$0] == 0x3001 } >= 2
            && !range.contains { buffer[$0] == 0x2C || buffer[$0] == 0x3002 }
        // 我要求第一派人来第二退费: the ordinals alone set the items apart.
        let isCounted =
            passage.count > 12 && buffer[passage.start] == 0x7B2C && buffer[passage.start + 1] == 0x4E00
            && range.contains { buffer[$0] == 0x7B2C && $0 + 1 < passage.end && buffer[$0 + 1] == 0x4E8C }
        var pieces: [NormalizedSpan] = []
        var start = passage.start
        var index = start
        func close(_ next: Int) {
            if index > start { pieces.append(NormalizedSpan(start, index)) }
            start = next
            index = max(index + 1, next)
        }
        while index < passage.end {
            if isCounted, buffer[index] == 0x7B2C, index + 2 < passage.end,
                (Numeral.digit(buffer[index + 1]) ?? 0) > 0, CharacterKind.isHan(buffer[index + 2])
            {
                close(index + 2)
            } else if hasLabel, let label = runInLabel(index, of: passage.start), label <= passage.end {
                close(label)
            } else if [0x3B, 0x3002].contains(buffer[index]) || isEnumerated && buffer[index] == 0x3001 {
                close(index + 1)
            } else {
                index += 1
            }
        }
        index = passage.end
        close(passage.end)
        let isList = hasLabel || hasSemicolon || isItem
        if !isList, let first = pieces.first, words.refusals.stands(in: buffer, firstClause(of: first).range) {
            // 要求退房被拒绝: what was asked for once, in vain.
            return []
        }
        return pieces.flatMap { requests(in: $0, isItem: isList) }
    }

    private func firstClause(of span: NormalizedSpan) -> NormalizedSpan {
        NormalizedSpan(span.start, span.range.first { buffer[$0] == 0x2C } ?? span.end)
    }
}
