internal import Documents

/// Finds numbered headings and items and nests them by the order in which their label styles appear.
struct SectionFinder {
    private struct Label {
        let style: Int
        let start: Int
        let end: Int
        let text: String
    }

    /// Label styles; nesting comes from the document, not from this order.
    private static let styles = PatternProgram(
        [
            "第[一二三四五六七八九十百0-9]+章", "第[一二三四五六七八九十百0-9]+条", "[一二三四五六七八九十]+[、.]", "\\([一二三四五六七八九十]+\\)", "[0-9][0-9]?[.、]",
            "\\([0-9][0-9]?\\)", "[0-9][0-9]?\\)", "[①-⑳]", "第[一二三四五六七八九十]阶段[:：]?", "[一二三四五六七八九十]是",
            "[一二三四五六七八九十]问", "第[一二三四五六七八九十][,、:]",
        ].map(Pattern.known))

    private static let inlineStyles: Set<Int> = [9, 11]

    func sections(_ lines: [NormalizedSpan], _ text: NormalizedText) -> [Layout.Section] {
        var labels: [Label] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            Self.styles.withRunner(over: buffer) { runner in
                for line in lines {
                    // What stands under 附件 lists other documents.
                    if line.count >= 3, buffer[line.start] == 0x9644, buffer[line.start + 1] == 0x4EF6,
                        [0x3A, 0x31, 0x20].contains(buffer[line.start + 2])
                    {
                        break
                    }
                    if let label = label(at: line.start, line, text, buffer, &runner, isInline: false) {
                        labels.append(label)
                    }
                    // 一是…；二是… and 第一，…。第二，… inside the line.
                    for start in line.start + 1..<max(line.start + 1, line.end)
                    where CharacterKind.endsClause(buffer[start - 1]) || buffer[start - 1] == 0x3001 {
                        if let label = label(at: start, line, text, buffer, &runner, isInline: true) {
                            labels.append(label)
                        }
                    }
                }
            }
        }
        return nest(labels, lines, text)
    }

    private func label(
        at start: Int, _ line: NormalizedSpan, _ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>,
        _ runner: inout PatternRunner, isInline: Bool
    ) -> Label? {
        // ## 一、…: the signs are the page's, the label behind them is the writer's.
        var start = start
        while !isInline, start < line.end, buffer[start] == 0x23 || start > line.start && buffer[start] == 0x20 {
            start += 1
        }
        for style in Self.styles.slotNames.indices where !isInline || Self.inlineStyles.contains(style) {
            guard let end = runner.match(style, at: start), end <= line.end, end > start else { continue }
            // 3.5万元 and 2019.3.5 begin no item.
            if style == 4, end < line.end, CharacterKind.isDigit(buffer[end]) { continue }
            // As the writer wrote it; 第一阶段： and 第一， without their mark.
            var last = end
            while last > start + 1, [0x3A, 0x20].contains(buffer[last - 1]) || style == 11 && last == end { last -= 1 }
            return Label(
                style: style, start: start, end: end, text: text.surface(NormalizedSpan(start, last)).trimmingSpaces)
        }
        return nil
    }

    private func nest(_ labels: [Label], _ lines: [NormalizedSpan], _ text: NormalizedText) -> [Layout.Section] {
        guard labels.count > 1 else { return [] }
        var stack: [Int] = []
        var result: [(section: Layout.Section, label: Label)] = []
        for label in labels {
            let key = label.style
            if let depth = stack.firstIndex(of: key) {
                stack.removeLast(stack.count - depth - 1)
            } else {
                stack.append(key)
            }
            let line = lines.last { $0.start <= label.start } ?? NormalizedSpan(label.start, label.end)
            var end = label.end
            while end < line.end, !CharacterKind.endsSentence(text.scalars[end]), text.scalars[end] != 0x3A,
                end - label.end < 40
            {
                end += 1
            }
            result.append(
                (
                    Layout.Section(
                        level: stack.count, label: label.text, heading: NormalizedSpan(label.end, end),
                        span: NormalizedSpan(label.start, text.count)), label
                ))
        }
        for index in result.indices {
            let next = result[(index + 1)...].first { $0.section.level <= result[index].section.level }
            let end = next?.section.span.start ?? text.count
            result[index].section.span = NormalizedSpan(result[index].section.span.start, end)
        }
        return result.map(\.section)
    }
}

extension String {
    var trimmingSpaces: String {
        var view = self[...]
        while view.last == " " { view.removeLast() }
        while view.first == " " { view.removeFirst() }
        return String(view)
    }
}
