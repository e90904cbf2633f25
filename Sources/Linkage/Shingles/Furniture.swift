/// What an office or the form of a letter put around the text: registration lines, page marks, the addressee.
///
/// One letter sent to three offices differs in these alone. Signatures stay: who signs makes another letter.
enum Furniture {
    /// A text left shorter than this was no letter with furniture; it is kept whole.
    private static let leastLeft = 50
    private static let longestStamp = 60
    private static let longestPageMark = 24
    private static let longestAddressee = 30

    private static let stamps = [
        "收件", "收文", "收到日期", "来信登记", "登记表", "登记编号", "信访编号", "来信编号", "投诉编号", "扫描件", "扫描时间", "材料名称", "经办", "转办", "交办",
    ].map(scalars)
    private static let stops = scalars("。,，;；!！?？()（）\n")
    private static let pageScalars = scalars("0123456789第共页/-—－·一二三四五六七八九十,，")

    static func removed(from text: [UInt32]) -> [UInt32] {
        var body: [UInt32] = []
        body.reserveCapacity(text.count)
        forEachOwnLine(of: text) { _, line in
            if !body.isEmpty { body.append(0x0A) }
            body.append(contentsOf: line)
            return true
        }
        let addressee = addresseeLength(body)
        guard body.count - addressee >= leastLeft else { return text }
        body.removeFirst(addressee)
        return body
    }

    /// To whom it is written, below what an office put above it and before the colon; `nil` when the
    /// first line that no office put there does not say it.
    static func addressee(of text: [UInt32]) -> ArraySlice<UInt32>? {
        var found: Range<Int>?
        forEachOwnLine(of: text) { start, line in
            let length = addresseeLength(line)
            if length > 1 { found = start..<(start + length - 1) }
            return false
        }
        return found.map { text[$0] }
    }

    /// The lines that no office put there, with where they begin, while `body` wants more.
    @inline(__always)
    private static func forEachOwnLine(of text: [UInt32], _ body: (Int, UnsafeBufferPointer<UInt32>) -> Bool) {
        text.withUnsafeBufferPointer { text in
            var start = 0
            while start < text.count {
                var end = start
                while end < text.count, text[end] != 0x0A { end += 1 }
                let line = UnsafeBufferPointer(rebasing: text[start..<end])
                if !line.isEmpty, !isStamp(line), !isPageMark(line), !body(start, line) { return }
                start = end + 1
            }
        }
    }

    private static func isStamp(_ line: UnsafeBufferPointer<UInt32>) -> Bool {
        guard line.count <= longestStamp else { return false }
        var start = 0
        while start < line.count, isOpening(line[start]) { start += 1 }
        return stamps.contains { stamp in
            stamp.count <= line.count - start && stamp.indices.allSatisfy { stamp[$0] == line[start + $0] }
        }
    }

    /// Spaces, 【 and [.
    private static func isOpening(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0x3000 || scalar == 0x3010 || scalar == 0x5B
    }

    /// 第2页, — 3 —, 第 1 页 共 4 页.
    private static func isPageMark(_ line: UnsafeBufferPointer<UInt32>) -> Bool {
        guard line.count <= longestPageMark else { return false }
        let marks = line.filter { $0 != 0x20 && $0 != 0x3000 }
        guard !marks.isEmpty, marks.count <= 12 else { return false }
        let isMarked = marks.contains(0x9875) || marks[0] == 0x2014 || marks[0] == 0x2D
        return isMarked && marks.allSatisfy(pageScalars.contains)
    }

    /// What stands before the first colon, and the colon, when it is short and no sentence.
    private static func addresseeLength(_ text: some Collection<UInt32>) -> Int {
        for (index, scalar) in text.prefix(longestAddressee + 1).enumerated() {
            if scalar == 0x3A || scalar == 0xFF1A { return index + 1 }
            if stops.contains(scalar) { return 0 }
        }
        return 0
    }

    private static func scalars(_ string: String) -> [UInt32] { string.unicodeScalars.map(\.value) }
}
