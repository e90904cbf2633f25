internal import Linkage

/// How a score comes about: where it starts, what each feature adds or takes, where it ends; in log odds.
struct Waterfall {
    private let explanation: LinkExplanation

    init(_ explanation: LinkExplanation) { self.explanation = explanation }

    func svg(_ visit: Visit) -> String {
        let shares = explanation.shares.filter { $0.logOdds != 0 }
        let (left, right, rowHeight) = (190.0, 640.0, 24.0)
        var edges = [0.0, explanation.bias]
        for share in shares { edges.append((edges.last ?? 0) + share.logOdds) }
        let (least, most) = (edges.min() ?? -1, max(edges.max() ?? 1, (edges.min() ?? 0) + 1))
        func x(_ value: Double) -> Double { left + (right - left) * (value - least) / (most - least) }
        var drawing = Drawing(width: 720, height: Int(rowHeight) * (shares.count + 2) + 8)
        func row(_ index: Int, _ label: String, _ from: Double, _ to: Double, _ name: String) {
            let y = Double(index) * rowHeight + 4
            drawing.text(label, left - 8, y + 15, .end)
            drawing.rectangle(
                x(min(from, to)), y + 3, max(1, x(max(from, to)) - x(min(from, to))), rowHeight - 8, class: name,
                title: "\(label) \(Decimals.signed(to - from))")
            drawing.text(Decimals.signed(to - from), x(max(from, to)) + 6, y + 15)
        }
        drawing.line([(x(0), 0), (x(0), Double(drawing.height))], class: "axis")
        row(0, visit.word("waterfall-start"), 0, explanation.bias, "bar quiet")
        var total = explanation.bias
        for (index, share) in shares.enumerated() {
            row(
                index + 1, visit.word("feature-" + share.feature.rawValue), total, total + share.logOdds,
                share.logOdds > 0 ? "bar more" : "bar less")
            total += share.logOdds
        }
        row(shares.count + 1, visit.word("waterfall-end"), 0, total, "bar")
        return drawing.svg("\(visit.word("waterfall")): \(Visit.percent(explanation.probability))")
    }
}
