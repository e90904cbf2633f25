internal import Documents

extension ValueRules {
    // MARK: limits

    private static let within = "(之内|以内|内|之多|有余|以上|不到|左右|上下)?"
    private static let nearly = "((近|快|将近|接近|差不多)有?|不到|没到|约|大约)?"

    private static let halfDayVerbs = Set("工租停误歇假息休".unicodeScalars.map(\.value))

    /// Before 小一年, which 中小 and 大小 are not.
    private static let nearlyLeaders = ScalarSet("了有都又快过等拖干住已是,，")
    private static let roughly = WordSet(["多", "余", "来", "半"])
    private static let sinceYear = WordSet(["起", "以前", "开始"])
    private static let fromYear = WordSet(["从", "自", "于"])
    private static let dayFollowers = WordSet([
        "期限", "期", "内", "已过", "变成", "期满", "书面通知", "到账", "答辩期", "举证期", "公示期", "宽限期",
    ])
    private static let dayCues = WordSet([
        "期限", "期限:", "期限为", "期限是", "时限", "时限:", "时限为", "限期", "延长", "延期", "超过", "不超过", "提前", "公示", "公示期", "逾期", "不少于",
        "顺延", "限", "限令", "限其", "限我", "限你", "旷工", "连续", "停产", "停课", "查封", "扣押", "隔离", "调查", "住院", "住了", "等了", "拖了", "关了",
        "拘了",
        "误工", "延误", "耽误", "保修", "缓交",
        "接访前", "拘留", "累计", "停工", "满", "期限: ", "时限: ", "不得少于", "期为", "已达", "长达", "已满", "公告期", "公告期限", "之日起", "届满前",
        "期满前", "到期前", "答复", "承诺", "答应", "限定", "不得超过", "最长", "核查", "整顿", "整改", "变成", "错过了", "只剩", "还剩", "再加", "又加",
        "再宽限", "费", "费了", "足足", "整整", "常达", "响了", "候了", "守了", "跑了", "跪了", "找了", "走了", "停了", "断了", "躺了", "熬了", "忙了",
        "做了", "干了", "歇了", "哭了", "病了", "晒了", "饿了", "烧了", "下了", "淹了", "泡了", "坐了", "查了", "谈了", "吵了", "关押", "昏迷", "昏迷了",
        "歇业",
    ])
    /// Before nights that passed so: 蹲了三个晚上, where 求他停三个晚上 asks.
    private static let nightLeaders = WordSet(["了", "过", "熬", "整整", "足足", "连续"])

    static let limits: [ValueRule] = [
        ValueRule(
            id: "limit.years-and-months",
            pattern: "\(nearly){num}年(零|又|加|另|带|挂)?{int}个(多)?[ ]?月((零|又)?{days:int}天)?\(within)"
        ) { match in
            guard let years = match.int("num"), let months = match.int("int"), years < 100, (1...11).contains(months),
                !(match.before().map { CharacterKind.isDigit($0) || $0 == 0x7B2C } ?? false)
            else { return nil }
            let days = match.int("days").map { "\($0)D" } ?? ""
            return .limit(duration: "P\(years)Y\(months)M" + days, isWorkingDays: false)
        },
        ValueRule(id: "limit.years-and-days", pattern: "{num}年(零|又){int}(天|日)\(within)") { match in
            guard let years = match.int("num"), let days = match.int("int"), years < 100, days < 366,
                !(match.before().map { CharacterKind.isDigit($0) } ?? false)
            else { return nil }
            return .limit(duration: "P\(years)Y\(days)D", isWorkingDays: false)
        },
        ValueRule(id: "limit.months-and-days", pattern: "\(nearly){num}个月(零|又|加|和)?{int}(天|日)\(within)") { match in
            // 第二个月15日 is a day.
            guard let months = match.int("num"), let days = match.int("int"), months < 100, days < 32,
                match.before() != 0x7B2C
            else { return nil }
            return .limit(duration: "P\(months)M\(days)D", isWorkingDays: false)
        },
        // 录像1分20秒; 2点1分20秒 is a time of the day.
        ValueRule(id: "limit.minutes-and-seconds", pattern: "{num}分(钟)?(零)?{int}秒(钟)?") { match in
            guard let minutes = match.int("num"), let seconds = match.int("int"), minutes < 1000, seconds < 60,
                ![0x3A, 0x70B9, 0x65F6, 0x949F].contains(match.before())
            else { return nil }
            return .limit(duration: "PT\(minutes)M\(seconds)S", isWorkingDays: false)
        },
        ValueRule(id: "limit.hours-and-minutes", pattern: "{num}(个)?(小时|钟头|时)(零)?{int}分(钟)?\(within)") { match in
            // 9时30分 is a time of the day.
            guard let hours = match.int("num"), let minutes = match.int("int"), minutes < 60,
                match.contains("小时") || match.contains("钟头")
            else { return nil }
            return .limit(duration: "PT\(hours)H\(minutes)M", isWorkingDays: false)
        },
        ValueRule(
            id: "limit.range",
            pattern: "{num}(个)?(工作日|自然日|天|日|月|年|小时|周)?(至|到|-|~|—)+{last:num}个?(工作日|自然日|天|日|个月|年|小时|周)\(within)"
        ) { match in range(match) },
        ValueRule(id: "limit.more-or-less", pattern: "(个把|一个来|半个来|个多|大半|小半|多半)(个)?(月|年|小时|钟头|星期|礼拜)") { match in
            guard !match.surface.hasPrefix("个多") || match.before() != 0x4E00 else { return nil }
            let half = match.surface.hasPrefix("半") || match.contains("半")
            if match.contains("年") { return duration(half ? 0.5 : 1, "Y") }
            if match.contains("月") { return duration(half ? 0.5 : 1, "M") }
            return duration(half ? 0.5 : 1, match.contains("小时") || match.contains("钟头") ? "H" : "W")
        },
        // 等了小一年, 小十年: a little less.
        ValueRule(id: "limit.nearly", pattern: "小([一两二三]?十|一|两)(个)?(年|月)") { match in
            guard let number = Numeral.integer(match.text, at: match.start + 1),
                match.contains("年") || match.contains("个"),
                match.before().map({ nearlyLeaders.contains($0) }) ?? false,
                !(match.after().map { [0x7EA7, 0x524D, 0x4EFD].contains($0) } ?? false)
            else { return nil }
            return duration(number.value, match.contains("年") ? "Y" : "M")
        },
        ValueRule(id: "limit.half-spoken", pattern: "半拉(月|年|钟头|小时)") { match in
            duration(0.5, match.contains("月") ? "M" : match.contains("年") ? "Y" : "H")
        },
        // 十天半个月: ten days or so.
        ValueRule(id: "limit.ten-days-or-so", pattern: "十天半个?月") { _ in duration(10, "D") },
        // 停了两宿; 一宿舍人
        ValueRule(id: "limit.nights", pattern: "{num}宿") { match in
            guard let nights = match["num"], (1...30).contains(nights), match.after() != 0x820D,
                nights > 1 || match.before() == 0x4E86
            else { return nil }
            return duration(nights, "D")
        },
        // 蹲了三个晚上, 测了两晚, 熬了两个通宵
        ValueRule(id: "limit.evenings", pattern: "{num}(个晚上|个通宵|个整夜|个夜晚|晚)") { match in
            guard let nights = match["num"], (2...30).contains(nights), nights == nights.rounded(),
                match.isPreceded(byOneOf: nightLeaders), !match.isPreceded(by: "排了"), match.after() != 0x4E0A
            else { return nil }
            return duration(nights, "D")
        },
        // 足足成个月: a whole one, as it is said in the south.
        ValueRule(id: "limit.whole-one", pattern: "成个(月|星期|礼拜|钟头|小时)") { match in
            guard ["了", "足足", "等", "有", "近", "拖"].contains(where: match.isPreceded(by:)) else { return nil }
            return duration(1, match.contains("月") ? "M" : match.contains("钟头") || match.contains("小时") ? "H" : "W")
        },
        ValueRule(id: "limit.merged-numeral", pattern: "\(nearly)(俩|仨)(多)?(月|礼拜|星期|钟头)(多)?\(within)") { match in
            let count = match.contains("俩") ? 2.0 : 3.0
            return duration(count, match.contains("月") ? "M" : match.contains("钟头") ? "H" : "W")
        },
        ValueRule(id: "limit.natural-days", pattern: "\(nearly){num}个?(自然日|日历日|日历天|自然天)\(within)") { limit($0, "D") },
        ValueRule(
            id: "limit.weeks-and-days", pattern: "\(nearly){num}个?(周|星期|礼拜)(零|又|加|多){int}天\(within)"
        ) { match in
            guard let weeks = match.int("num"), let days = match.int("int"), weeks < 60, (1...6).contains(days) else {
                return nil
            }
            return .limit(duration: "P\(weeks * 7 + days)D", isWorkingDays: false)
        },
        ValueRule(id: "limit.years-on", pattern: "\(nearly){num}(多|余|来)?(个(多)?年头|个春秋|个寒暑)") { match in
            // 第八个年头 counts which one it is.
            match.before() == 0x7B2C ? nil : match["num"].flatMap { duration($0, "Y") }
        },
        ValueRule(id: "limit.days-and-nights", pattern: "{num}(天|日){nights:num}[夜晚]") { match in
            guard let days = match.int("num"), let nights = match.int("nights"), abs(days - nights) <= 1 else {
                return nil
            }
            return .limit(duration: "P\(days)D", isWorkingDays: false)
        },
        // 四十余日
        ValueRule(id: "limit.some-days", pattern: "{num}(余|多|来)日\(within)") { match in
            match.after() == 0x524D ? nil : limit(match, "D")
        },
        // 三、四天, 二、三十年, 7、8个月: the first of two neighbours said together.
        ValueRule(
            id: "limit.either",
            pattern:
                "[一二两三四五六七八九1-9][、,][一二两三四五六七八九1-9][十0]?(多|余|来)?个?(年|月|天|周|星期|礼拜|小时|钟头|分钟)\(within)"
        ) { match in
            // 一、二年|级
            match.after() == 0x7EA7 ? nil : either(match)
        },
        // 三天五天, 三年五年: the first of two said in one breath.
        ValueRule(
            id: "limit.twice-said", pattern: "({num}天{last:num}天|{num}年{last:num}年|{num}个月{last:num}个月)"
        ) { match in
            guard let low = match.int("num"), let high = match.int("last"), low > 1, low < high, high <= low * 2,
                high <= 10, match.before() != 0x7B2C, !(match.before().map { CharacterKind.isDigit($0) } ?? false)
            else { return nil }
            return duration(Double(low), match.contains("天") ? "D" : match.contains("年") ? "Y" : "M")
        },
        // 五十载, 十余载
        ValueRule(id: "limit.years-literary", pattern: "\(nearly){num}(多|余)?载(有余)?") { match in
            guard let years = match["num"], (2...200).contains(years), match.before() != 0x5E74,
                !(match.after().map { loads.contains($0) } ?? false)
            else { return nil }
            return limit(match, "Y")
        },
        // 换届|一个月前, 开庭|三天前: so long before it.
        ValueRule(id: "limit.before-event", pattern: "{num}(个月|个星期|个礼拜|天|周|年)(之前|前)") { match in
            guard match.isPreceded(byOneOf: events) else { return nil }
            let units = [("月", "M"), ("天", "D"), ("年", "Y")]
            return limit(match, units.first { match.contains($0.0) }?.1 ?? "W")
        },
        // 一日三餐, 一日游: each day, a kind of tour.
        ValueRule(id: "limit.no-days", pattern: "[一二两三四五六七八九十0-9]日(游|[一两二三](餐|顿))") { _ in .nothing },
        ValueRule(id: "limit.working-days", pattern: "\(nearly){num}(多|余|来)?个?工作[日口曰天]\(within)") { limit($0, "B") },
        ValueRule(id: "limit.days", pattern: "\(nearly){num}(多|余|来|几)?个?(天|昼夜)(多|半)?\(within)") { match in
            // 三天|半夜, 十天半个月
            if match.surface.last == 0x534A, [0x591C, 0x5929, 0x6708, 0x4E2A].contains(match.after()) { return nil }
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C else { return nil }
            return limit(match, "D")
        },
        ValueRule(id: "limit.days-formal", pattern: "{num}[ ]?[日口曰](之内|以内|内)") { limit($0, "D") },
        ValueRule(id: "limit.days-limit", pattern: "{num}[日口曰]") { match in
            // 期限30日, 延长30日, 提前三日, 公示7日; 三十日已过.
            guard match.before() != 0x6708, match.before() != 0x5E74, !match.isFollowed(by: "期间"),
                match.after() != 0x524D
            else { return nil }
            let isLength =
                match.isFollowed(byOneOf: dayFollowers) || match.isPreceded(byOneOf: dayCues)
                || DateRules.tellsTerm(match) || isSoLongAfter(match)
            return isLength ? limit(match, "D") : nil
        },
        ValueRule(id: "limit.days-before", pattern: "{num}日前") { match in
            // 选举日的二十日前, 开工三十日前: as long before; 60日前 is no day of a month either.
            let isChinese = match.surface.first.map { !CharacterKind.isDigit($0) } ?? false
            return ["日的", "期的"].contains(where: match.isPreceded(by:)) || match.isPreceded(byOneOf: events)
                || match["num"] ?? 0 > 31 || isChinese && match.before() == 0x7684 ? limit(match, "D") : nil
        },
        ValueRule(id: "limit.months", pattern: "\(nearly)(半|{num})(来|多|余)?个(多|半|来|余|把)?个?[ ]?月(零{int}天)?(多)?\(within)")
        {
            match in
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), !match.isFollowed(by: "以前") else { return nil }
            if match["num"] == nil { return match.before() == 0x6BCF || isOnce(match) ? nil : duration(0.5, "M") }
            // 两三千|一个月; 13个月工资 is what is paid.
            guard match["num"] ?? 0 < 600, !isPay(match) else { return nil }
            return limit(match, "M")
        },
        ValueRule(id: "limit.half-month", pattern: "\(nearly)半月(之内|以内|内|多|左右|后|有余)?") { match in
            let isLength =
                match.surface.first != 0x534A || match.surface.last != 0x6708
                || [0x4E86, 0x7B49, 0x62D6, 0x6EE1].contains(match.before())
            return isLength && match.before() != 0x6BCF ? duration(0.5, "M") : nil
        },
        // 这两月, 不到两月: February is never called so.
        ValueRule(id: "limit.two-months", pattern: "\(nearly)两月(多|余)?\(within)") { match in
            [0x6BCF, 0x7B2C, 0x5341].contains(match.before()) || match.isFollowed(by: "份") ? nil : duration(2, "M")
        },
        // 停水近2月, 2月有余: months without 个, told by the words around them.
        ValueRule(id: "limit.bare-months", pattern: "(近{num}月|{num}月(有余|之久|之多|余))") { match in
            guard let months = match["num"], months < 60, !match.isFollowed(by: "份"),
                !(match.before().map { CharacterKind.isDigit($0) || [0x6700, 0x5E74, 0x4E34, 0x9644].contains($0) }
                    ?? false)
            else { return nil }
            return duration(months, "M")
        },
        ValueRule(id: "limit.whole", pattern: "(一整|整整一|整一)(天|周|年)\(within)") { match in
            duration(1, match.contains("天") ? "D" : match.contains("年") ? "Y" : "W")
        },
        ValueRule(id: "limit.year-or-half", pattern: "一年半载") { _ in duration(1, "Y") },
        ValueRule(id: "limit.years", pattern: "\(nearly)(半|{num})(来|余|多)?年(半|多)?\(within)") { match in
            let value = match["num"] ?? 0.5
            guard value < 1000 else { return nil }
            // 上半年
            if match["num"] == nil, [0x4E0A, 0x4E0B].contains(match.before()) { return nil }
            // 2.2015年: an item's number before a year.
            if let number = match.surface(of: "num"), let point = number.firstIndex(of: 0x2E),
                number.endIndex - point > 2
            {
                return nil
            }
            guard
                !(match.before().map {
                    CharacterKind.isDigit($0)
                        || $0 == 0x2E && match.before(2).map { CharacterKind.isDigit($0) } ?? false
                } ?? false)
            else { return nil }
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C,
                match.after() != 0x7EA7, match.after() != 0x5EA6, match.after() != 0x7EAA,
                // 八十年代; 当了十二年代课教师
                match.after() != 0x4EE3 || match.isFollowed(by: "代课") || match.isFollowed(by: "代理")
            else { return nil }
            // 一九年, 15年3月: a year; only small counts are durations when digits stand alone.
            if match.isFollowed(by: "来"), value > 100 { return nil }
            // 98年, 九八年; but 五十年 is a length, as 60多年 is.
            let isExact = !match.contains(oneOf: roughly)
            if value >= 49, isExact, !DateRules.isTenure(match, "num"), let number = match.surface(of: "num"),
                number.count == 2,
                number.allSatisfy({ Numeral.digit($0) != nil })
            {
                return nil
            }
            // 三三年, 08年: two digits that no one counts with.
            if let number = match.surface(of: "num"), number.count == 2, let tens = Numeral.digit(number.first!),
                let ones = Numeral.digit(number.last!),
                tens == 0 || !CharacterKind.isDigit(number.first!) && ones != tens + 1 && !(tens == 3 && ones == 5)
            {
                return nil
            }
            // 八九年起, 从七八年: two neighbours that are a year.
            if let number = match.surface(of: "num"), number.count == 2, !CharacterKind.isDigit(number.first!),
                number.allSatisfy({ Numeral.digit($0) != nil }),
                match.isFollowed(byOneOf: sinceYear) || match.isPreceded(byOneOf: fromYear)
            {
                return nil
            }
            // 17年和18年, 在15年.
            if match.end - match.start == 3, DateRules.isSurelyYear(match, "num") { return nil }
            // A part of a longer numeral: 二〇二〇年.
            if let before = match.before(), Numeral.digit(before) != nil || before == 0x5341 { return nil }
            if let after = match.after(),
                Numeral.digit(after) != nil && !match.isFollowed(by: "一次") && !match.isFollowed(by: "一共")
                    && isExact && !match.contains("半") && !isLengthBeforeNumber(match) || after == 0x521D
                    || after == 0x5E95
                    || after == 0x672B
            {
                return nil
            }
            // 2018年半年: which half is not told; 送半年 is sold.
            if match["num"] == nil {
                return isProduct(match) || isOnce(match) || [0x5E74, 0x9001].contains(match.before())
                    ? nil : duration(0.5, "Y")
            }
            return limit(match, "Y")
        },
        ValueRule(id: "limit.weeks", pattern: "\(nearly){num}(个)?(多)?(周|星期|礼拜)(多)?\(within)") { match in
            guard match.after() != 0x524D, match.after() != 0x5C81,
                match.contains("个") || match.contains("周") || match.contains("礼拜")
                    || match.contains("内") || match.before().map({ lengthLeaders.contains($0) }) ?? false,
                // 一星期五天
                !(match.after().map { DateRules.weekdays[$0] != nil } ?? false && match.surface.hasSuffix("星期"))
            else {
                return nil
            }
            return limit(match, "W")
        },
        ValueRule(id: "limit.hours", pattern: "\(nearly)(半|{num})(多)?个?(多|半)?(小时|钟头)\(within)") { match in
            if match["num"] == nil { return isNoLength(match) ? nil : duration(0.5, "H") }
            return limit(match, "H")
        },
        ValueRule(id: "limit.minutes", pattern: "\(nearly){num}(多|来|余)?分(多)?钟(多)?\(within)") { limit($0, "m") },
        // 通话十一分; 得了十一分
        ValueRule(id: "limit.talk", pattern: "{num}分") { match in
            match.isPreceded(by: "通话") || match.isPreceded(by: "时长")
                ? match["num"].flatMap { duration($0, "m") } : nil
        },
        // 半个世纪
        ValueRule(id: "limit.centuries", pattern: "\(nearly)(半|{num})个(多)?世纪(多|之久)?") { match in
            // 上个世纪, 第二个世纪
            match.before() == 0x7B2C || match["num"] ?? 0 > 30 ? nil : duration((match["num"] ?? 0.5) * 100, "Y")
        },
        ValueRule(id: "limit.seconds", pattern: "\(nearly){num}(多|来|余)?秒(钟|多)?\(within)") { match in
            guard let seconds = match["num"], seconds > 0, seconds < 100_000, seconds == seconds.rounded(),
                !match.isPreceded(by: "第"),
                ![0x5206, 0x4E0B, 0x4E0A, 0x6BCF].contains(match.before())
            else { return nil }
            return .limit(duration: "PT\(Int(seconds))S", isWorkingDays: false)
        },
        // 等了两个半钟
        ValueRule(id: "limit.hours-spoken", pattern: "{num}个(半|多)?钟\(within)") { match in
            guard let hours = match["num"], hours < 100, !match.isFollowed(by: "头"), match.after() != 0x70B9 else {
                return nil
            }
            return duration(hours + (match.contains("半") ? 0.5 : 0), "H")
        },
        ValueRule(id: "limit.quarter-hours", pattern: "{num}刻钟\(within)") { match in
            match["num"].flatMap { duration($0 * 15, "m") }
        },
        ValueRule(id: "limit.quarters", pattern: "{num}个季度\(within)") { match in
            // 一个季度交一次, 一个季度|一千五
            isOnce(match) || match["num"] == 1 && isPaidFor(match)
                ? nil : match["num"].flatMap { duration($0 * 3, "M") }
        },
        ValueRule(id: "limit.half-day", pattern: "半天") { match in
            // 停工半天, 租了半天; 等了半天 is a long while.
            let verb = match.before() == 0x4E86 ? match.before(2) : match.before()
            return verb.map { halfDayVerbs.contains($0) } ?? false ? duration(0.5, "D") : nil
        },
    ]
}
