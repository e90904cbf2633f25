internal import Documents

/// Puts the lines of a page into the order a person reads them in: down the page, columns of prose one after the
/// other, tables row by row.
///
/// Recognisers run lines across two columns, and cut tables into columns; so lines are cut at wide gaps first and
/// put together anew by where they stand. A page most of whose lines lack boxes keeps the order of its file.
struct ReadingOrder {
    /// One line to be read: words by index, in order.
    struct Row {
        var words: [Int]
        /// Upper and lower edge of its characters on the straightened page.
        var top: Double
        var bottom: Double
        var left: Double
        var right: Double
        /// Stretches of text with wide gaps between them; 0 where its place is not known.
        var cells: Int
        /// Lines of one column share a number; it changes where reading jumps.
        var column: Int
        var isHyphenated: Bool
        /// Of the recogniser's lines, where words have none.
        var box: ScanLayout.Box?
    }

    /// A stretch of a line without a wide gap.
    private struct Segment {
        var words: Range<Int>
        var line: Int
        var block: Int
        var left: Double
        var right: Double
        /// Straightened middle.
        var middle: Double
    }

    /// A gap this many character heights wide parts cells or columns; between words in a justified line there is
    /// less than one.
    static let wideGap = 1.5
    /// Where the recogniser itself made two lines of it, a smaller gap does.
    private static let gutter = 0.7

    private let page: ScannedPage
    /// Height of an ordinary character, in the page's unit.
    let height: Double
    private var slope: Double
    private var columns = 0
    /// Whether most lines have a place on the page; else its rows stand in the order of the file, unmeasured.
    private(set) var isPlaced = false

    init(_ page: ScannedPage) {
        self.page = page
        height = ReadingOrder.height(page)
        slope = ReadingOrder.slope(page, height)
    }

    /// The page's lines in reading order. A line without a place follows the one before it in the file.
    mutating func rows() -> [Row] {
        let lines = page.lines.indices.filter { !page.lines[$0].words.isEmpty }
        let placed = lines.filter { box(of: page.lines[$0].words, in: page.lines[$0]) != nil }
        isPlaced = height > 0 && 2 * placed.count > lines.count
        guard isPlaced, !page.isOrderStated, !isVertical(placed) else {
            return lines.map { line in
                let isBoxed = box(of: page.lines[line].words, in: page.lines[line]) != nil
                return row(
                    [segment(page.lines[line].words, line)], cells: isBoxed ? 1 : 0, column: page.lines[line].block)
            }
        }
        if slope != 0 {
            // Boxes drawn lower at the end of each cell look like a slope, but it tears rows apart.
            let tilted = bands(placed.flatMap(segments)).count
            let found = slope
            slope = 0
            if bands(placed.flatMap(segments)).count >= tilted { slope = found }
        }
        let rows = read(placed.flatMap(segments), depth: 0)
        return placed.count == lines.count ? rows : rowsWithUnplaced(lines, among: rows)
    }

    private func rowsWithUnplaced(_ lines: [Int], among rows: [Row]) -> [Row] {
        var rowOfWord = [Int](repeating: -1, count: page.words.count)
        for (index, row) in rows.enumerated() { for word in row.words { rowOfWord[word] = index } }
        /// Lines to read after each row; the first entry is before all.
        var followers = [[Int]](repeating: [], count: rows.count + 1)
        var home = 0
        for line in lines {
            // Words of placed lines are in rows, those of the others are not.
            let own = rowOfWord[page.lines[line].words.upperBound - 1]
            if own >= 0 { home = own + 1 } else { followers[home].append(line) }
        }
        var result: [Row] = []
        for index in followers.indices {
            if index > 0 { result.append(rows[index - 1]) }
            for line in followers[index] {
                var own = row([segment(page.lines[line].words, line)], cells: 0, column: -1)
                let neighbour = rows[max(0, index - 1)]
                own.top = neighbour.top
                own.bottom = neighbour.bottom
                result.append(own)
            }
        }
        return result
    }

    // MARK: measures

    /// The median height of words, bounded by that of their lines: a recogniser's word box may be too tall.
    private static func height(_ page: ScannedPage) -> Double {
        var heights: [Int] = []
        heights.reserveCapacity(page.words.count)
        for line in page.lines {
            for word in line.words {
                guard let box = page.words[word].box ?? line.box else { continue }
                heights.append(min(box.height, line.box?.height ?? box.height))
            }
        }
        guard !heights.isEmpty else { return 0 }
        heights.sort()
        return Double(heights[heights.count / 2])
    }

    /// How far lines sink to the right, as a fraction: one straight line is laid through the middles of the words of
    /// all lines together, each line at its own height, by least squares. Zero where it is no more than chance.
    private static func slope(_ page: ScannedPage, _ height: Double) -> Double {
        var (xx, xy, yy, free) = (0.0, 0.0, 0.0, -1.0)
        for line in page.lines {
            var (count, x, y, lineXX, lineXY, lineYY) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            for word in line.words {
                // Low ones (一, a comma) have no middle to go by; very tall ones are stamps or two lines.
                guard let box = page.words[word].box, (0.8 * height...1.7 * height).contains(Double(box.height)) else {
                    continue
                }
                let (left, top) = (Double(box.left + box.right) / 2, Double(box.top + box.bottom) / 2)
                count += 1
                // Means and sums of squares as words come (B. P. Welford, 1962).
                let (dx, dy) = (left - x, top - y)
                x += dx / count
                y += dy / count
                lineXX += dx * (left - x)
                lineXY += dx * (top - y)
                lineYY += dy * (top - y)
            }
            guard count > 1 else { continue }
            xx += lineXX
            xy += lineXY
            yy += lineYY
            free += count - 1
        }
        guard free >= 4, xx > 0 else { return 0 }
        let slope = xy / xx
        let error = (max(0, yy - slope * xy) / free / xx).squareRoot()
        return abs(slope) > 3 * error && abs(slope) > 0.001 ? slope : 0
    }

    /// Lines that stand upright are of vertical writing, whose order the recogniser knows better.
    private func isVertical(_ lines: [Int]) -> Bool {
        var upright = 0
        for line in lines {
            guard let box = page.lines[line].box ?? box(of: page.lines[line].words, in: page.lines[line]) else {
                continue
            }
            let characters = page.lines[line].words.reduce(0) { $0 + page.words[$1].scalars.count }
            if characters > 1, Double(box.height) > 1.5 * Double(box.width) { upright += 1 }
        }
        return 2 * upright > lines.count
    }

    private func box(of words: Range<Int>, in line: ScannedPage.Line) -> ScanLayout.Box? {
        var box: ScanLayout.Box?
        for word in words {
            guard let own = page.words[word].box else { return line.box }
            box = ScanLayout.Box.union(box, own)
        }
        return box
    }

    // MARK: segments

    private func segment(_ words: Range<Int>, _ line: Int) -> Segment {
        guard let box = box(of: words, in: page.lines[line]) else {
            return Segment(words: words, line: line, block: page.lines[line].block, left: 0, right: 0, middle: 0)
        }
        let centre = Double(box.left + box.right) / 2
        let middle = Double(box.top + box.bottom) / 2
        // Straightening moves what lies lower to the other side too.
        let shift = slope * middle
        return Segment(
            words: words, line: line, block: page.lines[line].block, left: Double(box.left) + shift,
            right: Double(box.right) + shift, middle: middle - slope * centre)
    }

    private func segments(_ line: Int) -> [Segment] {
        let words = page.lines[line].words
        var result: [Segment] = []
        var start = words.lowerBound
        for word in words.dropFirst() {
            guard let before = page.words[word - 1].box, let after = page.words[word].box,
                Double(after.left - before.right) >= ReadingOrder.wideGap * height
            else { continue }
            result.append(segment(start..<word, line))
            start = word
        }
        result.append(segment(start..<words.upperBound, line))
        return result
    }

    // MARK: rows

    /// Segments side by side, from the left; with their wide gaps.
    private struct Band {
        var segments: [Segment]
        var middle: Double
        /// First segment of each cell.
        var cells: [Int] = []

        func cell(_ index: Int) -> ArraySlice<Segment> {
            segments[cells[index]..<(index + 1 < cells.count ? cells[index + 1] : segments.count)]
        }
    }

    private func bands(_ segments: [Segment]) -> [Band] {
        var bands: [Band] = []
        for segment in segments.sorted(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
            // Segments come from top to bottom, so only the last rows can take one; two that cover each other
            // (a doubled line) never share a row.
            let candidates = bands.indices.suffix(3).reversed()
            let home = candidates.first { index in
                guard segment.middle - bands[index].middle < 0.5 * height, bands[index].segments.count < 256 else {
                    return false
                }
                let at = bands[index].segments.firstIndex { $0.left > segment.left } ?? bands[index].segments.count
                let slack = 0.3 * height
                return (at == 0 || bands[index].segments[at - 1].right - slack <= segment.left)
                    && (at == bands[index].segments.count || segment.right - slack <= bands[index].segments[at].left)
            }
            if let home {
                let at = bands[home].segments.firstIndex { $0.left > segment.left } ?? bands[home].segments.count
                bands[home].segments.insert(segment, at: at)
            } else {
                bands.append(Band(segments: [segment], middle: segment.middle))
            }
        }
        for index in bands.indices {
            let segments = bands[index].segments
            bands[index].cells = segments.indices.filter { at in
                guard at > 0 else { return true }
                let gap = segments[at].left - segments[at - 1].right
                // Words that the file gave by themselves are no lines of the recogniser's.
                return gap >= (page.hasLines ? ReadingOrder.gutter : ReadingOrder.wideGap) * height
            }
        }
        return bands
    }

    private func row(_ segments: [Segment], cells: Int, column: Int) -> Row {
        let middle = segments.reduce(0) { $0 + $1.middle } / Double(segments.count)
        let isUnboxed = segments.contains { $0.words.contains { page.words[$0].box == nil } }
        let box = isUnboxed ? segments.reduce(nil) { ScanLayout.Box.union($0, page.lines[$1.line].box) } : nil
        return Row(
            words: segments.flatMap { Array($0.words) }, top: middle - height / 2, bottom: middle + height / 2,
            left: segments.reduce(.infinity) { min($0, $1.left) },
            right: segments.reduce(-.infinity) { max($0, $1.right) }, cells: cells, column: column,
            isHyphenated: segments.last.map { segment in
                let line = page.lines[segment.line]
                return line.isHyphenated && segment.words.upperBound == line.words.upperBound
            } ?? false, box: box)
    }

    private mutating func read(_ segments: [Segment], depth: Int) -> [Row] {
        let bands = bands(segments)
        var rows: [Row] = []
        let own = columns
        var index = 0
        // Where a region was no prose, the next look is some way further down, so that long tables take linear time.
        var nextLook = 0
        while index < bands.count {
            if depth < 3, index >= nextLook, let region = columnRegion(bands, from: index) {
                guard !region.columns.isEmpty else {
                    nextLook = index + max(1, (region.end - index) / 8)
                    continue
                }
                for column in region.columns {
                    columns += 1
                    rows += read(column, depth: depth + 1)
                }
                index = region.end
            } else {
                rows.append(row(bands[index].segments, cells: bands[index].cells.count, column: own))
                index += 1
            }
        }
        return rows
    }

    // MARK: columns

    /// The rows from `start` that stand in columns of prose, with what belongs to each column; no columns where
    /// they are those of a table.
    private func columnRegion(_ bands: [Band], from start: Int) -> (columns: [[Segment]], end: Int)? {
        guard let (gutters, end) = gutters(bands, from: start) else { return nil }
        guard gutters.count <= 2 else { return ([], end) }
        var columns = [[ArraySlice<Segment>]](repeating: [], count: gutters.count + 1)
        var lasts = [Int](repeating: start, count: gutters.count + 1)
        for index in start..<end {
            let band = bands[index]
            for cell in band.cells.indices {
                let segments = band.cell(cell)
                let centre = (segments.first!.left + segments.last!.right) / 2
                let side = gutters.count { centre > ($0.lowerBound + $0.upperBound) / 2 }
                columns[side].append(segments)
                lasts[side] = index
            }
        }
        guard areProse(columns) else { return ([], end) }
        // What stands below the end of the shorter column goes on with the longer one only when it follows closely.
        var close = lasts.min()! + 1
        while close < end, bands[close].middle - bands[close - 1].middle < 2.5 * height { close += 1 }
        if close < end {
            let kept = Set((close..<end).flatMap { bands[$0].segments.map(\.words.lowerBound) })
            columns = columns.map { $0.filter { !kept.contains($0.first!.words.lowerBound) } }
        }
        return (columns.map { $0.flatMap { Array($0) } }, close)
    }

    /// Free strips that run down from the gaps of a row, and the row where the last of them is closed.
    private func gutters(_ bands: [Band], from start: Int) -> (strips: [ClosedRange<Double>], end: Int)? {
        let least = ReadingOrder.gutter * height
        var strips = gaps(bands[start])
        if strips.isEmpty, start + 1 < bands.count, let gap = gap(bands[start], bands[start + 1]) { strips = [gap] }
        guard (1...32).contains(strips.count) else { return nil }
        var end = start + 1
        while end < bands.count {
            var left: [ClosedRange<Double>] = []
            for strip in strips {
                var from = strip.lowerBound
                for segment in bands[end].segments where segment.right > from && segment.left < strip.upperBound {
                    if segment.left - from >= least { left.append(from...segment.left) }
                    from = max(from, segment.right)
                }
                if strip.upperBound - from >= least { left.append(from...strip.upperBound) }
            }
            if left.isEmpty { break }
            strips = left
            end += 1
        }
        return (strips, end)
    }

    private func gaps(_ band: Band) -> [ClosedRange<Double>] {
        band.cells.indices.dropFirst().map { cell in
            let right = band.cell(cell - 1).last!.right
            return right...max(right, band.cell(cell).first!.left)
        }
    }

    /// The gap between two lines that stand side by side but not at one height, as in columns set by themselves.
    private func gap(_ one: Band, _ other: Band) -> ClosedRange<Double>? {
        guard other.middle - one.middle < 1.2 * height, let first = one.segments.first, let last = one.segments.last,
            let otherFirst = other.segments.first, let otherLast = other.segments.last
        else { return nil }
        let least = ReadingOrder.gutter * height
        if otherFirst.left - last.right >= least { return last.right...otherFirst.left }
        if first.left - otherLast.right >= least { return otherLast.right...first.left }
        return nil
    }

    /// Prose fills its column line by line; the cells of a table are short or ragged.
    private func areProse(_ columns: [[ArraySlice<Segment>]]) -> Bool {
        var widths: [Double] = []
        for column in columns {
            guard column.count >= 3 else { return false }
            let left = column.reduce(Double.infinity) { min($0, $1.first!.left) }
            let right = column.reduce(-Double.infinity) { max($0, $1.last!.right) }
            let width = right - left
            let full = column.count { $0.last!.right - $0.first!.left >= 0.8 * width }
            guard width >= 9 * height, 5 * full >= 2 * column.count else { return false }
            widths.append(width)
        }
        return 2 * widths.min()! >= widths.max()!
    }
}
