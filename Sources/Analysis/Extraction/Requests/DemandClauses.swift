internal import Documents

/// What becomes of one clause of a passage of requests.
enum ClauseFate {
    /// It asks for something of its own.
    case begins
    /// It asks by a verb of its own, behind which what is asked begins.
    case asks(from: Int)
    /// It belongs to the request before it, which it makes longer.
    case joins
    /// It is no part of any request.
    case isLeftOut
    /// The passage ends before it.
    case ends
}

/// One clause and what stands around it.
struct Clause {
    let span: NormalizedSpan
    /// The request before it, in whole; and that request's last clause.
    let request: NormalizedSpan?
    let last: NormalizedSpan?
    /// An item of a list is one request whatever its commas.
    let isItem: Bool
    let isFirst: Bool
    /// Whether it and the clauses behind it, up to the next that names a deed, end in what is spoken of.
    let restEndsInNoun: Bool
    /// Whether one of the next two clauses names a deed.
    let isBeforeDeed: Bool
}

/// A rule by which a clause is told. The first rule of ``all`` that speaks decides.
struct ClauseRule: Sendable {
    let id: String
    let decide: @Sendable (DemandScan, Clause) -> ClauseFate?

    init(_ id: String, _ decide: @escaping @Sendable (DemandScan, Clause) -> ClauseFate?) {
        (self.id, self.decide) = (id, decide)
    }

    static let all: [ClauseRule] = [
        // …，要求公布报告: before all others, since behind such a verb nothing else counts.
        ClauseRule("own-verb") { scan, clause in
            scan.ownVerb(in: clause.span).map { .asks(from: $0) }
        },
        // 因为…, 我们…; in a list a reason stays in its item.
        ClauseRule("reason") { scan, clause in
            guard clause.request != nil, !clause.isItem, !scan.hasConsequence(clause.span) else { return nil }
            return scan.words.dependent.longest(scan.buffer, at: clause.span.start) == nil ? nil : .ends
        },
        // 营业厅说套餐下架了: what others answered.
        ClauseRule("answer") { scan, clause in
            guard clause.request != nil, !clause.isItem, clause.span.count > 2 else { return nil }
            let rest = clause.span.start + 1..<clause.span.end
            return scan.words.sayings.stands(in: scan.buffer, rest) ? .ends : nil
        },
        // 把站牌挪到晒场边，|老人已问过晒场的人家: what was done before.
        ClauseRule("told") { scan, clause in
            guard clause.request != nil, clause.isItem, !scan.isDeed(clause.span.start) else { return nil }
            return scan.tellsDone(clause.span) ? .ends : nil
        },
        // 安排一次鉴定，|费用我自己出也行: what whoever asks puts up with.
        ClauseRule("concession") { scan, clause in
            guard let request = clause.request, scan.isNext(clause.span, behind: request),
                clause.span.end - request.start <= 70
            else { return nil }
            return scan.words.concessions.endsBefore(scan.buffer, clause.span.end) ? .joins : nil
        },
        // 保障居民安全, 方便接送孩子: what the request is for.
        ClauseRule("purpose") { scan, clause in
            guard clause.request != nil else { return nil }
            return scan.words.purposes.longest(scan.buffer, at: clause.span.start) == nil ? nil : .isLeftOut
        },
        // 让居民安心, but 让物业退费: what comes of the request.
        ClauseRule("outcome") { scan, clause in
            guard clause.request != nil, !clause.isItem else { return nil }
            let start = scan.withoutOpener(clause.span.start, clause.span.end)
            guard let (length, _) = scan.words.lets.longest(scan.buffer, at: start),
                scan.words.comforts.stands(in: scan.buffer, start + length..<clause.span.end)
            else { return nil }
            return scan.isSomebodyElse(start + length) ? nil : .isLeftOut
        },
        // 各级主管部门，: only whom is asked.
        ClauseRule("asked") { scan, clause in
            scan.words.asked.longest(scan.buffer, at: clause.span.start)?.length == clause.span.count
                ? .isLeftOut : nil
        },
        // 尊重民意, 不要再有人受骗: a plea before requests; and what follows one without naming a deed.
        ClauseRule("plea") { scan, clause in
            guard clause.request == nil, !clause.isItem else { return nil }
            if scan.trimmed(clause.span.start, clause.span.end).map(scan.isPlea) ?? true { return .isLeftOut }
            let start = scan.withoutOpener(clause.span.start, clause.span.end)
            return clause.isFirst || scan.isDeed(start) ? nil : .ends
        },
        // 如不能退, 本着为民的宗旨, 从实际出发, …的同时: under which condition, in which spirit.
        ClauseRule("condition") { scan, clause in
            guard !clause.isItem, !scan.hasConsequence(clause.span) else { return nil }
            let isCondition =
                scan.words.conditions.longest(scan.buffer, at: clause.span.start) != nil
                || scan.words.circumstances.endsBefore(scan.buffer, clause.span.end)
            return isCondition ? .isLeftOut : nil
        },
        // 一件一请求; 按照诉讼程序，|尽快开庭; 严肃处理推诿扯皮，|多次包庇的行径: one request.
        ClauseRule("one-request") { scan, clause in
            guard let request = clause.request, let last = clause.last, scan.isNext(clause.span, behind: request)
            else { return nil }
            if clause.isItem { return .joins }
            guard clause.span.end - request.start <= 70 else { return nil }
            return scan.isOpen(last, request, before: clause) ? .joins : nil
        },
        // 小区里好多人都去外面上学: what follows a request and says nothing that could be done tells again.
        ClauseRule("deed") { scan, clause in
            if clause.isFirst, !clause.isItem, scan.tells(clause.span, longest: DemandScan.longestBareRequest) {
                return clause.isBeforeDeed ? .isLeftOut : .ends
            }
            guard clause.request != nil, !clause.isItem, !clause.isFirst else { return .begins }
            let start = scan.withoutOpener(clause.span.start, clause.span.end)
            let isActing =
                scan.isDeed(start) || scan.words.acting.stands(in: scan.buffer, clause.span.range)
                || scan.words.doings.endsBefore(scan.buffer, clause.span.end) || scan.hasConsequence(clause.span)
            // 封账来查，坑口收归集体，把钱补上: between requests it is one.
            return isActing || clause.isBeforeDeed && clause.span.count <= 20 ? .begins : .ends
        },
    ]
}

extension DemandScan {
    /// The requests of a sentence, or of an item of a list; and where they end.
    func requests(in passage: NormalizedSpan, isItem: Bool) -> (spans: [NormalizedSpan], end: Int) {
        let clauses = clauses(of: passage)
        var result: [NormalizedSpan] = []
        var end = passage.end
        // An item that gives a reason asks by a verb of its own only.
        let isReason = words.causes.longest(buffer, at: passage.start) != nil
        var asks = !isItem || !isReason && !tells(passage, longest: Self.longestBareItem)
        // Behind such a verb an item is prose.
        var isItem = isItem
        // The last clause of the last request.
        var last: NormalizedSpan?
        walk: for (number, span) in clauses.enumerated() {
            let clause = Clause(
                span: span, request: result.last, last: last, isItem: isItem, isFirst: number == 0,
                restEndsInNoun: endsInNoun(clauses[number...]),
                isBeforeDeed: clauses[(number + 1)...].prefix(2).contains { isDeed(withoutOpener($0.start, $0.end)) })
            switch fate(of: clause) {
            case .begins: result.append(span)
            case .asks(let start):
                // 若不能改，要求退费: in an item only what its own verb asks is asked.
                if isItem, let first = result.first, !isDeed(first.start) { result.removeAll() }
                (asks, isItem) = (true, false)
                if start < span.end { result.append(NormalizedSpan(start, span.end)) }
            case .joins: result[result.count - 1] = NormalizedSpan(result[result.count - 1].start, span.end)
            case .isLeftOut: continue walk
            case .ends:
                end = span.start
                break walk
            }
            last = span
        }
        return (asks ? result.compactMap { trimmed($0.start, $0.end) } : [], end)
    }

    /// 老人已问过…, 我们已经垫了…: 已 near the beginning, behind whoever did it.
    func tellsDone(_ clause: NormalizedSpan) -> Bool {
        (clause.start + 1..<max(clause.start + 1, min(clause.start + 6, clause.end))).contains { buffer[$0] == 0x5DF2 }
    }

    /// 柱子开裂、漏水严重没人管: long, and nothing in it is to be done.
    func tells(_ item: NormalizedSpan, longest: Int) -> Bool {
        item.count > longest && !isDeed(withoutOpener(item.start, item.end))
            && !words.acting.stands(in: buffer, item.range) && !words.ables.stands(in: buffer, item.range)
            && !words.disposals.stands(in: buffer, item.range) && !words.doings.endsBefore(buffer, item.end)
            && !words.shoulds.stands(in: buffer, item.range)
    }

    private static let longestBareItem = 24
    static let longestBareRequest = 12

    private func fate(of clause: Clause) -> ClauseFate {
        for rule in ClauseRule.all { if let fate = rule.decide(self, clause) { return fate } }
        return .begins
    }

    /// By commas; where there are none, by blanks, of which two and more set requests apart that hold commas.
    private func clauses(of passage: NormalizedSpan) -> [NormalizedSpan] {
        let range = passage.range
        let isSpaced =
            range.count { $0 > passage.start && buffer[$0] == 0x20 && CharacterKind.isHan(buffer[$0 - 1]) } >= 2
        let hasComma = !isSpaced && range.contains { buffer[$0] == 0x2C }
        let mark: UInt32 = hasComma ? 0x2C : 0x20
        var clauses: [NormalizedSpan] = []
        var start = passage.start
        for index in range where buffer[index] == mark {
            if index > start { clauses.append(NormalizedSpan(start, index)) }
            start = index + 1
        }
        if passage.end > start { clauses.append(NormalizedSpan(start, passage.end)) }
        return clauses
    }

    /// Where what a verb of asking inside a clause asks for begins.
    func ownVerb(in clause: NormalizedSpan) -> Int? {
        var index = clause.start
        while index < clause.end {
            if let (length, _) = words.notRequests.longest(buffer, at: index) {
                index += length
            } else if let (length, word) = words.cues.longest(buffer, at: index) {
                // Of the weak verbs, 请 before whom it asks: 也请领导过问.
                let asks = !words.isWeak[word] || words.cues.words[word] == "请" && namesReader(index + length)
                if asks, let start = requestStart(index, word, index + length) {
                    return min(skipAsked(start), clause.end)
                }
                index += length
            } else {
                index += 1
            }
        }
        return nil
    }

    /// 如逾期不拆|便强制拆除: the condition says in the same clause what is to be done.
    func hasConsequence(_ clause: NormalizedSpan) -> Bool {
        clause.range.dropFirst(3).contains { index in
            words.consequences.longest(buffer, at: index).map { isDeed(index + $0.length) } ?? false
        }
    }

    /// 物业, 开发商 or a body that is named: whoever else is to act.
    func isSomebodyElse(_ index: Int) -> Bool {
        bodies[index] != nil || words.doers.longest(buffer, at: index) != nil
            || words.obliged.longest(buffer, at: index) != nil
    }

    /// Whether nothing was left out between a request and a clause.
    func isNext(_ clause: NormalizedSpan, behind request: NormalizedSpan) -> Bool {
        (request.end..<clause.start).allSatisfy { buffer[$0] == 0x2C || buffer[$0] == 0x20 }
    }

    /// Whether the clause before wants this one: what is to be done stands in it, or what it is done to.
    func isOpen(_ last: NormalizedSpan, _ request: NormalizedSpan, before clause: Clause) -> Bool {
        // 督促相关部门，对…进行处置: a short clause that urges.
        if words.urgings.longest(buffer, at: request.start) != nil, request.count <= 10 { return true }
        // 核实情况，帮助解决: a short one that only says how.
        if words.followings.longest(buffer, at: clause.span.start) != nil, clause.span.count <= 10 { return true }
        // 严查批文是否矛盾，核算是否公正: the same question.
        if words.whethers.stands(in: buffer, last.range), words.whethers.stands(in: buffer, clause.span.range),
            words.orders.longest(buffer, at: clause.span.start) == nil
        {
            return true
        }
        // 搬迁，或者移开: a choice.
        if words.choices.longest(buffer, at: clause.span.start) != nil { return true }
        return clause.restEndsInNoun || leadsOn(last)
    }

    /// 对于夸大广告的做法: what is to be done about it stands in the next clause.
    private func leadsOn(_ clause: NormalizedSpan) -> Bool {
        // 在路口处，: where it is to be done.
        if buffer[clause.start] == 0x5728, clause.count <= 10, words.spots.endsBefore(buffer, clause.end) {
            return true
        }
        guard let (length, _) = words.prefixes.longest(buffer, at: clause.start) else { return false }
        // 按政策办理: the clause does what it asks.
        guard !words.doings.endsBefore(buffer, clause.end) else { return false }
        return !(clause.start + length..<clause.end).contains {
            words.disposals.longest(buffer, at: $0) != nil
                // 根据车流大小|调整信号配时
                || $0 > clause.start + length + 3 && words.deeds.longest(buffer, at: $0)?.length ?? 0 > 1
        }
    }

    /// 不正面处理问题，多次包庇的恶劣行径: clauses without a deed, the last of which names what the one before them is
    /// done to.
    private func endsInNoun(_ rest: ArraySlice<NormalizedSpan>) -> Bool {
        for clause in rest.prefix(3) {
            if isDeed(clause.start) { return false }
            if words.matters.endsBefore(buffer, clause.end), clause.range.contains(where: { buffer[$0] == 0x7684 }) {
                return true
            }
        }
        return false
    }
}
