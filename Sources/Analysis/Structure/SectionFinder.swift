internal import Documents

/// Finds numbered headings and items and nests them by the sequence of their labels.
///
/// Which style lies inside which is the document's own matter: a style that begins while another goes on later
/// (1. … （一）（二） … 2.) lies inside it; one that begins where the other has ended for good lies beside or around it.
struct SectionFinder {
    /// The words that number parts.
    let names: TermList

    /// A heading's longest text, in scalars.
    private static let longestHeading = 40
    /// A line this long without a break has lost its breaks: labels are looked for behind its sentences.
    private static let longLine = 400

    /// - Parameters:
    ///   - title: `# …` there is no section.
    ///   - quotes: what is copied from another text; its numbers are not this one's sections.
    ///   - starts: where the documents of a compilation begin: nesting begins anew there. Ascending.
    func sections(
        _ lines: [NormalizedSpan], title: NormalizedSpan?, quotes: [Range<Int>], starts: [Int], end: Int,
        _ scalars: UnsafeBufferPointer<UInt32>, surface: (Range<Int>) -> String
    ) -> (sections: [Layout.Section], oddities: [Layout.Oddity]) {
        var sections: [Layout.Section] = []
        var oddities: [Layout.Oddity] = []
        let bounds = starts.filter { $0 > 0 && $0 < scalars.count } + [scalars.count]
        var rest = lines[...]
        var cursor = RangeCursor(quotes)
        for bound in bounds {
            let part = rest.prefix { $0.start < bound }
            rest = rest.dropFirst(part.count)
            let labels = labels(part, scalars).filter { label in
                !cursor.contains(label.start)
                    && (label.style != .markdown || label.end != title?.start && !starts.contains(label.end))
            }
            let numbering = SectionNumbering(labels)
            oddities += numbering.oddities
            sections += spans(
                labels, numbering.levels, part, end: bound == scalars.count ? end : bound, scalars, surface)
        }
        return (sections, oddities)
    }

    // MARK: labels

    private func labels(
        _ lines: ArraySlice<NormalizedSpan>, _ scalars: UnsafeBufferPointer<UInt32>
    ) -> [SectionLabel] {
        var labels: [SectionLabel] = []
        for line in lines where line.count > 0 {
            if isAttachmentList(line, scalars) { break }
            let first = SectionLabelReader.atLineStart(line.range, scalars, names: names)
            if let first { labels.append(first) }
            let isLong = line.count >= SectionFinder.longLine
            var behindSentences: [SectionLabel] = []
            // 一是…；二是… and 第一，…。第二，… inside the line.
            for start in (first?.end ?? line.start + 1)..<max(first?.end ?? line.start + 1, line.end) {
                let before = scalars[start - 1]
                // No mark lies among the Han characters.
                guard before <= 0x3F || before >= 0x2014 && (before < 0x3400 || start == first?.end) else { continue }
                guard CharacterKind.endsClause(before) || before == 0x3001 || start == first?.end else { continue }
                if let label = SectionLabelReader.insideLine(at: start, line.end, scalars) {
                    // 一是…，二是…: one sentence, no sections.
                    if label.number == 1 || before != 0x2C && before != 0x3001 { labels.append(label) }
                } else if before == 0x3002 || before == 0x3B || before == 0x3A,
                    let label = SectionLabelReader.label(at: start, line.end, scalars),
                    Self.runInStyles.contains(label.style)
                {
                    behindSentences.append(label)
                }
            }
            if behindSentences.count >= (isLong ? 2 : 3) { labels += inSequence(behindSentences, isLong ? 2 : 3) }
        }
        labels.sort { $0.start < $1.start }
        return withoutLoneSigns(labels)
    }

    /// Styles whose labels may stand behind a sentence: 内容：1.…；2.…；3.….
    private static let runInStyles: Set<SectionLabel.Style> = [
        .han, .hanInParentheses, .digits, .digitsInParentheses, .digitsBeforeParenthesis,
    ]

    /// What stands under 附件 lists other documents.
    private func isAttachmentList(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        line.count >= 3 && scalars[line.start] == 0x9644 && scalars[line.start + 1] == 0x4EF6
            && [0x3A, 0x31, 0x20].contains(scalars[line.start + 2])
    }

    /// The labels of a line without breaks that count up from one: 。(一)…。(二)….
    private func inSequence(_ labels: [SectionLabel], _ least: Int) -> [SectionLabel] {
        var next: [Int: Int] = [:]
        var runs: [Int: Int] = [:]
        var kept: [SectionLabel] = []
        for label in labels where label.number == 1 || label.number == next[label.series] {
            next[label.series] = label.number + 1
            runs[label.series, default: 0] = max(runs[label.series] ?? 0, label.number)
            kept.append(label)
        }
        return kept.filter { (runs[$0.series] ?? 0) >= least }
    }

    private static let countedStyles: Set<SectionLabel.Style> = [
        .itIs, .shall, .ordinal, .question, .decimal, .named, .latin, .latinBeforeParenthesis, .bare, .bareHan,
        .bracketed,
    ]

    /// 一是, 第一，, 2.1, A. count only where the next one follows the first.
    private func withoutLoneSigns(_ labels: [SectionLabel]) -> [SectionLabel] {
        guard labels.contains(where: { Self.countedStyles.contains($0.style) }) else { return labels }
        var isKept = labels.map { !Self.countedStyles.contains($0.style) }
        // For each series its run: the labels since the last 1.
        var runs: [Int: [Int]] = [:]
        for (index, label) in labels.enumerated() where Self.countedStyles.contains(label.style) {
            if label.number == 1 { runs[label.series] = [] }
            guard let run = runs[label.series], label.number == 1 || labels[run.last ?? index].number < label.number
            else {
                continue
            }
            runs[label.series]!.append(index)
            if run.count >= 1 {
                for member in runs[label.series]! { isKept[member] = true }
            } else if label.style == .decimal {
                // 2.1 may be alone under 2.
                isKept[index] = true
            }
        }
        return zip(labels, isKept).filter(\.1).map(\.0)
    }

    // MARK: spans

    private func spans(
        _ labels: [SectionLabel], _ levels: [Int], _ lines: ArraySlice<NormalizedSpan>, end: Int,
        _ scalars: UnsafeBufferPointer<UInt32>, _ surface: (Range<Int>) -> String
    ) -> [Layout.Section] {
        guard labels.count > 1 else { return [] }
        var result: [Layout.Section] = []
        result.reserveCapacity(labels.count)
        // Sections that are still open, outermost first: indices into `result`.
        var open: [Int] = []
        var line = lines.startIndex
        for (label, level) in zip(labels, levels) {
            while line < lines.endIndex, lines[line].end < label.end { line += 1 }
            let lineEnd = line < lines.endIndex ? max(lines[line].end, label.end) : label.end
            var headingEnd = label.end
            while headingEnd < lineEnd, !CharacterKind.endsSentence(scalars[headingEnd]), scalars[headingEnd] != 0x3A,
                headingEnd - label.end < SectionFinder.longestHeading
            {
                headingEnd += 1
            }
            while let last = open.last, result[last].level >= level {
                result[last].span = NormalizedSpan(result[last].span.start, label.start)
                open.removeLast()
            }
            open.append(result.count)
            result.append(
                Layout.Section(
                    level: level, label: label.mended(surface(label.start..<label.shownEnd)),
                    heading: NormalizedSpan(label.end, headingEnd),
                    span: NormalizedSpan(label.start, max(label.end, end))))
        }
        return result
    }
}

/// The level of each label of a document, by the sequence they make, and what is odd about the numbers.
struct SectionNumbering {
    private(set) var levels: [Int] = []
    private(set) var oddities: [Layout.Oddity] = []

    private struct Open {
        let series: Int
        let rank: Int
        var number: Int
        var label: Int
    }

    /// Deeper nesting than this is some machine's.
    static let deepest = 32

    init(_ labels: [SectionLabel]) {
        let next = SectionNumbering.nextOfSeries(labels)
        var stack: [Open] = []
        // Which series each series was last seen inside.
        var parents: [Int: Int] = [:]
        for (index, label) in labels.enumerated() {
            if let depth = stack.lastIndex(where: { $0.series == label.series }) {
                stack.removeLast(stack.count - depth - 1)
                check(label, after: stack[depth].number)
                stack[depth].number = label.number
                stack[depth].label = index
            } else {
                if let parent = parents[label.series], let depth = stack.lastIndex(where: { $0.series == parent }) {
                    stack.removeLast(stack.count - depth - 1)
                }
                while let top = stack.last, label.rank < top.rank, parents[label.series] != top.series {
                    let follower = next[top.label]
                    if follower >= 0, labels[follower].number > top.number { break }
                    stack.removeLast()
                }
                parents[label.series] = stack.last?.series
                if stack.count < SectionNumbering.deepest {
                    stack.append(Open(series: label.series, rank: label.rank, number: label.number, label: index))
                }
                check(label, after: 0)
            }
            levels.append(stack.count)
        }
    }

    /// For each label the next one of its series, or -1.
    private static func nextOfSeries(_ labels: [SectionLabel]) -> [Int] {
        var next = [Int](filled: -1, count: labels.count)
        var seen: [Int: Int] = [:]
        for index in labels.indices.reversed() {
            next[index] = seen[labels[index].series] ?? -1
            seen[labels[index].series] = index
        }
        return next
    }

    private mutating func check(_ label: SectionLabel, after number: Int) {
        guard label.style != .markdown, label.number != number + 1 else { return }
        let code =
            label.number == number
            ? "section.number-doubled"
            : label.number == 1 ? "section.numbering-restarted" : "section.number-missing"
        oddities.append(Layout.Oddity(code: code, span: NormalizedSpan(label.start, label.shownEnd)))
    }
}
