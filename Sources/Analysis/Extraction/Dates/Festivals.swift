/// Festivals that letters date by.
enum Festivals {
    /// Longer names before the shorter ones they contain.
    static let names = [
        "春节", "元旦", "清明节", "清明", "端午节", "端午", "中秋节", "中秋", "国庆节", "国庆", "劳动节", "五一", "十一", "元宵节",
        "重阳节", "除夕", "教师节", "妇女节", "儿童节", "建军节",
    ]

    enum Day: Sendable {
        case solar(month: Int, day: Int)
        case lunar(month: Int, day: Int)
        /// The day before the lunar new year.
        case newYearsEve
        /// The solar term Qingming: April 4 or 5.
        case qingming
    }

    static func day(of name: String) -> Day {
        switch name {
        case "春节": .lunar(month: 1, day: 1)
        case "元旦": .solar(month: 1, day: 1)
        case "清明节", "清明": .qingming
        case "端午节", "端午": .lunar(month: 5, day: 5)
        case "中秋节", "中秋": .lunar(month: 8, day: 15)
        case "国庆节", "国庆", "十一": .solar(month: 10, day: 1)
        case "元宵节": .lunar(month: 1, day: 15)
        case "重阳节": .lunar(month: 9, day: 9)
        case "除夕": .newYearsEve
        case "教师节": .solar(month: 9, day: 10)
        case "妇女节": .solar(month: 3, day: 8)
        case "儿童节": .solar(month: 6, day: 1)
        case "建军节": .solar(month: 8, day: 1)
        default: .solar(month: 5, day: 1)
        }
    }

    /// The day in April; the usual reckoning for 1900–2099: ⌊0.2422 y + c⌋ − ⌊y / 4⌋ with c 5.59 and 4.81.
    static func qingming(_ year: Int) -> Int {
        let y = Double(year % 100)
        return Int(0.2422 * y + (year < 2000 ? 5.59 : 4.81)) - (year % 100) / 4
    }
}
