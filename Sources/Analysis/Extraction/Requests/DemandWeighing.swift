internal import Documents

/// Which of the requests that rules found stay, and which clauses are requests though no rule says so.
///
/// Rules propose, weights decide (``ClauseWeights``). A request of one clause begins where the weights say; one of
/// several clauses stays as the rules found it, or each of its clauses is weighed by itself.
struct DemandWeighing {
    /// The rule id of a clause that only the weights call a request.
    static let rule = "demand.weighed"
    /// What must speak for a clause that no rule names; for one that a rule names, which is no small thing either; and
    /// for the clauses of a request that rules made of several, together.
    static let least: Float = 0
    static let leastOfNamed: Float = -0.8
    static let leastOfSeveral: Float = -1
    /// What is around a clause that no rule names and speaks so much against it settles it.
    private static let hopeless: Float = -4.2
    /// By how much another place must be better than the one where a rule begins the request.
    static let betterStart: Float = 1

    let told: WeighedClauses
    let weights: ClauseWeights

    init(_ scan: DemandScan, _ demands: [DemandFinder.Demand], _ signs: ClauseSigns, _ weights: ClauseWeights) {
        told = WeighedClauses(scan, signs, demands)
        self.weights = weights
    }

    /// In the order of the text.
    func demands() -> [DemandFinder.Demand] {
        let clauses = told.clauses
        var found: [DemandFinder.Demand] = []
        found.reserveCapacity(told.demands.count + 2)
        var number = 0
        while number < clauses.count {
            guard clauses[number].isNear else {
                number += 1
                continue
            }
            var last = number
            if let rule = clauses[number].rule {
                while last + 1 < clauses.count, clauses[last + 1].rule == rule { last += 1 }
            }
            if last == number {
                let weight = weight(of: number)
                if weight >= (clauses[number].rule == nil ? Self.least : Self.leastOfNamed) {
                    found.append(demand(of: number))
                }
            } else {
                add(number...last, to: &found)
            }
            for demand in told.sharing where demand.span.overlaps(clauses[last].span) {
                if weight(of: last) >= Self.leastOfNamed { found.append(demand) }
            }
            number = last + 1
        }
        return found
    }

    /// A request that rules made of several clauses: as they found it, or what each of them asks by itself.
    private func add(_ several: ClosedRange<Int>, to found: inout [DemandFinder.Demand]) {
        Scratch.with(Float.self, count: several.count) { weights in
            for (place, number) in several.enumerated() { weights[place] = weight(of: number) }
            if weights.reduce(0, +) >= Self.leastOfSeveral {
                found.append(told.demands[told.clauses[several.lowerBound].rule!])
            } else {
                for (place, number) in several.enumerated() where weights[place] >= Self.least {
                    found.append(demand(of: number))
                }
            }
        }
    }

    /// What speaks for a clause's being a request.
    func weight(of number: Int) -> Float {
        var sum = ClauseSum(table: weights.table, buffer: told.buffer)
        told.tellSurroundings(of: number, to: &sum)
        // Hardly any clause makes up for this by its own characters, which take the time.
        if sum.sum < Self.hopeless, told.clauses[number].rule == nil { return sum.sum }
        told.tellCharacters(of: number, to: &sum)
        return sum.sum
    }

    /// What a clause asks: from the best place to begin to its end, or to where the rules end it, without thanks.
    private func demand(of number: Int) -> DemandFinder.Demand {
        let clause = told.clauses[number]
        let rule = clause.rule.map { told.demands[$0] }
        let start = told.withHits(number) { hits in
            var best: (offset: Int, weight: Float) = (0, -.infinity)
            var offsets = told.starts(number, hits)
            while offsets != 0 {
                let offset = offsets.trailingZeroBitCount
                offsets &= offsets - 1
                var sum = ClauseSum(table: weights.table, buffer: told.buffer)
                told.tellStart(number, offset, hits, to: &sum)
                if clause.span.start + offset == rule?.span.start { sum.sum += Self.betterStart }
                if sum.sum > best.weight { best = (offset, sum.sum) }
            }
            return clause.span.start + best.offset
        }
        if let rule, rule.span.end > start, rule.span.end <= clause.span.end {
            return DemandFinder.Demand(span: NormalizedSpan(start, rule.span.end), rule: rule.rule)
        }
        var span = told.scan.withoutThanks(start, clause.span.end)
        // 打通两期小区（包括地下车库|）: a bracket that opens in the request closes in it.
        let text = told.buffer
        if span.end < text.count, text[span.end] == 0x29, span.range.contains(where: { text[$0] == 0x28 }) {
            span = NormalizedSpan(start, span.end + 1)
        }
        return DemandFinder.Demand(span: span, rule: rule?.rule ?? Self.rule)
    }
}

extension DemandWeighing {
    /// The features that speak most for or against a clause, strongest first, each with what it adds.
    func reasons(for number: Int, _ names: ClauseFeatureNames) -> [(name: String, weight: Float)] {
        var list = ClauseFeatureList(names, told.buffer)
        told.tell(number, to: &list)
        var sums: [String: Float] = [:]
        for feature in list.features {
            if let known = names.feature(feature) { sums[feature, default: 0] += weights[known] }
        }
        return sums.filter { $0.value != 0 }.map { (name: $0.key, weight: $0.value) }
            .sorted { (-abs($0.weight), $0.name) < (-abs($1.weight), $1.name) }
    }
}
