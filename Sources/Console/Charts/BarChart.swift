/// A bar a row, the longest first as given; a suppressed one is shown as such, not as nothing.
struct BarChart {
    struct Bar {
        let label: String
        let value: Int?
    }

    let bars: [Bar]

    func svg(_ description: String, suppressed: String) -> String {
        let (left, right, rowHeight) = (150.0, 640.0, 26.0)
        var drawing = Drawing(width: 720, height: Int(rowHeight) * max(1, bars.count) + 8)
        let most = Double(max(1, bars.compactMap(\.value).max() ?? 1))
        for (index, bar) in bars.enumerated() {
            let y = Double(index) * rowHeight + 4
            drawing.text(Drawing.short(Drawing.last(bar.label), 10), left - 8, y + 16, .end)
            guard let value = bar.value else {
                drawing.text(suppressed, left + 4, y + 16, class: "label quiet")
                continue
            }
            let width = (right - left) * Double(value) / most
            drawing.rectangle(left, y + 3, width, rowHeight - 8, class: "bar", title: "\(bar.label): \(value)")
            drawing.text("\(value)", left + width + 6, y + 16)
        }
        return drawing.svg(description)
    }
}
