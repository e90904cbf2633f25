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
            "\\([0-9][0-9]?\\)", "[0-9][0-9]?\\)", "[①-⑳]", "##*#* *", "第[一二三四五六七八九十]阶段[:：]?", "[一二三四五六七八九十]是",
        ].map(Pattern.known))

    private static let inlineStyles: Set<Int> = [10]

    func sections(_ lines: [NormalizedSpan], _ text: NormalizedText) -> [Layout.Section] {
        var labels: [Label] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            Self.styles.withRunner(over: buffer) { runner in
                for line in lines {
                    if let label = label(at: line.start, line, buffer, &runner, isInline: false) {
                        labels.append(label)
                    }
                    // 一是…；二是… inside the line.
                    for index in line.start + 1..<max(line.start + 1, line.end)
                    where buffer[index] == 0x662F && index + 1 < line.end {
                        let before = buffer[max(line.start, index - 2)]
                        guard CharacterKind.endsClause(before) || before == 0x3001 || index - 1 == line.start else {
                            continue
                        }
                        if index - 1 > line.start,
                            let label = label(at: index - 1, line, buffer, &runner, isInline: true)
                        {
                            labels.append(label)
                        }
                    }
                }
            }
        }
        return nest(labels, lines, text)
    }

    private func label(
        at start: Int, _ line: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>, _ runner: inout PatternRunner,
        isInline: Bool
    ) -> Label? {
        for style in Self.styles.slotNames.indices where !isInline || Self.inlineStyles.contains(style) {
            guard let end = runner.match(style, at: start), end <= line.end, end > start else { continue }
            // 3.5万元 and 2019.3.5 begin no item.
            if style == 4, end < line.end, CharacterKind.isDigit(buffer[end]) { continue }
            if style == 8, buffer[start] != 0x23 { continue }
            let text = String(scalars: ArraySlice(buffer[start..<end])).trimmingSpaces
            return Label(style: style, start: start, end: end, text: text)
        }
        return nil
    }

    private func nest(_ labels: [Label], _ lines: [NormalizedSpan], _ text: NormalizedText) -> [Layout.Section] {
        guard labels.count > 1 else { return [] }
        var stack: [Int] = []
        var result: [(section: Layout.Section, label: Label)] = []
        for label in labels {
            let key = label.style == 8 ? 100 + label.text.count : label.style
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
