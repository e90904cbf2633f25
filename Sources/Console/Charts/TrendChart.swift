/// Months from left to right; a suppressed month leaves a gap in the line.
struct TrendChart {
    struct Point {
        /// `YYYY-MM`.
        let month: String
        let value: Int?
    }

    let points: [Point]

    func svg(_ description: String) -> String {
        let (left, right, top, bottom) = (46.0, 704.0, 14.0, 176.0)
        var drawing = Drawing(width: 720, height: 210)
        let most = TrendChart.round(points.compactMap(\.value).max() ?? 0)
        for part in 0...4 {
            let y = bottom - (bottom - top) * Double(part) / 4
            drawing.line([(left, y), (right, y)], class: part == 0 ? "axis" : "grid")
            drawing.text("\(most * part / 4)", left - 6, y + 4, .end)
        }
        let width = (right - left) / Double(max(1, points.count))
        let every = max(1, (points.count + 11) / 12)
        var run: [(x: Double, y: Double)] = []
        for (index, point) in points.enumerated() {
            let x = left + width * (Double(index) + 0.5)
            if index % every == 0 { drawing.text(point.month, x, bottom + 20, .middle) }
            guard let value = point.value else {
                if run.count > 1 { drawing.line(run, class: "trend") }
                run = []
                continue
            }
            run.append((x, bottom - (bottom - top) * Double(value) / Double(most)))
        }
        if run.count > 1 { drawing.line(run, class: "trend") }
        for (index, point) in points.enumerated() {
            guard let value = point.value else { continue }
            drawing.dot(
                left + width * (Double(index) + 0.5), bottom - (bottom - top) * Double(value) / Double(most),
                title: "\(point.month): \(value)")
        }
        return drawing.svg(description)
    }

    /// The next number above that four lines part evenly.
    static func round(_ value: Int) -> Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where factor * power * 4 >= value { return factor * power * 4 }
            power *= 10
        }
    }
}
