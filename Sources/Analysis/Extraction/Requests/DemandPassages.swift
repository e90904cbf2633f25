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
        // 请求如下。1.…, 督促整改。第一，定期检查: a list behind a full stop; 请求解答，以解民愤。一、…: a tale.
        func introducesList(_ stop: Int) -> Bool {
            if itemLabel(stop + 1).map(isDeed) ?? false { return true }
            return stop - start <= 14 && !isDeed(start) && !(start..<stop).contains { buffer[$0] == 0x2C }
        }
        // The number of the last item, 0 where items bear none.
        var item: Int?
        while end < buffer.count, buffer[end] != 0x0A,
            end - start < (item == nil ? Self.longestProse : Self.longestList)
        {
            if endsSentence(end), buffer[end] != 0x3B {
                // 1.…。2.…。: the list goes on behind the full stop, and behind a sentence more in an item.
                guard let next = nextLabel(behind: end, last: item), item != nil || introducesList(end) else { break }
                if next > end + 1 {
                    end = next
                    continue
                }
            }
            // 请求某院尽快开庭|某院：贵院…: the salutation that follows without a mark.
            if end > start, salutes(end) { break }
            if runInLabel(end, of: start) != nil {
                // 4、…，希望出示原件；5、…: the verb stands inside an item of a list that tells.
                if item == nil, !isFirstLabel(end) { break }
                item = labelNumber(end) ?? 0
            } else if item == nil, end > start, isGluedLabel(end) {
                break
            }
            end += 1
        }
        let hasLabel = item != nil
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
        if start < end, start > 0, buffer[start] == 0x201C, CharacterKind.isHan(buffer[start - 1]) {
            return ([], start + 1, "demand.cue")
        }
        var (spans, last) = split(NormalizedSpan(start, end), hasLabel: hasLabel)
        if last < end { return (spans, last, "demand.cue") }
        // 请求 甲 乙 丙 without any mark, then more of the list on the lines below.
        if end < buffer.count, buffer[end] == 0x0A, spans.isEmpty || hasLabel {
            let (more, last) = lineItems(after: end)
            spans += more
            if !more.isEmpty { end = last }
        }
        return (spans, end, hasLabel ? "demand.list" : "demand.cue")
    }

    /// Far more than anybody writes in one sentence or list; so that text without full stops is read in linear time.
    private static let longestProse = 1_200
    private static let longestList = 4_000

    /// A sentence's last mark; a closing quote is one behind another only.
    private func endsSentence(_ index: Int) -> Bool {
        guard CharacterKind.endsSentence(buffer[index]) else { return false }
        guard buffer[index] == 0x201D || buffer[index] == 0x2019 else { return true }
        return index > 0 && [0x3002, 0x21, 0x3F].contains(buffer[index - 1])
    }

    /// Where the list that item `last` belongs to goes on, right behind the full stop at `end` or after a sentence more.
    private func nextLabel(behind end: Int, last: Int?) -> Int? {
        if itemLabel(end + 1) != nil { return last != nil || isFirstLabel(end + 1) ? end + 1 : nil }
        guard let last, last > 0 else { return nil }
        var index = end + 1
        while index < buffer.count, index - end < 220, buffer[index] != 0x0A {
            if !CharacterKind.isHan(buffer[index - 1]), !CharacterKind.isDigit(buffer[index - 1]),
                itemLabel(index) != nil, labelNumber(index) == last + 1
            {
                return index
            }
            index += 1
        }
        return nil
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
                    spans += split(line, hasLabel: false, isItem: true).spans
                    end = line.end
                    continue
                }
                guard spans.isEmpty, line.start - start <= 3, line.count <= 60 else { break }
                // 恳请领导：⏎责令…；⏎督促…；: lines that their semicolons make a list.
                if buffer[line.end - 1] == 0x3B {
                    spans += split(line, hasLabel: false, isItem: true).spans
                    end = line.end
                    if !spans.isEmpty { continue }
                }
                // No labels: a sentence under 请求事项：.
                return (split(line, hasLabel: false).spans, line.end)
            }
            spans += split(NormalizedSpan(label, line.end), hasLabel: false, isItem: true).spans
            end = line.end
        }
        return (spans, end)
    }

    /// Splits a passage: by its labels or semicolons where it has them, else into clauses; and where it breaks off.
    private func split(
        _ passage: NormalizedSpan, hasLabel: Bool, isItem: Bool = false
    ) -> (spans: [NormalizedSpan], end: Int) {
        let range = passage.range
        let hasSemicolon = range.contains { buffer[$0] == 0x3B }
        // 三个要求：退一赔三、镯子退货、吊销执照: short ones that nothing else sets apart; two if both are deeds.
        let isEnumerated =
            passage.start > 0 && buffer[passage.start - 1] == 0x3A && !hasLabel && !hasSemicolon
            && (range.count { buffer[$0] == 0x3001 } >= 2 || isTwoDeeds(passage))
            && !range.contains { buffer[$0] == 0x2C || buffer[$0] == 0x3002 }
        // 我要求第一派人来第二退费: the ordinals alone set the items apart.
        let isCounted =
            passage.count > 12 && buffer[passage.start] == 0x7B2C && buffer[passage.start + 1] == 0x4E00
            && range.contains { buffer[$0] == 0x7B2C && $0 + 1 < passage.end && buffer[$0 + 1] == 0x4E8C }
        let isList = hasLabel || hasSemicolon || isItem
        var pieces: [NormalizedSpan] = []
        // The number of the last label.
        var number = hasLabel && itemLabel(passage.start) != nil ? labelNumber(passage.start) ?? 0 : 0
        var start = passage.start
        var index = start
        func close(_ next: Int) {
            let piece = NormalizedSpan(start, index)
            // A sentence more in an item asks only if it says so.
            let isMore = isList && start > passage.start && buffer[start - 1] == 0x3002
            if index > start, !isMore || isDeed(withoutOpener(start, index)) || ownVerb(in: piece) != nil {
                pieces.append(piece)
            }
            start = next
            index = max(index + 1, next)
        }
        while index < passage.end {
            if isCounted, buffer[index] == 0x7B2C, index + 2 < passage.end,
                (Numeral.digit(buffer[index + 1]) ?? 0) > 0, CharacterKind.isHan(buffer[index + 2])
            {
                close(index + 2)
            } else if hasLabel,
                let label = runInLabel(index, of: passage.start) ?? gluedLabel(index, number: number + 1),
                label <= passage.end
            {
                number = labelNumber(index) ?? 0
                close(label)
            } else if [0x3B, 0x3002].contains(buffer[index]) || isEnumerated && buffer[index] == 0x3001 {
                close(index + 1)
            } else {
                index += 1
            }
        }
        index = passage.end
        close(passage.end)
        if !isList, let first = pieces.first, words.refusals.stands(in: buffer, firstClause(of: first).range) {
            // 要求退房被拒绝: what was asked for once, in vain.
            return ([], passage.end)
        }
        var spans: [NormalizedSpan] = []
        var end = passage.end
        for piece in pieces {
            let (more, last) = requests(in: piece, isItem: isList)
            spans += more
            if !isList { end = min(end, last < piece.end ? last : passage.end) }
        }
        return (spans, end)
    }

    /// 查处偷排、赔偿损失
    private func isTwoDeeds(_ passage: NormalizedSpan) -> Bool {
        guard isDeed(passage.start), let mark = passage.range.first(where: { buffer[$0] == 0x3001 }) else {
            return false
        }
        return isDeed(mark + 1)
    }

    private func salutes(_ index: Int) -> Bool {
        guard let body = bodies[index], body.end + 1 < buffer.count, index == 0 || buffer[index - 1] != 0x3001 else {
            return false
        }
        // 恳请县委、县政府：over a list is whom the letter asks.
        return buffer[body.end] == 0x3A && buffer[body.end + 1] != 0x0A
    }

    private func firstClause(of span: NormalizedSpan) -> NormalizedSpan {
        NormalizedSpan(span.start, span.range.first { buffer[$0] == 0x2C } ?? span.end)
    }
}
