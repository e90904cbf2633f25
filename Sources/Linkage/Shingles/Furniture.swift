/// What an office or the form of a letter put around the text: registration lines, page marks, the addressee.
///
/// One letter sent to three offices differs in these alone. Signatures stay: who signs makes another letter.
enum Furniture {
    /// A text left shorter than this was no letter with furniture; it is kept whole.
    private static let leastLeft = 50
    private static let longestStamp = 60
    private static let longestAddressee = 30

    private static let stamps = [
        "收件", "收文", "收到日期", "来信登记", "登记表", "登记编号", "信访编号", "来信编号", "投诉编号", "扫描件", "扫描时间", "材料名称", "经办", "转办", "交办",
    ].map(scalars)
    private static let stops = Set(scalars("。,，;；!！?？()（）\n"))

    private static let pageScalars = Set(scalars("0123456789第共页/-—－·一二三四五六七八九十,，"))

    static func removed(from text: [UInt32]) -> [UInt32] {
        let lines = text.split(separator: 0x0A).filter { !isStamp($0) && !isPageMark($0) }
        let body = withoutAddressee(Array(lines.joined(separator: [0x0A])))
        return body.count >= leastLeft ? body : text
    }

    private static func isStamp(_ line: ArraySlice<UInt32>) -> Bool {
        guard line.count <= longestStamp else { return false }
        let line = line.drop { $0 == 0x20 || $0 == 0x3000 || $0 == 0x3010 || $0 == 0x5B }
        return stamps.contains { line.starts(with: $0) }
    }

    /// 第2页, — 3 —, 第 1 页 共 4 页.
    private static func isPageMark(_ line: ArraySlice<UInt32>) -> Bool {
        let marks = line.filter { $0 != 0x20 && $0 != 0x3000 }
        guard !marks.isEmpty, marks.count <= 12 else { return false }
        let isMarked = marks.contains(0x9875) || marks[0] == 0x2014 || marks[0] == 0x2D
        return isMarked && marks.allSatisfy(pageScalars.contains)
    }

    /// Drops what stands before the first colon, when it is short and no sentence.
    private static func withoutAddressee(_ text: [UInt32]) -> [UInt32] {
        for (index, scalar) in text.prefix(longestAddressee + 1).enumerated() {
            if scalar == 0x3A || scalar == 0xFF1A { return Array(text[(index + 1)...]) }
            if stops.contains(scalar) { return text }
        }
        return text
    }

    private static func scalars(_ string: String) -> [UInt32] { string.unicodeScalars.map(\.value) }
}
