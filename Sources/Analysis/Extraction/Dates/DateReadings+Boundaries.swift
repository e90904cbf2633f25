/// What stands over the boundary of two words and is no date, and days that only their surroundings tell.
extension DateRules {
    /// A relative word that is the end of one word and the beginning of another.
    private struct Crossing: Sendable {
        let word: String
        /// What ends the first word when it stands before.
        let before: ScalarSet
        /// What goes on with the second word when it stands behind.
        let after: ScalarSet

        init(_ word: String, before: String = "", after: String = "") {
            self.word = word
            self.before = ScalarSet(before)
            self.after = ScalarSet(after)
        }
    }

    private static let crossings = [
        // 如今|年纪大了, 如今|年迈
        Crossing("今年", after: "纪龄迈幼老青轻"),
        // 加上|年久失修, 马上|年关
        Crossing("上年", before: "加马早晚", after: "久关纪龄老迈限终"),
        // 最后一次|年审
        Crossing("次年", before: "一每两几首", after: "审检会费"),
        // 31日前|年满, 以前|年度, 目前|年均
        Crossing("前年", before: "以之目此", after: "满龄均限迈"),
        // 下来|年终, 以来|年均
        Crossing("来年", before: "以近历", after: "终均限检审龄纪"),
        // 不同|年限
        Crossing("同年", after: "限级龄兵段"),
        // 说明|年检
        Crossing("明年", after: "检审龄限"),
        // 周转|年限, 好转|年内
        Crossing("转年", before: "周流好扭反运旋移倒逆", after: "审检限内薪租纪"),
        // 旧|年画
        Crossing("旧年", before: "破陈老新守", after: "画代久份款限"),
        // 过去|年轻
        Crossing("去年", after: "轻龄纪迈"),
        // 目前|天气
        Crossing("前天", before: "目以之此", after: "气赋"),
        Crossing("后天", before: "今以之此", after: "气赋黑天"),
    ]

    /// Whether the relative word that a match begins with lies over a boundary.
    static func crossesWords(_ match: PatternMatch) -> Bool {
        let surface = match.surface
        guard let crossing = crossings.first(where: { surface.hasPrefix($0.word) }) else { return false }
        if let before = match.before(), crossing.before.contains(before) { return true }
        return surface == crossing.word && match.after().map { crossing.after.contains($0) } ?? false
    }

    /// 今日头条, 明日路: part of a name; 明天更美好 is a hope.
    static func isName(_ match: PatternMatch, _ word: String) -> Bool {
        switch word {
        case "今日", "昨日": match.isFollowed(by: "头条") || match.isFollowed(by: "说法")
        case "明日", "明天":
            ["路", "之星", "一城", "更", "的太阳", "的希望"].contains(where: match.isFollowed(by:))
                || ["美好", "见到"].contains(where: match.isPreceded(by:))
        default: false
        }
    }

    /// 300元一月, 一月涨两百: by itself so long, and the month only beside a year or between two times.
    static func isMonthLong(_ match: PatternMatch) -> Bool {
        // 十月怀胎
        if match.isFollowed(by: "怀胎") { return true }
        guard match.surface == "一月" else { return false }
        return !(match.before().map { januaryLeaders.contains($0) } ?? true)
    }

    private static let januaryLeaders = ScalarSet("年从到至自于在、和与及今去来")

    /// 3.19号, 10.1日 as days; 限3.5日 is a length.
    static func isDottedDay(_ match: PatternMatch) -> Bool {
        isBareDay(match)
            || !["限", "满", "逾", "近", "共", "期", "第", "长", "版"].contains(where: match.isPreceded(by:))
                && !["内", "楼", "线", "院", "店", "房", "栋", "机"].contains(where: match.isFollowed(by:))
                && !(match.before().map { CharacterKind.isLatin($0) || [0x2D, 0x2F].contains($0) } ?? false)
    }

    /// 25号上午, 7号8点: a part of the day or an hour behind a day of the month.
    static func saysTimeOfDay(_ match: PatternMatch) -> Bool {
        guard match["hour"] != nil || partsOfDay.contains(where: match.surface.hasSuffix),
            let before = match.before()
        else { return match["hour"] != nil }
        return !CharacterKind.isDigit(before) && !CharacterKind.isLatin(before) && Numeral.digit(before) == nil
            && !timeStops.contains(before)
    }

    private static let partsOfDay = ["上午", "下午", "晚上", "凌晨", "早上", "中午", "傍晚", "夜里", "清晨", "早晨"]
    /// Before a number that is a house's, an ordinal or goes on.
    private static let timeStops = ScalarSet("第村路街巷道弄里苑区楼栋院庄园城组镇乡室.-/月十]〕、,每逢限满")
}
