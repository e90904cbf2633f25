/// How matches of the date rules are read, and what stands around a match and makes it something else.
extension DateRules {
    // MARK: years, months, days

    /// `nil` where the match says 口 and counts people or wells.
    static func fullDate(_ match: PatternMatch) -> DateExpression? {
        guard !isCounted(match) else { return nil }
        var date = DateExpression(year: year(match), month: match.int("month"), day: match.int("day"))
        setClock(&date, match)
        return withDays(date, match)
    }

    static func year(_ match: PatternMatch) -> DateExpression.Year {
        guard let surface = match.surface(of: "year4") else { return .unsaid }
        if surface.contains(where: Numeral.isMask) {
            let text = surface.map { scalar -> String in
                Numeral.isMask(scalar) ? "X" : String(Numeral.digit(scalar) ?? 0)
            }
            return .masked(text.joined())
        }
        return match.int("year4").map { .absolute($0) } ?? .unsaid
    }

    /// 98 is 1998, 18 is 2018; 三三 and 62 are of the last century.
    static func shortYear(_ match: PatternMatch) -> Int? {
        guard let value = match.int("year2") else { return nil }
        let isChinese = match.surface(of: "year2")?.first.map { !CharacterKind.isDigit($0) } ?? false
        if (49...99).contains(value) || isChinese && value >= 30 { return 1900 + value }
        return value <= 35 ? 2000 + value : nil
    }

    /// A two-digit year that is no length of time: 零七年, 08年, 于15年, but not 三四年 (three or four).
    static func isSurelyYear(_ match: PatternMatch, _ slot: SlotName = "year2") -> Bool {
        guard let surface = match.surface(of: slot), surface.count == 2, let first = surface.first,
            let last = surface.last,
            let tens = Numeral.digit(first), let ones = Numeral.digit(last)
        else { return false }
        // 06年前后
        if CharacterKind.isDigit(first), tens == 0 { return true }
        // 16年以来; 10年以来 may be so long.
        if CharacterKind.isDigit(first), tens == 1, ones % 5 != 0, match.isFollowed(by: "以来") { return true }
        if let after = match.after(), [0x524D, 0x5185, 0x95F4, 0x6765, 0x4EE5, 0x591A].contains(after) { return false }
        // 要三五年: three to five
        if !CharacterKind.isDigit(first), tens == 3, ones == 5 { return false }
        if tens < 3, isBesideYear(match, tens * 10 + ones) { return true }
        // ，17年涨洪水: at a clause's beginning, before what happened then
        if tens < 3, CharacterKind.isDigit(first),
            match.before().map({ CharacterKind.endsClause($0) || $0 == 0x0A }) ?? true,
            let after = match.after(), happenings.contains(after)
        {
            return true
        }
        // 他21年辞职; 20年 may be so long.
        if tens < 3, ones % 5 != 0, CharacterKind.isDigit(first),
            match.before().map({ persons.contains($0) }) ?? false,
            let after = match.after(), CharacterKind.isHan(after), !lengthEnds.contains(after)
        {
            return true
        }
        // 小区18年交房, 12年得知: what happened in it; 工作18年退休, 已18年交房 tell how long.
        if tens < 3, CharacterKind.isDigit(first), match.isFollowed(byOneOf: yearEvents),
            !match.isPreceded(byOneOf: lengthVerbs)
        {
            return true
        }
        // 一七年: nobody counts so; 一二年 is one or two.
        if !CharacterKind.isDigit(first) { return ones != tens + 1 && (tens != 1 || ones > 2) || tens == 0 }
        if tens == 0 { return true }
        if match.isPreceded(by: "在"), let after = match.after(),
            [0x91CC, 0x65F6, 0x671F, 0x5DE6, 0x5C31].contains(after)
        {
            return false
        }
        // 存在|17年了: so long.
        if match.isPreceded(by: "存在") || match.isPreceded(by: "现在") { return false }
        return ["于", "从", "自", "预计", "计划", "在"].contains(where: match.isPreceded(by:)) && tens < 3
            || match.isPreceded(by: "是") && tens < 3 && match.after().map { CharacterKind.isHan($0) } ?? false
    }

    private static let yearEvents = WordSet([
        "开工", "完工", "竣工", "通车", "入住", "入职", "通过", "得知", "审批", "审核", "执行", "响应", "大雨", "骗", "卖", "登记", "交房", "已过", "过半",
        "才", "实行", "实施", "公布", "出台", "建成", "开始", "购房", "买房", "毕业", "考入", "考上", "考进", "参加", "分配", "招聘", "成立", "签订", "签约",
        "经过", "发生", "上半年", "下半年", "结婚", "离婚", "去世", "烂尾", "停工", "开业", "开盘", "建房", "征地", "换届", "也招", "又招", "冬", "夏", "春",
        "秋",
        "的时候", "那会", "那时", "入学", "入户", "入伍", "参军", "进厂", "购买", "买的", "买了", "建的", "修的", "装修", "搬到", "搬来", "办的", "改制",
        "下岗",
        "年底", "年初", "年中", "的文件", "的通知", "的政策", "的标准", "退休", "退的", "就在", "就退", "就已", "就办",
    ])
    /// What a length of time follows.
    private static let lengthVerbs = WordSet([
        "工作", "上访", "存在", "期限", "干", "教", "住", "近", "满", "了", "有", "快", "达", "整整", "连续", "已", "已经", "过", "等", "每", "需",
        "要", "足",
        "用", "约", "拖", "当", "第", "共", "超", "到", "差", "这",
    ])
    private static let persons = ScalarSet("我他她俺")
    /// Behind years that were so long: 他21年没回家, 她13年的苦.
    private static let lengthEnds = ScalarSet("的了没未不如间以前后多来里中内上下都也还工青含辛苦心血劳")
    private static let happenings = Set("买卖建修涨结入毕拆征搬装办签申我他她因村县市省政被春夏秋冬".unicodeScalars.map(\.value))

    /// 17年和18年: two years side by side.
    private static func isBesideYear(_ match: PatternMatch, _ value: Int) -> Bool {
        func year(at start: Int) -> Int? {
            guard start >= 0, start + 2 < match.text.count, match.text[start + 2] == 0x5E74,
                let (end, value) = Numeral.year2(match.text, at: start), end == start + 2
            else { return nil }
            return Int(value)
        }
        let joints: Set<UInt32> = [0x548C, 0x3001, 0x4E0E, 0x6216]
        if let after = match.after(), joints.contains(after), let next = year(at: match.end + 1) {
            return (1...5).contains(next - value)
        }
        if let before = match.before(), joints.contains(before), let previous = year(at: match.start - 4) {
            return (1...5).contains(value - previous)
        }
        return false
    }

    /// 70年产权, 使用权为50年: how long land is let.
    static func isTenure(_ match: PatternMatch, _ slot: SlotName = "year2") -> Bool {
        guard let number = match.surface(of: slot), number.count == 2, number.allSatisfy({ CharacterKind.isDigit($0) }),
            number.last == 0x30, [0x34, 0x35, 0x37].contains(number.first ?? 0)
        else { return false }
        // 建党70年
        if foundings.contains(where: match.isPreceded(by:)) { return true }
        return match.after().map { tenureFollowers.contains($0) } ?? true
            || match.before().map { tenureLeaders.contains($0) } ?? false
    }

    private static let foundings = ["建党", "建国", "建军", "建校", "建院", "建厂", "建市", "建县", "执政", "改革开放", "新中国成立"]
    private static let tenureFollowers = Set("产房住综使土期“\"".unicodeScalars.map(\.value))
    private static let tenureLeaders = Set("地权为限期水管保".unicodeScalars.map(\.value))

    /// 98年前, 九八年前, 06年前后: a year, not a number of years.
    static func isYearNumber(_ match: PatternMatch) -> Bool {
        guard let surface = match.surface(of: "int"), surface.count == 2 else { return false }
        if surface.first == 0x30 { return true }
        return (match.int("int") ?? 0) >= 49 && surface.allSatisfy { (Numeral.digit($0) ?? 0) > 0 }
    }

    static func relativeYear(_ match: PatternMatch) -> DateExpression.Year {
        let surface = match.surface
        return relativeYears.first { surface.hasPrefix($0.0) }?.1 ?? .unsaid
    }

    private static let relativeYears: [(String, DateExpression.Year)] = [
        ("大前年", .fromReceipt(-3)), ("前年", .fromReceipt(-2)), ("去年", .fromReceipt(-1)), ("昨年", .fromReceipt(-1)),
        ("上年", .fromReceipt(-1)),
        ("上一年", .fromReceipt(-1)), ("今年", .fromReceipt(0)), ("本年", .fromReceipt(0)), ("明年", .fromReceipt(1)),
        ("来年", .fromReceipt(1)), ("该年", .fromAntecedent(0)), ("那年", .fromAntecedent(0)), ("同一年", .fromAntecedent(0)),
        ("同年", .fromAntecedent(0)),
        ("当年", .fromAntecedent(0)), ("次年", .fromAntecedent(1)), ("转过年", .fromAntecedent(1)),
        ("转年", .fromAntecedent(1)), ("旧年", .fromReceipt(-1)),
        ("翌年", .fromAntecedent(1)), ("第二年", .fromAntecedent(1)),
    ]

    /// 辛丑年 at the match's beginning; `nil` for what is none of the sixty.
    static func cycleYear(_ match: PatternMatch) -> DateExpression.Year? {
        let surface = match.surface
        guard surface.count > 2, let stem = stems.firstIndex(of: surface[0]),
            let branch = branches.firstIndex(of: surface[1])
        else { return nil }
        return (0..<60).first { $0 % 10 == stem && $0 % 12 == branch }.map { .ofCycle($0) }
    }

    private static let stems = "甲乙丙丁戊己庚辛壬癸".unicodeScalars.map(\.value)
    private static let branches = "子丑寅卯辰巳午未申酉戌亥".unicodeScalars.map(\.value)

    /// Years said as such: 今年六十三 tells an age, 说明年检 is 说明 and 年检, 比上年 compares, 当年的 is long ago.
    static func isRelativeYear(_ match: PatternMatch) -> Bool {
        let surface = match.surface
        if match["month"] == nil, yearPart(match) == nil {
            if surface.hasPrefix("今年") || surface.hasPrefix("本年"), tellsAge(match) { return false }
            if surface.hasPrefix("当年") { return false }
            // 退休那年, 那年他25: told only where a clause begins with it and goes on in time.
            if surface.hasPrefix("那年") { return false }
            if surface.hasPrefix("上年"), ["比", "较", "同"].contains(where: match.isPreceded(by:)) { return false }
        }
        if crossesWords(match) { return false }
        // 上一年级, 同年兵
        if surface.hasPrefix("同年"), match.isFollowed(by: "兵") || match.isFollowed(by: "龄") { return false }
        return !((surface.hasPrefix("第二年") || surface.hasPrefix("上一年")) && match.isFollowed(by: "级"))
    }

    /// 岁, or a number up to 110 with nothing counted behind it.
    private static func tellsAge(_ match: PatternMatch) -> Bool {
        var start = match.end
        while start < match.text.count,
            [0x20, 0x5DF2, 0x7ECF, 0x521A, 0x6EE1, 0x5FEB, 0x90FD].contains(match.text[start])
        {
            start += 1
        }
        guard start < match.text.count, let (end, value) = Numeral.integer(match.text, at: start),
            (1...115).contains(value)
        else { return false }
        guard end < match.text.count else { return true }
        let next = match.text[end]
        // 八十有三
        return [0x5C81, 0x5468, 0x591A, 0x4E86, 0x6765, 0x6709].contains(next) || !CharacterKind.isHan(next)
    }

    static func monthPart(_ match: PatternMatch) -> DateExpression.Part? {
        let surface = match.surface
        if ["上中旬", "中上旬", "上、中旬"].contains(where: surface.hasSuffix) { return .earlyTwenty }
        if ["中下旬", "中、下旬"].contains(where: surface.hasSuffix) { return .lateTwenty }
        if surface.hasSuffix("上旬") { return .earlyTen }
        if surface.hasSuffix("中旬") { return .middleTen }
        if surface.hasSuffix("下旬") { return .lateTen }
        if surface.hasSuffix("初") { return .startOfMonth }
        if surface.hasSuffix("底") || surface.hasSuffix("末") { return .endOfMonth }
        return nil
    }

    static func yearPart(_ match: PatternMatch) -> DateExpression.Part? {
        let surface = match.surface
        if surface.hasSuffix("上半年") || surface.hasSuffix("前半年") { return .firstHalf }
        if surface.hasSuffix("下半年") || surface.hasSuffix("后半年") { return .secondHalf }
        if let count = match.int("first"), (1...12).contains(count) {
            return surface.hasSuffix("季度") ? (count < 5 ? .firstMonths(count * 3) : nil) : .firstMonths(count)
        }
        if let count = match.int("final"), (1...11).contains(count) { return .lastMonths(count) }
        if surface.hasSuffix("首月") { return .firstMonths(1) }
        if surface.hasSuffix("年中") { return .endOfQuarter(2) }
        let isEnd = surface.hasSuffix("季度末")
        if surface.hasSuffix("季度") || isEnd,
            let scalar = surface.dropLast(isEnd ? 3 : 2).last(where: { $0 != 0x4E2A }),
            let quarter = Numeral.digit(scalar)
        {
            if surface.contains("前") { return .firstMonths(quarter * 3) }
            return isEnd ? .endOfQuarter(quarter) : .quarter(quarter)
        }
        if surface.hasSuffix("暑假") { return .season(22) }
        for (index, season) in ["春", "夏", "秋", "冬"].enumerated()
        where surface.hasSuffix(season) || surface.hasSuffix(season + "天") || surface.hasSuffix(season + "季") {
            return .season(21 + index)
        }
        if surface.hasSuffix("初") || surface.hasSuffix("伊始") { return .startOfYear }
        if surface.hasSuffix("底") || surface.hasSuffix("末") { return .endOfYear }
        return nil
    }

    /// Nothing but blanks stands before the match on its line.
    static func beginsLine(_ match: PatternMatch) -> Bool {
        var start = match.start
        while start > 0, match.text[start - 1] == 0x20 { start -= 1 }
        return start == 0 || match.text[start - 1] == 0x0A
    }

    // MARK: what a number is not

    /// 2口井, 3号楼's kin: 口 behind a day counts wells and people.
    static func isCounted(_ match: PatternMatch) -> Bool {
        guard match.text[match.end - 1] == 0x53E3, let after = match.after() else { return false }
        return [0x4EBA, 0x4E95, 0x5858, 0x9C7C, 0x9505, 0x7F38, 0x68FA, 0x732A, 0x6C34].contains(after)
    }

    /// 1至6月 goes on as 6月10日 or 6月底.
    static func isMonthContinued(_ match: PatternMatch) -> Bool {
        guard let after = match.after() else { return false }
        return Numeral.digit(after) != nil || after == 0x5341
            || [0x521D, 0x5E95, 0x672B, 0x4E0A, 0x4E2D, 0x4E0B].contains(after)
                && !["中国", "上报", "下发", "中央", "下达"].contains(where: match.isFollowed(by:))
    }

    private static let houseNouns = ScalarSet("楼线院文房门桥井机别店地院弄巷铺柱坑矿厂令住出公路小栋单室码车位内以之间增区站台仓库墙塔闸口孔泵炉")
    /// What else is numbered: 诊室, 窗口, 梯, 户型.
    private static let countedNouns = ScalarSet("诊窗梯户退馆岗桌床病栏球柜")
    /// What a number with 号 counts where it is no day.
    static func isHouse(_ scalar: UInt32) -> Bool { houseNouns.contains(scalar) || countedNouns.contains(scalar) }
    /// What may stand before a bare day in running text.
    private static let dayLeaders = ScalarSet("至到于在拖和活我你他她它们果快是就才从自是定子人局府院队递了过止心所会站司村乡镇委都已但部厅")
    /// What may follow 7号 when it is a day.
    private static let dayFollowers = ScalarSet("去来到开要才又就再早上下晚中夜凌我他她那打交给说起前在签收送回通停有没还的了")
    /// What was done on a day: 在26号撤诉; behind 在 and 于 only, for 六号报告厅.
    private static let dayDeeds = ScalarSet("撤判离审缴发转搬领报考拆订办递投申提做给向被由把将对")
    private static let streetNouns = ScalarSet("村路街巷道弄里苑区楼栋院庄园城组镇乡")
    private static let lengthCues = [
        "期限", "期限:", "时限", "时限:", "期限为", "限", "延长", "延期", "超过", "提前", "公示", "满", "逾", "近", "达", "共", "每", "超",
        "期限: ", "之前", "会前", "期间", "顺延", "接访前", "不少于", "不超过", "累计", "拘留", "罚款", "达到", "工作", "休息",
    ]

    /// 期限 or 期 within a few characters behind 的.
    static func tellsTerm(_ match: PatternMatch) -> Bool {
        guard match.surface.hasSuffix("日"), match.after() == 0x7684 else { return false }
        return match.after(2...7).prefix { CharacterKind.isHan($0) }.contains(0x671F)
    }

    /// 20号才转院, 16日做手术: a day of the month just named, never a house, a line or a length of time.
    static func isBareDay(_ match: PatternMatch) -> Bool {
        let surface = match.surface
        guard surface.contains("日") || surface.contains("号") else { return false }
        // 周25号上午, 已经是7号8点: with a part of the day or an hour it is a day.
        if saysTimeOfDay(match) { return true }
        if surface.hasSuffix("号"), let after = match.after() {
            // 六号路, 3号诊室, 4号退费窗口, 3号4号户型, 10号等城轨
            if houseNouns.contains(after) || countedNouns.contains(after) || CharacterKind.isDigit(after)
                || after == 0x7B49 && !match.isFollowed(by: "等了")
            {
                return false
            }
        }
        // 街27、29号; but 6月13、14日
        if let before = match.before(), before == 0x3001 || before == 0x2C, let further = match.before(2),
            CharacterKind.isDigit(further)
        {
            var start = match.start - 2
            while start > 0, CharacterKind.isDigit(match.text[start - 1]) { start -= 1 }
            if start == 0 || match.text[start - 1] != 0x6708 { return false }
        }
        if lengthCues.contains(where: match.isPreceded(by:)) { return false }
        // 十日的法定答复期
        if tellsTerm(match) { return false }
        if let before = match.before() {
            if CharacterKind.isDigit(before) || Numeral.digit(before) != nil || CharacterKind.isLatin(before)
                || [0x2D, 0x2E, 0x2F, 0x6708, 0x7B2C, 0x5341, 0x5D, 0x3015].contains(before)
            {
                return false
            }
            if CharacterKind.isHan(before) {
                guard let day = match.surface(of: "day"), day.allSatisfy({ CharacterKind.isDigit($0) }),
                    dayLeaders.contains(before)
                else { return [0x81F3, 0x5230, 0x4E8E, 0x5728].contains(before) }
                if surface.contains("号"), ![0x81F3, 0x5230, 0x4E8E, 0x5728, 0x62D6, 0x548C, 0x6D3B].contains(before),
                    !(match.after().map { dayFollowers.contains($0) } ?? true)
                {
                    return false
                }
            }
        }
        guard let after = match.after() else { return true }
        if houseNouns.contains(after) { return false }
        // 2号与3号电梯
        if surface.hasSuffix("号"), [0x4E0E, 0x548C, 0x3001].contains(after), match.end + 1 < match.text.count,
            let (end, _) = Numeral.integer(match.text, at: match.end + 1), end < match.text.count,
            match.text[end] == 0x53F7, end + 1 < match.text.count,
            houseNouns.contains(match.text[end + 1])
                || match.text[end + 1] == 0x7535
        {
            return false
        }
        // 村12号我家: a house.
        if surface.contains("号"), let before = match.before(), streetNouns.contains(before) { return false }
        if surface.hasSuffix("号"), [0x5728, 0x4E8E].contains(match.before()), dayDeeds.contains(after) { return true }
        if surface.hasSuffix("号"), CharacterKind.isHan(after), match.before().map({ CharacterKind.isHan($0) }) ?? true {
            return dayFollowers.contains(after) || ["至", "到"].contains(where: match.isPreceded(by:))
        }
        return true
    }

    /// Who did something that day, where 出险当天 and 开盘当天 tell what happened on it.
    private static let doers = WordSet([
        "人", "员", "先生", "女士", "医生", "学生", "老师", "律师", "师傅", "会计", "书记", "主任", "经理", "校长", "所长", "局长", "站长", "队长", "部长",
        "镇长", "村长", "院长", "组长", "店长", "厂长", "科长", "警官", "民警", "市民", "村民", "居民", "派出所", "局", "大队", "中队", "支队", "医院",
        "卫生院",
        "法院", "检察院", "物业", "公司",
    ])

    /// What 儿 begins: 儿子, 儿女, 儿童.
    private static let childWords = ScalarSet("子女童媳孙科歌郎")

    /// 当天 and its kin tell a day at the beginning of a clause; 高考当天, 当天的, 报送当日情况 do not.
    static func isRelativeDay(_ match: PatternMatch, _ word: String) -> Bool {
        // 以前儿子小, 明儿童乐园
        if word.hasSuffix("儿"), match.surface.last == 0x513F, match.after().map({ childWords.contains($0) }) ?? false {
            return false
        }
        // 抓拍当晚9点20分
        if word.hasPrefix("当"), match["hour"] == nil, let before = match.before(),
            // 派出所当夜出警
            !(match.isPreceded(byOneOf: doers) && match.after() != 0x5C31)
        {
            guard
                !CharacterKind.isHan(before) || [0x4E0A, 0x4E8E, 0x5728, 0x8BF4].contains(before)
                    // 他当天就到了现场
                    || [0x6211, 0x4ED6, 0x5979, 0x4EEC, 0x4E5F].contains(before)
                        && [0x5C31, 0x4FBF, 0x5373, 0x53C8].contains(match.after())
            else { return false }
        }
        if word.hasPrefix("当"), match["hour"] == nil, match.start > 0, match.isFollowed(by: "的") { return false }
        // 即日起; 签合同日期
        if word == "即日" { return match.isFollowed(by: "起至") || match.isFollowed(by: "起到") }
        if word == "同日", match.isFollowed(by: "期") { return false }
        if crossesWords(match) { return false }
        if word == "第三天" || word == "第二天", let before = match.before(), [0x5929, 0x7B2C].contains(before) {
            return false
        }
        // 今日头条, 明日路, 让明天更美好
        if match["hour"] == nil, isName(match, word) { return false }
        // 美好的明天.
        if word == "明天", match["hour"] == nil, match.isPreceded(by: "的") { return false }
        // 到今天没动静 is "still"; 今天 as nowadays.
        if word == "今天" || word == "今日", match["hour"] == nil,
            ["到", "至", "直到", "到了", "的"].contains(where: match.isPreceded(by:)),
            // 到今天六十二天了, 到今天已经…: counted to the day.
            !(match.before() == 0x5230
                && (match.after().map {
                    [0x5DF2, 0x6574, 0x4E3A, 0x6EE1].contains($0) || Numeral.digit($0) != nil || $0 == 0x5341
                }
                    ?? false))
        {
            return false
        }
        return true
    }

    // MARK: weekdays and weeks

    static let weekdays: [UInt32: Int] = [
        0x4E00: 1, 0x4E8C: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x65E5: 7, 0x5929: 7,
    ]

    /// The weekday behind 周, 星期 or 礼拜.
    static func weekday(_ surface: ScalarText) -> Int? {
        for index in surface.indices.dropFirst()
        where [0x5468, 0x671F, 0x62DC, 0x9031].contains(surface[index - 1]) {
            if let day = weekdays[surface[index]] { return day }
        }
        return nil
    }

    /// The month or year that a week is counted in; `nil` when none is said.
    static func monthSaid(_ match: PatternMatch) -> DateExpression? {
        var date = DateExpression(year: relativeYear(match), month: match.int("month"))
        if match["year4"] != nil {
            date.year = year(match)
        } else if let year = shortYear(match) {
            date.year = .absolute(year)
        }
        if match.contains("当月") || match.contains("本月") {
            date.relativeMonth = 0
            date.countsFromAntecedent = match.contains("当月")
        } else if match.contains("上月") || match.contains("上个月") {
            date.relativeMonth = -1
        } else if match.contains("下月") || match.contains("下个月") {
            date.relativeMonth = 1
        }
        if date.month == nil, date.relativeMonth == nil, date.year == .unsaid { return nil }
        return date
    }

    // MARK: hours

    static func setClock(_ date: inout DateExpression, _ match: PatternMatch) {
        guard let said = match.int("hour") else { return }
        let surface = match.surface
        let (head, tail) = split(surface)
        var hour = said
        // 夜里一点 is before dawn.
        let isDeep =
            hour < 5 && ["夜里", "夜间", "深夜", "昨夜", "当夜", "昨晚", "前晚", "今晚", "当晚", "晚上"].contains(where: head.contains)
            || ["凌晨", "清晨", "早上", "上午"].contains(where: head.contains)
        if hour < 12, !isDeep, lateWords.contains(where: head.contains) || head.contains("半夜") && hour > 9 {
            hour += 12
        }
        if hour < 10, head.contains("中午") { hour += 12 }
        date.hour = hour
        date.minute = match.int("minute") ?? bareMinute(match) ?? quarterHour(match["hour2"] == nil ? surface : head)
        guard let until = match.int("hour2") else { return }
        let offset = ["次日", "第二天"].contains(where: tail.contains) ? 1 : 0
        let isLate =
            offset == 0 && until < 12
            && (lateWords.contains(where: tail.contains) || until <= hour - 12 || hour > 12 && until + 12 > hour)
        let end = isLate && !["凌晨", "早", "上午"].contains(where: tail.contains) ? until + 12 : until
        date.last = DateExpression.Last(
            hour: end, minute: match.int("minute2") ?? quarterHour(tail), dayOffset: offset)
    }

    /// 八点四十, 2点40: minutes without 分 right behind 点.
    private static func bareMinute(_ match: PatternMatch) -> Int? {
        guard let hour = match.start(of: "hour"), let (end, _) = Numeral.integer(match.text, at: hour),
            end < match.end, [0x70B9, 0x65F6].contains(match.text[end])
        else { return nil }
        let start = end + (end + 1 < match.end && match.text[end + 1] == 0x949F ? 2 : 1)
        guard start + 1 < match.end, match.text[start + 1] != 0x523B,
            let (_, minute) = Numeral.integer(match.text, at: start), minute < 60
        else { return nil }
        return Int(minute)
    }

    private static let lateWords = ["下午", "晚", "傍晚", "夜里", "夜间", "深夜", "午后"]

    private static func quarterHour(_ surface: ScalarText) -> Int {
        surface.contains("半") && !surface.contains("半夜")
            ? 30 : surface.contains("一刻") || surface.contains("1刻") ? 15 : surface.contains("刻") ? 45 : 0
    }

    /// Before and behind the sign of an interval.
    private static func split(_ surface: ScalarText) -> (head: ScalarText, tail: ScalarText) {
        let end = surface.count
        let index = surface.lastIndex { [0x81F3, 0x5230, 0x2D, 0x2014, 0x7E].contains($0) } ?? end
        return (surface[0..<index], surface[index..<end])
    }

    /// 11点才到, 到8时: an hour in running text; 3点建议 and 第2点 count.
    static func isPlainClock(_ match: PatternMatch) -> Bool {
        guard let digits = match.surface(of: "hour"), digits.allSatisfy({ CharacterKind.isDigit($0) }),
            !CharacterRules.continuesNumber(match)
        else { return false }
        if let before = match.before(),
            [0x2E, 0x7B2C, 0x8FD9, 0x51E0, 0x4EE5, 0x63D0, 0x4E0B, 0x4E0A, 0x6709].contains(before)
        {
            return false
        }
        if ["提前到", "推迟到", "改到", "延到", "延迟到", "改为"].contains(where: match.isPreceded(by:)) { return false }
        if match["minute"] != nil { return match.isFollowed(by: "之") == false }
        let leaders = ["到", "至", "从", "在", "于", "车", ",", "。", ";", "\n"]
        let followers = ["才", "就", "多", "左右", ",", "起", "全", "还", "到", "的时候"]
        if match.before() == nil || leaders.contains(where: match.isPreceded(by:)) {
            return match.after() == nil || followers.contains(where: match.isFollowed(by:))
        }
        return ["才", "就到", "就来"].contains(where: match.isFollowed(by:))
    }
}

extension DateExpression {
    func with(_ part: Part?) -> DateExpression {
        var date = self
        date.part = part
        return date
    }

    func until(_ last: Last) -> DateExpression {
        var date = self
        date.last = last
        return date
    }
}

/// What stands around a number and makes it something else.
enum CharacterRules {
    /// Digits, a point or a slash go on before or behind the match.
    static func continuesNumber(_ match: PatternMatch) -> Bool {
        if let before = match.before(), CharacterKind.isDigit(before) { return true }
        if let before = match.before(), before == 0x2E || before == 0x2F, let further = match.before(2),
            CharacterKind.isDigit(further), !match.followsItemNumber
        {
            return true
        }
        if let last = match.text[match.start..<match.end].last, CharacterKind.isDigit(last), let after = match.after(),
            CharacterKind.isDigit(after) || after == 0x2F || after == 0x25
        {
            return true
        }
        return false
    }
}

extension PatternMatch {
    /// `3.` at a line's beginning stands right before: an item, not a whole part.
    var followsItemNumber: Bool { Numeral.isItemNumber(text, endingAt: start) }
}
