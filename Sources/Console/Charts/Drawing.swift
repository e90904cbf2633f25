internal import Foundation

/// Elements of a chart. Colours and letters come from the stylesheet, by class: pages allow no style inside.
struct Drawing {
    let width: Int
    let height: Int
    private var elements = ""

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String, title: String
    ) {
        elements +=
            "<rect class=\"\(name)\" x=\"\(Decimals.one(x))\" y=\"\(Decimals.one(y))\" width=\"\(Decimals.one(max(0, width)))\" "
            + "height=\"\(Decimals.one(height))\"><title>\(PageText.escaped(title))</title></rect>"
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, class name: String = "label"
    ) {
        elements +=
            "<text class=\"\(name)\" x=\"\(Decimals.one(x))\" y=\"\(Decimals.one(y))\" text-anchor=\"\(anchor.rawValue)\">"
            + PageText.escaped(text) + "</text>"
    }

    mutating func line(_ points: [(x: Double, y: Double)], class name: String) {
        let text = points.map { "\(Decimals.one($0.x)),\(Decimals.one($0.y))" }.joined(separator: " ")
        elements += "<polyline class=\"\(name)\" points=\"\(text)\"/>"
    }

    mutating func dot(_ x: Double, _ y: Double, title: String) {
        elements +=
            "<circle class=\"dot\" cx=\"\(Decimals.one(x))\" cy=\"\(Decimals.one(y))\" r=\"3.5\">"
            + "<title>\(PageText.escaped(title))</title></circle>"
    }

    /// - Parameter description: read aloud instead of the picture.
    func svg(_ description: String) -> String {
        "<svg class=\"chart\" role=\"img\" aria-label=\"\(PageText.escaped(description))\" viewBox=\"0 0 \(width) \(height)\" "
            + "width=\"\(width)\" height=\"\(height)\">\(elements)</svg>"
    }

    /// At most so many characters.
    static func short(_ text: String, _ most: Int) -> String {
        text.count > most ? text.prefix(most - 1) + "…" : text
    }

    /// The last part of a path, which is what differs.
    static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

enum Decimals {
    static func one(_ value: Double) -> String { String(format: "%.1f", value) }
    static func two(_ value: Double) -> String { String(format: "%.2f", value) }
    static func signed(_ value: Double) -> String { String(format: "%+.2f", value) }
}
