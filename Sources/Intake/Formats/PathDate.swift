internal import Documents

/// The day a letter was received, as told by where its file lies.
enum PathDate {
    /// The day in the file's name or else in the nearest folder that has one: `yyyyMMdd` or `yyyy-MM-dd`, standing
    /// apart from other digits. A folder named `yyyy-MM` gives the last day of that month, since nothing in it can
    /// have come later, and a relative date (去年, 上月) reckoned from any day of the month comes out the same.
    static func received(in path: String) -> CivilDate? {
        let components = path.split { $0 == "/" || $0 == "\\" }
        for (index, component) in components.enumerated().reversed() {
            let bytes = Array(component.utf8)
            if let day = day(in: bytes) { return day }
            if index < components.count - 1, let day = lastDay(ofMonth: bytes) { return day }
        }
        return nil
    }

    private static func day(in bytes: [UInt8]) -> CivilDate? {
        var start = 0
        while start < bytes.count {
            guard isDigit(bytes[start]) else {
                start += 1
                continue
            }
            let run = bytes[start...].prefix { isDigit($0) }.count
            if run == 8, let day = date(bytes, start, start + 4, start + 6) { return day }
            if run == 4, let day = dashed(bytes, start) { return day }
            start += run
        }
        return nil
    }

    private static func dashed(_ bytes: [UInt8], _ start: Int) -> CivilDate? {
        guard start + 10 <= bytes.count, bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D,
            start + 10 == bytes.count || !isDigit(bytes[start + 10])
        else { return nil }
        return date(bytes, start, start + 5, start + 8)
    }

    private static func lastDay(ofMonth bytes: [UInt8]) -> CivilDate? {
        guard bytes.count == 7, bytes[4] == 0x2D, let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            isPlausible(year), (1...12).contains(month)
        else { return nil }
        return CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year))
    }

    private static func date(_ bytes: [UInt8], _ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        guard let year = number(bytes[year..<(year + 4)]), isPlausible(year),
            let month = number(bytes[month..<(month + 2)]), let day = number(bytes[day..<(day + 2)])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy(isDigit) ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }

    /// Eight digits are as often a serial number.
    private static func isPlausible(_ year: Int) -> Bool { (1949...2099).contains(year) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
