internal import Dictionaries
internal import Documents

/// Finds what a letter asks for: one clause each, from lists under 请求：, run-in lists and prose.
struct DemandFinder: Sendable {
    struct Demand {
        let span: NormalizedSpan
        let rule: String
    }

    private let words: DemandWords

    init(_ files: DictionaryFiles) throws(DictionaryError) { words = try DemandWords(files) }

    func find(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [Demand] {
        var found: [Demand] = []
        // Whom a request may name before what it asks, by where the name begins.
        let bodies = Dictionary(
            parties.lazy.filter { $0.type == .government }.map { ($0.span.start, $0.span.end) },
            uniquingKeysWith: { first, _ in first })
        text.scalars.withUnsafeBufferPointer { buffer in
            var index = 0
            // 请求网信、公安：over a list is no salutation.
            if let addressee = layout.addressee, words.cues.longest(buffer, at: addressee.start) == nil {
                index = addressee.end
            }
            // The title says what the letter is about, not what it asks.
            if let title = layout.title { index = max(index, title.end) }
            index = max(index, subjectLineEnd(layout, buffer))
            while true {
                index = words.signs.firstIndex(in: buffer, from: index)
                guard index < buffer.count else { break }
                // 《…条例》予以处理：over a list of what to do.
                if buffer[index] == 0x0A, index > 0, buffer[index - 1] == 0x3A, index >= (found.last?.span.end ?? 0) {
                    let (items, end) = lineItems(buffer, layout, after: index)
                    if items.count >= 2, items.allSatisfy({ words.orders.longest(buffer, at: $0.start) != nil }) {
                        for span in items where isRequest(buffer, span) {
                            found.append(Demand(span: span, rule: "demand.list"))
                        }
                        index = end
                        continue
                    }
                }
                if let (length, _) = words.notRequests.longest(buffer, at: index),
                    words.cues.longest(buffer, at: index).flatMap({ colonStart(buffer, index, index + $0.length) })
                        == nil
                {
                    index += length
                    continue
                }
                guard let start = requestStart(buffer, index) else {
                    index += 1
                    continue
                }
                let (spans, end, rule) = requests(text, buffer, layout, from: skipAsked(buffer, start, bodies))
                for span in spans where isRequest(buffer, span) { found.append(Demand(span: span, rule: rule)) }
                index = max(end, start)
            }
        }
        return found
    }

    /// The end of a first line that says what a message is about, as web forms and mails have it.
    private func subjectLineEnd(_ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> Int {
        let filled = layout.lines.lazy.filter { $0.count > 0 }
        guard let first = filled.first, let second = filled.dropFirst().first, first.count <= 40,
            buffer.count - second.start >= 2 * first.count, itemLabel(buffer, second.start) == nil,
            !buffer[first.range].contains(where: { $0 == 0x3A || CharacterKind.endsSentence($0) })
        else { return 0 }
        return first.end
    }

    // MARK: cues

    /// Where the words behind a verb of asking begin, when one stands at `index` and asks.
    private func requestStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard let (length, word) = words.cues.longest(buffer, at: index) else { return nil }
        let cue = words.cues.words[word]
        if let colon = colonStart(buffer, index, index + length) { return colon }
        if words.colonCues.contains(cue) || isQuoted(buffer, index) { return nil }
        let isAtClause = isClauseStart(buffer, index)
        guard isAtClause || hasSubject(buffer, index) else { return nil }
        let end = index + length
        guard end < buffer.count else { return nil }
        if words.weakCues.contains(cue) {
            let isAtSentence =
                index == 0 || CharacterKind.endsSentence(buffer[index - 1]) || buffer[index - 1] == 0x0A
                || buffer[index - 1] == 0x20
            // 请 at a sentence's start asks; 申请 and 请 inside one may be told: 我们申请公开，…
            switch cue {
            case "申请": guard isAtSentence || !isAtClause || buffer[index - 1] == 0x3A else { return nil }
            case "请" where isAtSentence: return CharacterKind.isHan(buffer[end]) ? end : nil
            default: break
            }
            guard words.afterWeakCue.longest(buffer, at: end) != nil else { return nil }
            guard isAtClause || isOwnSubject(buffer, index) else { return nil }
        } else if isAtClause, isToldOf(buffer, index) {
            return nil
        }
        return end
    }

    /// 诉求：, 我的要求很明确：, 家长们的诉求： and a heading of these words: what follows is asked, whoever is named.
    private func colonStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ wordEnd: Int) -> Int? {
        var end = wordEnd
        while end < buffer.count, let (length, _) = words.colonTails.longest(buffer, at: end), end - wordEnd < 8 {
            end += length
        }
        guard end < buffer.count else { return nil }
        var start = index
        while start > 0, index - start < 14, CharacterKind.isHan(buffer[start - 1]) { start -= 1 }
        guard index - start < 14, !(start..<index).contains(where: { Self.others.contains(buffer[$0]) }) else {
            return nil
        }
        if buffer[end] == 0x3A { return end + 1 }
        // 四、我们的要求 over a list.
        if buffer[end] == 0x3002, end + 1 < buffer.count, buffer[end + 1] == 0x0A { end += 1 }
        let isHeading =
            buffer[end] == 0x0A && end + 1 < buffer.count
            && (index > start || index > 0 && [0x3001, 0x29, 0x2E].contains(buffer[index - 1]))
            && itemLabel(buffer, end + 1) != nil
        return isHeading ? end : nil
    }

    private static let others = ScalarSet("他她该被其不未没经")

    /// 物业说机顶盒过了保修期，要求付费: a clause without a subject of its own, behind one that says what others said.
    private func isToldOf(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        guard index > 0, buffer[index - 1] == 0x2C else { return false }
        var start = index - 1
        while start > 0, index - start < 60, !CharacterKind.endsSentence(buffer[start - 1]), buffer[start - 1] != 0x0A {
            start -= 1
        }
        return (start..<index - 1).contains { place in
            words.sayings.longest(buffer, at: place) != nil
        }
    }

    /// Inside quotation marks somebody else speaks.
    private func isQuoted(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var at = index - 1
        while at >= 0, index - at < 40, buffer[at] != 0x0A {
            if buffer[at] == 0x201D { return false }
            if buffer[at] == 0x201C { return true }
            at -= 1
        }
        return false
    }

    /// A subject that itself begins its clause: 我们请, not 8月11日我们请.
    private func isOwnSubject(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var start = index
        while start > 0, index - start <= 8, !isClauseStart(buffer, start) { start -= 1 }
        return isClauseStart(buffer, start) && !CharacterKind.isDigit(buffer[start])
    }

    private func isClauseStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) && !CharacterKind.isDigit(buffer[index - 1])
    }

    private func hasSubject(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        for length in 1...8 where index - length >= 0 {
            guard let (found, _) = words.subjects.longest(buffer, at: index - length), found == length else { continue }
            if isClauseStart(buffer, index - length) { return true }
            // 我们67个村民联名要求, 故我再次恳请
            if length >= 2 || [0x4EBA, 0x6237, 0x6211, 0x6545].contains(buffer[index - 1]) {
                return index - length < 1 || !Self.tellers.contains(buffer[index - length - 1])
            }
        }
        return false
    }

    /// 他们要求, 村里要求: somebody else asked.
    private static let tellers = ScalarSet("他她对向被让按照据")

    private func skipAsked(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ bodies: [Int: Int]
    ) -> Int {
        var index = start
        while index < buffer.count {
            if buffer[index] == 0x20 {
                index += 1
            } else if let end = bodies[index] {
                index = end
            } else if let title = titledEnd(buffer, index) {
                index = title
            } else if let joined = joinedAsked(buffer, index, start, bodies) {
                index = joined
            } else if let (length, word) = words.asked.longest(buffer, at: index),
                !words.keptAsked.contains(words.asked.words[word]),
                !words.firstAsked.contains(words.asked.words[word])
                    || index == start && index + length < buffer.count && buffer[index + length] == 0x3A
            {
                index += length
            } else {
                break
            }
        }
        return index
    }

    /// 胡|书记, 张|县长: a surname and a title.
    private func titledEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard index + 1 < buffer.count, CharacterKind.isHan(buffer[index]),
            let (length, _) = words.titles.longest(buffer, at: index + 1)
        else { return nil }
        return index + 1 + length
    }

    /// 政府部门|和|相关领导, 政府|及|交管部门: more of whom is asked.
    private func joinedAsked(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ start: Int, _ bodies: [Int: Int]
    ) -> Int? {
        guard index > start, index + 1 < buffer.count, [0x548C, 0x3001, 0x53CA, 0x4E0E].contains(buffer[index]) else {
            return nil
        }
        let next = index + 1
        if words.asked.longest(buffer, at: next) != nil || bodies[next] != nil { return next }
        // 交管|部门: a kind of office by what it looks after.
        for end in next + 2...next + 5
        where end + 1 < buffer.count && buffer[end] == 0x90E8 && buffer[end + 1] == 0x95E8 { return end + 2 }
        return nil
    }

    // MARK: passages

    /// The requests from `start` on, and where the passage ends.
    private func requests(
        _ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, from start: Int
    ) -> (spans: [NormalizedSpan], end: Int, rule: String) {
        // A list on the lines below.
        if start < buffer.count,
            buffer[start] == 0x0A || start > 0 && buffer[start - 1] == 0x3A && buffer[start] == 0x0A
        {
            let (spans, end) = lineItems(buffer, layout, after: start)
            if !spans.isEmpty { return (spans, end, "demand.list") }
            return ([], start + 1, "demand.list")
        }
        var end = start
        var hasLabel = false
        while end < buffer.count, buffer[end] != 0x0A {
            if CharacterKind.endsSentence(buffer[end]), buffer[end] != 0x3B {
                // 1.…。2.…。: the list goes on behind the full stop.
                guard hasLabel || itemLabel(buffer, end + 1) != nil, itemLabel(buffer, end + 1) != nil else { break }
            }
            // 退一赔三、退货: the end of a word is no label.
            if end == start || !CharacterKind.isHan(buffer[end - 1]) || Self.isCircled(buffer[end]),
                itemLabel(buffer, end) != nil
            {
                hasLabel = true
            }
            end += 1
        }
        // 请求网信、公安：over a list: whom, then what.
        if end > start, end < buffer.count, buffer[end] == 0x0A, buffer[end - 1] == 0x3A, end - start <= 60 {
            let (items, last) = lineItems(buffer, layout, after: end)
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
        let passage = NormalizedSpan(start, end)
        // 请求 甲 乙 丙 without any mark, then more of the list on the lines below.
        var spans = split(buffer, passage, hasLabel: hasLabel)
        if end < buffer.count, buffer[end] == 0x0A, spans.isEmpty || hasLabel {
            let (more, last) = lineItems(buffer, layout, after: end)
            spans += more
            if !more.isEmpty { end = last }
        }
        return (spans, end, hasLabel ? "demand.list" : "demand.cue")
    }

    /// Labelled lines that follow on each other.
    private func lineItems(
        _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, after start: Int
    ) -> (spans: [NormalizedSpan], end: Int) {
        var spans: [NormalizedSpan] = []
        var end = start
        let first = layout.lines.partitioningIndex { $0.start >= start }
        for line in layout.lines[first...] where line.count > 0 {
            guard let label = itemLabel(buffer, line.start) else {
                // The item before ended with a semicolon: the list goes on without labels.
                if !spans.isEmpty, line.count <= 60, buffer[end - 1] == 0x3B {
                    spans += split(buffer, line, hasLabel: false, isItem: true)
                    end = line.end
                    continue
                }
                guard spans.isEmpty, line.start - start <= 3, line.count <= 60 else { break }
                // No labels: a sentence under 请求事项：.
                let whole = split(buffer, line, hasLabel: false)
                return (whole, line.end)
            }
            spans += split(buffer, NormalizedSpan(label, line.end), hasLabel: false, isItem: true)
            end = line.end
        }
        return (spans, end)
    }

    /// Where the text behind `1.`, `一、`, `（1）`, `①`, `一是` begins.
    private func itemLabel(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        var index = start
        while index < buffer.count, buffer[index] == 0x20 { index += 1 }
        guard index < buffer.count else { return nil }
        if Self.isCircled(buffer[index]) { return index + 1 }
        // Bullets.
        if Self.bullets.contains(buffer[index]),
            index == 0 || buffer[index - 1] == 0x0A || buffer[index - 1] == 0x20
        {
            return index + 1
        }
        if CharacterKind.isDigit(buffer[index]), index > 0, CharacterKind.isDigit(buffer[index - 1]) { return nil }
        let isOpen = buffer[index] == 0x28
        if isOpen { index += 1 }
        let first = index
        if index < buffer.count, buffer[index] == 0x7B2C { index += 1 }
        while index < buffer.count, index - first < 3,
            CharacterKind.isDigit(buffer[index]) || (Numeral.digit(buffer[index]) ?? 0) > 0 || buffer[index] == 0x5341
        { index += 1 }
        guard index > first, index < buffer.count else { return nil }
        if isOpen { return buffer[index] == 0x29 ? index + 1 : nil }
        switch buffer[index] {
        case 0x3001, 0x2E, 0x29:
            // 2、3、4栋: numbers told together are no labels.
            if buffer[index] == 0x3001, isCounted(buffer, first, index) { return nil }
            // 3.5万 is no label.
            return index + 1 < buffer.count && CharacterKind.isDigit(buffer[index + 1]) && buffer[index] == 0x2E
                ? nil : index + 1
        case 0x662F: return CharacterKind.isDigit(buffer[first]) ? nil : index + 1
        case 0x2C:
            // 第一，; 二，; 1，: not the thousands of a number.
            let isBounded = first == 0 || !CharacterKind.isHan(buffer[first - 1])
            return isBounded && index + 1 < buffer.count && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
        case 0x20:
            let isBounded = first == 0 || [0x0A, 0x20, 0x3A, 0x3B, 0x3002].contains(buffer[first - 1])
            return isBounded && CharacterKind.isDigit(buffer[first]) && index + 1 < buffer.count
                && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
        default: return nil
        }
    }

    /// Another number and 、 stand before or behind `first..<mark`.
    private func isCounted(_ buffer: UnsafeBufferPointer<UInt32>, _ first: Int, _ mark: Int) -> Bool {
        if first > 1, buffer[first - 1] == 0x3001, CharacterKind.isDigit(buffer[first - 2]) { return true }
        var next = mark + 1
        while next < buffer.count, next - mark <= 3, CharacterKind.isDigit(buffer[next]) { next += 1 }
        return next > mark + 1 && next < buffer.count && buffer[next] == 0x3001
    }

    /// ① to ⒛: numbers that are one character.
    private static func isCircled(_ scalar: UInt32) -> Bool { (0x2460...0x249B).contains(scalar) }

    private static let bullets = ScalarSet("·•●■◆△▲○★☆◇▶※✓")

    /// Splits a passage: by its labels or semicolons where it has them, else by commas, else by spaces.
    private func split(
        _ buffer: UnsafeBufferPointer<UInt32>, _ passage: NormalizedSpan, hasLabel: Bool, isItem: Bool = false
    ) -> [NormalizedSpan] {
        let range = passage.range
        var pieces: [NormalizedSpan] = []
        var start = passage.start
        func close(_ end: Int, _ next: Int) {
            if let trimmed = trimmed(buffer, start, end) { pieces.append(trimmed) }
            start = next
        }
        let isCounted =
            passage.count > 12 && buffer[passage.start] == 0x7B2C && buffer[passage.start + 1] == 0x4E00
            && range.contains { buffer[$0] == 0x7B2C && $0 + 1 < passage.end && buffer[$0 + 1] == 0x4E8C }
        let hasSemicolon = range.contains { buffer[$0] == 0x3B }
        // Two blanks and more between clauses set the requests apart; the commas are then inside them.
        let isSpaced =
            range.count { $0 > passage.start && buffer[$0] == 0x20 && CharacterKind.isHan(buffer[$0 - 1]) } >= 2
        // 三个要求：退一赔三、镯子退货、吊销执照: short ones that nothing else sets apart.
        let isEnumerated =
            passage.start > 0 && buffer[passage.start - 1] == 0x3A && !hasLabel && !hasSemicolon
            && range.count { buffer[$0] == 0x3001 } >= 2
            && !range.contains { buffer[$0] == 0x2C || buffer[$0] == 0x3002 }
        let hasComma = !isSpaced && range.contains { buffer[$0] == 0x2C }
        var index = passage.start
        while index < passage.end {
            let scalar = buffer[index]
            // 我要求第一派人来第二退费: the ordinals alone set the items apart.
            if isCounted, scalar == 0x7B2C, index + 2 < passage.end, (Numeral.digit(buffer[index + 1]) ?? 0) > 0,
                CharacterKind.isHan(buffer[index + 2])
            {
                close(index, index + 2)
                index += 2
                continue
            }
            if hasLabel,
                index == passage.start || !CharacterKind.isHan(buffer[index - 1]) || Self.isCircled(scalar),
                let label = itemLabel(buffer, index), label <= passage.end
            {
                close(index, label)
                index = label
                continue
            }
            if scalar == 0x3B || scalar == 0x3002 || isEnumerated && scalar == 0x3001 {
                close(index, index + 1)
            } else if !hasLabel, !hasSemicolon, !isItem {
                if scalar == 0x2C, !isSpaced {
                    close(index, index + 1)
                } else if scalar == 0x20, !hasComma {
                    close(index, index + 1)
                }
            }
            index += 1
        }
        close(passage.end, passage.end)
        return hasLabel || hasSemicolon || isItem ? pieces : merged(buffer, pieces)
    }

    /// Clauses that only say how or why belong to the one before them: 重新组织选举，流动票箱全程录像.
    private func merged(_ buffer: UnsafeBufferPointer<UInt32>, _ pieces: [NormalizedSpan]) -> [NormalizedSpan] {
        // 要求退房被拒绝: what was asked for once, in vain.
        if let first = pieces.first, words.refusals.stands(in: buffer, first.range) { return [] }
        var result: [NormalizedSpan] = []
        // The last clause of the last request.
        var clause = NormalizedSpan(0, 0)
        for piece in pieces {
            if !result.isEmpty, words.dependent.longest(buffer, at: piece.start) != nil {
                // A reason ends the passage.
                break
            }
            // 营业厅说套餐下架了: what others answered.
            if !result.isEmpty, piece.count > 2, words.sayings.stands(in: buffer, piece.start + 1..<piece.end) { break }
            // 保障居民安全: what the request is for.
            if !result.isEmpty, words.purposes.longest(buffer, at: piece.start) != nil { continue }
            // 各级主管部门，: only whom is asked.
            if let (length, _) = words.asked.longest(buffer, at: piece.start), length == piece.count { continue }
            // 按照诉讼程序，尽快开庭; 督促相关部门，对…进行处置; 核实情况，帮助解决: one request.
            if let last = result.last, last.end + 1 == piece.start, piece.end - last.start <= 70,
                isOpen(buffer, clause)
                    || words.urgings.longest(buffer, at: last.start) != nil && last.count <= 10
                    || words.followings.longest(buffer, at: piece.start) != nil && piece.count <= 10
            {
                result[result.count - 1] = NormalizedSpan(last.start, piece.end)
            } else {
                result.append(piece)
            }
            clause = piece
        }
        return result
    }

    /// 对于夸大广告的做法: what is to be done about it stands in the next clause.
    private func isOpen(_ buffer: UnsafeBufferPointer<UInt32>, _ piece: NormalizedSpan) -> Bool {
        guard let (length, _) = words.prefixes.longest(buffer, at: piece.start) else { return false }
        // 按政策办理: the clause does what it asks.
        guard !words.doings.endsBefore(buffer, piece.end) else { return false }
        return !(piece.start + length..<piece.end).contains { words.disposals.longest(buffer, at: $0) != nil }
    }

    private func trimmed(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> NormalizedSpan? {
        var (low, high) = (start, end)
        while low < high, buffer[low] == 0x20 || buffer[low] == 0x3A || buffer[low] == 0x2C { low += 1 }
        if low < high, let label = itemLabel(buffer, low), label < high { low = label }
        // 抽空解决谢谢
        for length in [4, 3, 2] where high - low > length {
            if words.thanks.longest(buffer, at: high - length)?.length == length { high -= length }
        }
        // …查清楚我电话1990…: who asks is told behind what is asked.
        if let phone = (low..<high).first(where: { $0 > low + 3 && words.contacts.longest(buffer, at: $0) != nil }) {
            high = phone
        }
        // （部分业主要求降低收费）: the request ends with its bracket.
        if let close = (low..<high).first(where: { buffer[$0] == 0x29 }),
            !(low..<close).contains(where: { buffer[$0] == 0x28 })
        {
            high = close
        }
        // 请问…, 还居民一片净土: a question or a plea, no request.
        if low < high, words.notRequests.longest(buffer, at: low) != nil { return nil }
        if low < high, buffer[low] == 0x8FD8, words.restored.stands(in: buffer, low..<high) { return nil }
        if let (length, word) = words.openers.longest(buffer, at: min(low, buffer.count - 1)), low + length < high {
            // 请第三方测算: somebody else is to do it, and is named.
            let asks = ["请", "还请", "恳请"].contains(words.openers.words[word])
            let isForOthers =
                asks && words.asked.longest(buffer, at: low + length) == nil && isNamed(buffer, low + length)
            if !isForOthers { low += length }
            while asks, !isForOthers, let (length, _) = words.asked.longest(buffer, at: low), low + length < high {
                low += length
            }
        }
        while high > low,
            CharacterKind.endsSentence(buffer[high - 1]) && buffer[high - 1] != 0x201D || buffer[high - 1] == 0x20
                || buffer[high - 1] == 0x2C || buffer[high - 1] == 0x3001
        { high -= 1 }
        return high > low ? NormalizedSpan(low, high) : nil
    }

    /// 检察院, 物业, 第三方: somebody by what they are.
    private func isNamed(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        words.doers.longest(buffer, at: index) != nil
    }

    private func isRequest(_ buffer: UnsafeBufferPointer<UInt32>, _ span: NormalizedSpan) -> Bool {
        guard (4...90).contains(span.count) || words.doings.longest(buffer, at: span.start)?.length == span.count else {
            return false
        }
        if words.pleas.longest(buffer, at: span.start) != nil || words.pleas.endsBefore(buffer, span.end, longest: 6) {
            return false
        }
        if words.guards.longest(buffer, at: span.start) != nil, words.rights.endsBefore(buffer, span.end) {
            return false
        }
        // Questions ask for an answer only.
        return span.end >= buffer.count || buffer[span.end] != 0x3F
    }
}
