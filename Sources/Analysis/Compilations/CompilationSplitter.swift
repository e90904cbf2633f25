internal import Documents

/// One document of a compilation.
struct DocumentPart: Sendable, Equatable {
    var span: NormalizedSpan
    var title: NormalizedSpan?
}

/// Finds the documents that one text holds.
///
/// Tried in this order, the first that gives two or more: numbered marks (篇一, 【第一篇】, 第三篇, 范文二), the titles of a
/// table of contents, rules between whole documents, heads that repeat, and heads behind signatures. What stands before
/// the first document (a web page's introduction, a table of contents) belongs to none.
struct CompilationSplitter: Sendable {
    let words: CompilationWords

    /// Scalars; less is a heading or a line of a list.
    private static let shortestDocument = 30

    /// The documents in their order; empty when the text is one document.
    ///
    /// - Parameter lines: those with text, without outer blanks.
    func parts(_ lines: [Range<Int>], _ scalars: UnsafeBufferPointer<UInt32>) -> [DocumentPart] {
        guard lines.count > 1 || scalars.count > 400 else { return [] }
        let page = CompilationPage(lines: lines, scalars: scalars, words: words)
        func several(_ starts: [Start]) -> [Start]? { starts.count >= 2 ? starts : nil }
        let starts =
            several(markedStarts(page)) ?? several(listedStarts(page)) ?? several(ruledStarts(page))
            ?? several(repeatedStarts(page)) ?? several(signedStarts(page))
        return starts.map { documents($0, page) } ?? []
    }

    private typealias Start = (document: Int, cut: Int, title: NormalizedSpan?)

    private func documents(_ starts: [Start], _ page: CompilationPage) -> [DocumentPart] {
        let last = page.end(after: starts[starts.count - 1].document)
        return starts.enumerated().map { number, start in
            var end = number + 1 < starts.count ? starts[number + 1].cut : last
            while end > start.document, CharacterKind.isSpace(page.scalars[end - 1]) { end -= 1 }
            var begin = start.document
            while begin < end, CharacterKind.isSpace(page.scalars[begin]) { begin += 1 }
            return DocumentPart(
                span: NormalizedSpan(begin, max(begin, end)), title: start.title ?? page.title(at: begin))
        }
    }

    // MARK: numbered marks

    private func markedStarts(_ page: CompilationPage) -> [Start] {
        var marks = PartMarkReader.marks(in: page.lines, page.scalars)
        marks.removeAll { $0.range.lowerBound >= page.textEnd }
        guard marks.count >= 2 else { return [] }
        for style in PartMark.Style.allCases {
            var runs: [[PartMark]] = []
            for mark in marks where mark.style == style {
                if mark.number == 1 {
                    runs.append([mark])
                } else if let previous = runs.last?.last, (1...2).contains(mark.number - previous.number) {
                    runs[runs.count - 1].append(mark)
                }
            }
            // A table of contents makes a run too, without documents between its marks.
            let kept = runs.enumerated().filter { number, run in
                run.count >= 2 && isRun(run, until: number + 1 < runs.count ? runs[number + 1][0] : nil, page)
            }.flatMap(\.element)
            if kept.count >= 2 {
                let shared = style == .alone ? page.titleBefore(kept[0].range.lowerBound) : nil
                return kept.enumerated().map { number, mark in
                    let title = mark.title.flatMap(page.asTitle) ?? shared
                    return (mark.documentStart, min(mark.range.lowerBound, mark.documentStart), title)
                }
            }
        }
        return []
    }

    private func isRun(_ run: [PartMark], until next: PartMark?, _ page: CompilationPage) -> Bool {
        let ends = run.dropFirst().map { min($0.range.lowerBound, $0.documentStart) }
        let last = next?.range.lowerBound ?? page.textEnd
        let documents = zip(run, ends + [last]).map { $0.range.upperBound..<max($0.range.upperBound, $1) }
        let isLong = documents.count { $0.count >= Self.shortestDocument } * 3 >= documents.count * 2
        guard isLong else { return false }
        switch run[0].style {
        case .piece, .sample: return true
        case .letter: return documents.allSatisfy(page.isLetterLike)
        case .alone: return page.titleBefore(run[0].range.lowerBound) != nil || documents.allSatisfy { $0.count >= 60 }
        }
    }

    // MARK: table of contents

    private func listedStarts(_ page: CompilationPage) -> [Start] {
        let entries = page.contents()
        guard entries.count >= 2 else { return [] }
        var starts: [Start] = []
        var wanted = Set(entries)
        for line in page.lines where line.lowerBound < page.textEnd {
            if wanted.remove(Array(page.scalars[line])) != nil {
                starts.append((line.lowerBound, line.lowerBound, NormalizedSpan(line)))
            }
        }
        return starts.count * 3 >= entries.count * 2 ? starts : []
    }

    // MARK: rules

    private func ruledStarts(_ page: CompilationPage) -> [Start] {
        guard page.lines.contains(where: { $0.lowerBound < page.textEnd && page.isRule($0) }) else { return [] }
        var pieces: [Range<Int>] = []
        var start: Int?
        var end = 0
        func close() {
            if let begin = start { pieces.append(begin..<end) }
            start = nil
        }
        for line in page.lines where line.lowerBound < page.textEnd {
            if page.isRule(line) {
                close()
            } else {
                start = start ?? line.lowerBound
                end = line.upperBound
            }
        }
        close()
        let long = pieces.filter { $0.count >= Self.shortestDocument }
        let whole = long.filter(page.isWholeDocument)
        guard whole.count >= 2, whole.count * 4 >= long.count * 3 else { return [] }
        return whole.map { ($0.lowerBound, $0.lowerBound, nil) }
    }

    // MARK: repeated heads

    private func repeatedStarts(_ page: CompilationPage) -> [Start] {
        var places: [[UInt32]: [Int]] = [:]
        for (index, line) in page.lines.enumerated() where page.isHead(line) && !page.isRule(line) {
            places[Array(page.scalars[line]), default: []].append(index)
        }
        let repeated = places.values.filter { group in
            guard group.count >= 2, group[0] < 8 else { return false }
            return zip(group, group.dropFirst()).allSatisfy { first, second in
                page.lines[second].lowerBound - page.lines[first].upperBound >= Self.shortestDocument
                    && page.endsDocument(before: second)
            }
        }
        guard let group = repeated.min(by: { $0[0] < $1[0] }) else { return [] }
        return group.map { (page.lines[$0].lowerBound, page.lines[$0].lowerBound, nil) }
    }

    // MARK: heads behind signatures

    private func signedStarts(_ page: CompilationPage) -> [Start] {
        guard let first = page.lines.first else { return [] }
        var starts: [Start] = []
        var documentStart = first.lowerBound
        for index in page.lines.indices.dropFirst() {
            let line = page.lines[index]
            guard page.isStrictTitle(line) || page.isSalutation(line), page.isSigned(before: index),
                line.lowerBound - documentStart >= Self.shortestDocument,
                page.rest(from: index) >= Self.shortestDocument,
                !page.isAnnounced(line, from: documentStart)
            else { continue }
            if starts.isEmpty { starts.append((page.firstDocument(), first.lowerBound, nil)) }
            starts.append((line.lowerBound, line.lowerBound, nil))
            documentStart = line.lowerBound
        }
        return starts
    }
}
