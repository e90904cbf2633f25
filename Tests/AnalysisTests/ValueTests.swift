import Documents
import TestSupport
import Testing

/// Expected values come from a person and a calendar.
@Suite("Values")
struct ValueTests {
    @Test(
        "Amounts",
        arguments: [
            ("补偿⟦3.56万元⟧。", 35_600.0, false), ("赔了⟦三万六千元⟧。", 36_000, false), ("花了⟦8千多元⟧。", 8_000, true),
            ("罚款⟦1,200元⟧。", 1_200, false),
            ("欠我⟦两千块钱⟧。", 2_000, false), ("大约⟦五百元⟧。", 500, true), ("拿了⟦12万余元⟧。", 120_000, true),
            ("交⟦78O元⟧。", 780, false), ("每户办证费⟦九千二⟧。".replacing("办证费", with: "交"), 9_200, false),
            ("一共⟦十五万六⟧，谁知道。", 156_000, false), ("公示了⟦51万⟧。", 510_000, false),
            ("共拨付⟦61 300元⟧。", 61_300, false), ("只肯给⟦三百九⟧。", 390, false), ("她张口就扣⟦800⟧；我不服。", 800, false),
            ("每人只给⟦一千五⟧生活费。", 1_500, false),
            ("每月少拿⟦五百多⟧，没人管。", 500, true), ("住院花去⟦三干块⟧。", 3_000, false), ("一天就是⟦六七万⟧！", 60_000, true),
            ("电价⟦6毛钱⟧。", 0.6, false), ("镯子只值⟦两三百⟧。", 200, true), ("鉴定费⟦1万2⟧得我出。", 12_000, false),
            ("他欠我⟦21万⟧首付款。", 210_000, false), ("自付⟦四万\n七千余元⟧。", 47_000, true),
            ("一斤⟦六块五⟧算。", 6.5, false), ("改签花了⟦62块5⟧。", 62.5, false), ("采暖费⟦两千八百八十六块二⟧我交了。", 2_886.2, false),
            ("六百就⟦600元⟧一亩。".replacing("六百就", with: "地价"), 600, false), ("合计⟦一万零八百块钱挂零⟧。", 10_800, true),
            ("老板垫了⟦两万三⟧的医药费。", 23_000, false), ("我充了⟦5000⟧送水果。", 5_000, false), ("合计起来⟦小一百万⟧。", 1_000_000, true),
            ("水油钱要⟦十五块来钱⟧。", 15, true),
        ] as [(String, Double, Bool)])
    func amounts(marked: String, value: Double, isApproximate: Bool) throws {
        let text = MarkedText(marked)
        let amounts = Fixture.record(text.text).amounts
        #expect(amounts.count == 1)
        #expect(amounts.first?.value == value)
        #expect(amounts.first?.approximate == isApproximate)
        #expect(amounts.first?.end == text.span?.end)
    }

    @Test(
        "Sums between two, round units, sums by what is paid",
        arguments: [
            ("一共⟦3到5万元⟧。", 30_000.0, true), ("月工资⟦3500-4000元⟧。", 3_500, true), ("收费⟦50至60元⟧不等。", 50, true),
            ("亏空⟦百万余元⟧。", 1_000_000, true), ("花去⟦近万元⟧。", 10_000, true), ("损失⟦上百万元⟧。", 1_000_000, true),
            ("水费每吨⟦三块二毛五⟧。", 3.25, false), ("定金⟦两万整⟧。", 20_000, false), ("一天工钱⟦一百八⟧。", 180, false),
            ("月供⟦两千九百多⟧。", 2_900, true), ("收了⟦3000⟧手术费。", 3_000, false), ("得到⟦30万⟧的征收款项。", 300_000, false),
            ("总造价⟦7个亿⟧。", 700_000_000, false), ("待收达⟦3.1亿⟧。", 310_000_000, false), ("绩效奖金为⟦四千⟧。", 4_000, false),
            ("⟦两千多⟧一个月。", 2_000, true), ("摊位费从⟦800⟧涨到很高。", 800, false), ("一台⟦4380⟧，贵了。", 4_380, false),
            ("小工⟦两百二⟧。", 220, false), ("⟦两千多⟧的团费不够。", 2_000, true), ("名下还差⟦6600⟧。", 6_600, false),
            ("愿出⟦八十五万⟧私了。", 850_000, false),
            ("月供均为⟦812.47⟧，忽然变了。", 812.47, false), ("三月被扣⟦35.20⟧。", 35.2, false), ("水⟦4.15⟧一吨太贵。", 4.15, false),
            ("厂里补交⟦3,250,000⟧就算了事。", 3_250_000, false), ("押金⟦12,000元⟧没退。", 12_000, false),
            ("学费高达⟦15600⟧是全省最高。", 15_600, false), ("涉案⟦7个多亿⟧。", 700_000_000, true), ("我们签的是⟦9万⟧的合同。", 90_000, false),
            ("头一年发了⟦14600⟧。", 14_600, false), ("一户⟦五百⟧，都领了。", 500, false),
        ] as [(String, Double, Bool)])
    func sums(marked: String, value: Double, isApproximate: Bool) throws {
        try amounts(marked: marked, value: value, isApproximate: isApproximate)
    }

    @Test(
        "Sums in speech and as they are typed, ten thousands whatever stands before them",
        arguments: [
            ("一共⟦1.34w⟧ 老板不给。", 13_400.0, false), ("收入⟦218.6w⟧，要补税。", 2_186_000, false), ("每月药钱⟦一百一二⟧，不够。", 110, true),
            ("七户一起差⟦二十八九万⟧。", 280_000, true), ("车钱搭进去⟦一百七八十⟧。", 170, true), ("生意掉到⟦两千三四⟧。", 2_300, true),
            ("一斤⟦九毛三⟧，你算。", 0.93, false), ("比粮站高⟦一毛二⟧。", 0.12, false), ("电费⟦六毛⟧一度。", 0.6, false),
            ("一季能挣⟦万把块⟧。", 10_000, true), ("借了⟦百把万⟧。", 1_000_000, true), ("打听来是⟦一点三亿元⟧。", 130_000_000, false),
            ("⟦二十万⟧买不回一条腿。", 200_000, false), ("其中⟦十九万⟧打进了别人户头。", 190_000, false), ("前后总数⟦五百多万⟧。", 5_000_000, true),
            ("空调每台⟦三千六⟧，贵了。", 3_600, false), ("少的⟦四五千⟧，都没退。", 4_000, true), ("苗子卖⟦39.9⟧一棵。", 39.9, false),
            ("“平安花篮”⟦5,200⟧，没用上。", 5_200, false), ("打的⟦70⟧，没人报。", 70, false), ("当年又拨了⟦二十几万⟧。", 200_000, true),
            ("鉴定做了，⟦两千四⟧。", 2_400, false), ("第一年打来⟦一千九百八⟧，后来没了。", 1_980, false), ("落手里不到⟦一百五⟧。", 150, false),
            ("一条⟦两千一⟧ 磕坏了牙。", 2_100, false), ("发现卡里只剩⟦三万一⟧。", 31_000, false), ("学费⟦3980⟧包过班，科二没约上。", 3_980, false),
            ("违约金⟦2600⟧，太高。", 2_600, false), ("交了⟦12800⟧说帮介绍。", 12_800, false), ("团购⟦1999⟧一颗，做完不认。", 1_999, false),
            ("扣掉一笔“体检费”⟦150⟧。", 150, false), ("物业费 ⟦560⟧ 照收。", 560, false), ("每票⟦300⟧，挨家送。", 300, false),
            ("每坟⟦三百⟧，不收就骂。", 300, false), ("一天⟦三十五⟧。", 35, false), ("家里一天电费⟦四十⟧。", 40, false),
            ("牌子写着封顶⟦30⟧。", 30, false), ("先把⟦两万六千五⟧尾款补上。", 26_500, false), ("递交了⟦一万⟧人民币。", 10_000, false),
            ("每度电加价⟦八毛⟧，没有道理。", 0.8, false), ("回家路费少说⟦一千六⟧，去不起。", 1_600, false),
        ] as [(String, Double, Bool)])
    func spokenSums(marked: String, value: Double, isApproximate: Bool) throws {
        try amounts(marked: marked, value: value, isApproximate: isApproximate)
    }

    @Test(
        "What is no amount",
        arguments: [
            "一块地被占。", "三万人参加。", "种了三万棵。", "交12件。", "2018年5月1日。", "楼高30米。", "东墙塌了一角。", "会计叫郝三毛。", "队里交了三百斤粮。", "一干二净。",
            "卖掉林地三块。", "用了7块纱布。", "播放量到了21万。", "村里人口近五万。", "打电话给12345，没人接。", "单位：万元。", "一次1200人。",
            "得分扣12.50分。", "版本4.15没装上。", "2.15一早就来了。", "面积85.20平方米。", "人口1,250,000。", "播放量上了9万的人群。", "8万方的商场。",
            "几万块钱没了。", "数百万元没了。", "好几百元没了。", "没花一毛钱。", "十万火急。", "十天卖了1,700多棵。", "打了六百来斤粮。", "公交803，804，811都停。",
            "60W的灯。", "拆下来两块雀替。", "养了一万二千只鸡。", "存栏一万二。", "5万份材料。",
            "五万的人口没学校。", "请拨打110。", "昨天打了12345。", "学校要2018年的证明。", "收了一千多户的材料。",
            "血压升到一百九，人晕了。", "存栏四千二。", "交3000积分换的。", "要500克的样品。", "给1200名学生发了书。", "第一百五十号。", "他就是个二百五。",
            "一天三十五趟。", "每人五十分钟。",
            "货车天天进出106国道。", "拿便宜料冒充304钢骗人。", "十三万鱼苗一夜死光。", "塘里13万鱼苗死了。", "平台上有三万多家商铺。",
        ])
    func noAmounts(_ text: String) { #expect(Fixture.record(text).amounts.isEmpty) }

    @Test(
        "Limits",
        arguments: [
            ("应在⟦60日内⟧办结。", "P60D", Record.TimeLimit.DayCount.calendar), ("应在⟦15个工作日内⟧答复。", "P15D", .working),
            ("等了⟦三年⟧。", "P3Y", .calendar),
            ("干了⟦11年零4个月⟧。", "P11Y4M", .calendar), ("等了⟦半个小时⟧。", "PT30M", .calendar), ("等了⟦两个多月⟧。", "P2M", .calendar),
            ("承包期⟦五十年⟧，收了租。", "P50Y", .calendar), ("等血等了⟦一个半小时⟧。", "PT1H30M", .calendar),
            ("情况复杂的可以延长⟦30日⟧。", "P30D", .calendar), ("办结期限：⟦30日⟧。", "P30D", .calendar),
            ("应当提前⟦三日⟧书面通知。", "P3D", .calendar), ("应在⟦9口内⟧答复。", "P9D", .calendar),
            ("应在⟦5个工作曰内⟧答复。", "P5D", .working), ("打了⟦二十来分钟⟧。", "PT20M", .calendar),
            ("要在⟦一小时内⟧上报。", "PT1H", .calendar), ("⟦半个钟头⟧前走的。", "PT30M", .calendar), ("⟦半月内⟧改好。", "P15D", .calendar),
            ("管理费⟦20年⟧一次交清。", "P20Y", .calendar), ("⟦12小时内⟧解决。", "PT12H", .calendar),
            ("合同期⟦一年⟧，月租一千元。", "P1Y", .calendar),
            // 满 and 超过 stay outside, 快, 近, 约 and 内, 以上, 之多 belong to it.
            ("缴满⟦五年⟧才行。", "P5Y", .calendar), ("超过⟦90天⟧没退。", "P90D", .calendar), ("等了⟦约30多分钟⟧。", "PT30M", .calendar),
            ("已拖⟦9个月之多⟧。", "P9M", .calendar), ("树龄在⟦七年以上⟧。", "P7Y", .calendar), ("超期⟦两个月有余⟧。", "P2M", .calendar),
            ("租金欠了⟦仨月⟧。", "P3M", .calendar), ("等了⟦俩礼拜⟧。", "P2W", .calendar), ("⟦四十七秒⟧就断了。", "PT47S", .calendar),
            ("连下⟦四天四夜⟧的雨。", "P4D", .calendar), ("⟦四十余日⟧过去了。", "P40D", .calendar), ("拖了⟦两个月零五天⟧。", "P2M5D", .calendar),
            ("应在⟦10个自然日内⟧付清。", "P10D", .calendar), ("⟦5至7个工作日⟧到账。", "P7D", .working),
            ("⟦15-30日内⟧答复。", "P30D", .calendar),
            ("走了⟦2小时30分钟⟧。", "PT2H30M", .calendar), ("干了⟦二十年零九个月⟧。", "P20Y9M", .calendar),
            ("⟦个把月⟧没来。", "P1M", .calendar),
            ("山上走了⟦一天⟧，看见三处。", "P1D", .calendar), ("拖了⟦一年⟧还差两万。", "P1Y", .calendar), ("录像存⟦三年⟧。", "P3Y", .calendar),
        ] as [(String, String, Record.TimeLimit.DayCount)])
    func limits(marked: String, value: String, calendar: Record.TimeLimit.DayCount) throws {
        let text = MarkedText(marked)
        let limits = Fixture.record(text.text).limits
        #expect(limits.map(\.value) == [value])
        #expect(limits.first?.calendar == calendar)
        #expect(limits.first.map { $0.start } == text.span?.start)
    }

    @Test(
        "Weeks and days, years told as 年头, numbers between two, tenures, lengths inside bounds",
        arguments: [
            ("停水⟦一个礼拜零两天⟧。", "P9D", Record.TimeLimit.DayCount.calendar), ("拖了⟦八个年头⟧。", "P8Y", .calendar),
            ("住了⟦三个来月⟧。", "P3M", .calendar), ("⟦一星期内⟧修好。", "P1W", .calendar), ("最快⟦20分钟⟧到。", "PT20M", .calendar),
            ("用了⟦九十多个工作日⟧。", "P90D", .working), ("办事⟦三五分钟⟧。", "PT3M", .calendar), ("产权⟦70年⟧的房。", "P70Y", .calendar),
            ("桥有⟦三百年⟧了。", "P300Y", .calendar), ("他只给了头⟦四个月⟧的钱。", "P4M", .calendar),
            ("⟦十日⟧的法定答复期过了。", "P10D", .calendar), ("停工⟦半天⟧。", "PT12H", .calendar), ("⟦不到俩月⟧就走了。", "P2M", .calendar),
            ("⟦两个多月⟧来全村没水。", "P2M", .calendar), ("⟦2-3年⟧后见效。", "P3Y", .calendar),
        ] as [(String, String, Record.TimeLimit.DayCount)])
    func lengths(marked: String, value: String, calendar: Record.TimeLimit.DayCount) throws {
        try limits(marked: marked, value: value, calendar: calendar)
    }

    @Test(
        "Lengths by two neighbours, by 来 and 余, by whole days, by months without 个",
        arguments: [
            ("手续办了⟦一两个月⟧。", "P1M", Record.TimeLimit.DayCount.calendar), ("⟦一两天⟧就能修好。", "P1D", .calendar),
            ("停水⟦一整天⟧。", "P1D", .calendar), ("⟦不到半月⟧就坏了。", "P15D", .calendar), ("拖了⟦一年多⟧才给。", "P1Y", .calendar),
            ("⟦十多年⟧来没修过。", "P10Y", .calendar), ("她怀孕⟦8个月⟧了。", "P8M", .calendar), ("住院⟦10来天⟧。", "P10D", .calendar),
            ("水泵只转了⟦十余天⟧。", "P10D", .calendar), ("停气⟦2月有余⟧。", "P2M", .calendar), ("停气⟦近3月⟧。", "P3M", .calendar),
            ("⟦差不多4年⟧没有回音。", "P4Y", .calendar), ("⟦一年半载⟧办不下来。", "P1Y", .calendar), ("那座桥存在⟦17年⟧了。", "P17Y", .calendar),
            ("班车⟦12分钟⟧一趟。", "PT12M", .calendar), ("应在开工⟦30日⟧前公告。", "P30D", .calendar),
            ("用了⟦15秒左右⟧。", "PT15S", .calendar),
            ("拖了⟦二个半个月⟧。", "P2M15D", .calendar), ("一查已达⟦60日⟧。", "P60D", .calendar), ("说好⟦24小时⟧恢复。", "PT24H", .calendar),
            ("等了⟦两个半钟⟧ 才办。", "PT2H30M", .calendar), ("⟦六年半⟧一笔勾销。", "P6Y6M", .calendar), ("搁了⟦一年⟧", "P1Y", .calendar),
            ("过了⟦二十几天⟧。", "P20D", .calendar),
            ("公告期⟦七日⟧，期满视为送达。", "P7D", .calendar), ("应在期限届满前⟦五日⟧书面说明。", "P5D", .calendar),
            ("送达之日起⟦30日⟧为申请的期限。", "P30D", .calendar), ("工龄⟦四年十一个多月⟧。", "P4Y11M", .calendar),
            ("时限：⟦24小时⟧联系。", "PT24H", .calendar),
        ] as [(String, String, Record.TimeLimit.DayCount)])
    func lengthsByNeighbours(marked: String, value: String, calendar: Record.TimeLimit.DayCount) throws {
        try limits(marked: marked, value: value, calendar: calendar)
    }

    @Test(
        "A rate, a frequency or an item's number is no limit",
        arguments: [
            "工资5200元一个月。", "清运车两天一趟。", "2.2015年秋天修的路。", "一亩150元。", "人一天比一天少。", "办的两年卡。", "电话24小时有人接。",
            "每半个月来一次。",
            "等了半天没人理。", "十几年来没人管。", "几十年来污染不断。", "村上一年推一年。", "一年到头没钱。", "头一年没发。", "一年回来一次。", "四周都被占了。", "周六周日上课。",
            "周三、周四两天。", "光绪十九年的碑。", "70周年校庆。", "路上24小时车流不断。", "上半年没发。",
            "全天24小时开着。", "那两天没人。", "不知道下一秒的事。", "3月10-15日停水。", "二〇二〇年修的路。", "三三年修的庙。", "最后一个月没发。",
            "几十年没修过。", "小吃店24小时营业。", "一年总得坏好几次。", "孙子2岁3个月。", "这不是一天两天的事。", "已是第五个年头。", "两千多一个月。",
            "小区18年交房。", "桥12年建成。", "5-10年前没人管。", "2020年一年没发。", "三天两头停水。", "一年租三万。", "一周透析三次。", "一个月药钱一百一二。", "推出“半年宝”。",
            "一年工龄买断480元。", "前两年没人管。",
            // Which one, none at all, so much in the time, what is sold, classes of a school.
            "那是哪一年的事。", "同一个星期又停了。", "租金一天没拖过。", "我们一天跑十四趟。", "线路一年亏十来万。", "逾期一天罚三百。",
            "店里在搞买一年送半年。", "说是存三年送一年。", "二、三年级的学生。",
        ])
    func noLimits(_ text: String) { #expect(Fixture.record(text).limits.isEmpty) }

    @Test(
        "Recurrences",
        arguments: [
            ("每月20日前报送。", "FREQ=MONTHLY;BYMONTHDAY=20"), ("每季度末通报。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
            ("每月5日、15日、25日接访。", "FREQ=MONTHLY;BYMONTHDAY=5,15,25"), ("每周五下午5时前报送。", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=17"),
            ("每半年一次。", "FREQ=MONTHLY;INTERVAL=6"), ("每月第二、第四个星期六上午接访。", "FREQ=MONTHLY;BYDAY=2SA,4SA"),
            ("每周二、周四接访。", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("每双月15日公布。", "FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15"),
            ("每季度首月10日前报送。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ("每半个月入户一次。", "FREQ=WEEKLY;INTERVAL=2"), ("每季度末月20日前通报。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
            ("每季度次月10日前发放。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ("每月最后一个周五接待。", "FREQ=MONTHLY;BYDAY=-1FR"), ("每旬末报送。", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"),
            ("周一至周六有人接。", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"), ("每晚7点半放音响。", "FREQ=DAILY;BYHOUR=19;BYMINUTE=30"),
            ("每月逢8的集日设台。", "FREQ=MONTHLY;BYMONTHDAY=8,18,28"), ("每个周末9点接访。", "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=9"),
            ("每周二、四、六晚七点敲鼓。", "FREQ=WEEKLY;BYDAY=TU,TH,SA;BYHOUR=19"), ("每周五下班前调度。", "FREQ=WEEKLY;BYDAY=FR"),
            ("每周一下午碰头。", "FREQ=WEEKLY;BYDAY=MO"), ("每天20时至次日6时施工。", "FREQ=DAILY;BYHOUR=20"),
            ("每天9:00—17:00值班。", "FREQ=DAILY;BYHOUR=9"), ("隔天送一次水。", "FREQ=DAILY;INTERVAL=2"),
            ("逢周三接访。", "FREQ=WEEKLY;BYDAY=WE"),
            ("每月最后一天结账。", "FREQ=MONTHLY;BYMONTHDAY=-1"), ("每月的5日前报送。", "FREQ=MONTHLY;BYMONTHDAY=5"),
            ("每月1日至3日接访。", "FREQ=MONTHLY;BYMONTHDAY=1,2,3"), ("每年年底公布。", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
            ("一季度一次例会。".replacing("一季度一次", with: "一月一次"), "FREQ=MONTHLY"),
            ("每年春节前兑付。", "FREQ=YEARLY"), ("每年国庆前夕检查。", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"),
            ("每年6月至9月防汛。", "FREQ=YEARLY;BYMONTH=6,7,8,9"), ("每年11月到次年3月供暖。", "FREQ=YEARLY;BYMONTH=11,12,1,2,3"),
            ("每年一季度末公示。", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"), ("每月初一、十五赶集。", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("每季度第一个月的15日前报送。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
            ("每周二四六晚集合。", "FREQ=WEEKLY;BYDAY=TU,TH,SA"),
            ("每星期六日加班。", "FREQ=WEEKLY;BYDAY=SA,SU"), ("每个月的月底结账。", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("每月15号前后发工资。", "FREQ=MONTHLY;BYMONTHDAY=15"), ("每周五至周日晚6点巡查。", "FREQ=WEEKLY;BYDAY=FR,SA,SU;BYHOUR=18"),
            ("每月第三个周五下午4点开课。", "FREQ=MONTHLY;BYDAY=3FR;BYHOUR=16"), ("每半小时来一趟。", "FREQ=MINUTELY;INTERVAL=30"),
            ("每年6月30日和12月31日前公布。", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
            ("每15分钟记一次。", "FREQ=MINUTELY;INTERVAL=15"), ("每天夜里十一点以后偷排。", "FREQ=DAILY;BYHOUR=23"),
            ("每月上旬报送。", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10"),
        ])
    func recurrences(text: String, expected: String) {
        #expect(Fixture.record(text).recurrences.map(\.value) == [expected])
    }

    @Test(
        "Recurrences by the clock, by lists of days and months",
        arguments: [
            ("每天从早上八点唱到半夜。", "FREQ=DAILY;BYHOUR=8"), ("每晚10点到次日凌晨2点倒土。", "FREQ=DAILY;BYHOUR=22"),
            ("天天晚上六点敲锣。", "FREQ=DAILY;BYHOUR=18"), ("每天半夜1点卸货。", "FREQ=DAILY;BYHOUR=1"),
            ("每天8点和17点巡查。", "FREQ=DAILY;BYHOUR=8,17"), ("每天上午9点、下午3点巡查。", "FREQ=DAILY;BYHOUR=9,15"),
            ("每晚12点断电。", "FREQ=DAILY;BYHOUR=0"), ("每晚十点半熄灯。", "FREQ=DAILY;BYHOUR=22;BYMINUTE=30"),
            ("每周一上午八点半开会。", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=30"),
            ("周一、周三、周五收垃圾。", "FREQ=WEEKLY;BYDAY=MO,WE,FR"), ("周六周日全天补课。", "FREQ=WEEKLY;BYDAY=SA,SU"),
            ("每到周末停水。", "FREQ=WEEKLY;BYDAY=SA,SU"), ("每到星期六停水。", "FREQ=WEEKLY;BYDAY=SA"),
            ("工作日9:00-17:00办理。", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9"),
            ("每月15日上午9点接访。", "FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=9"),
            ("每月第一个工作日报送。", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
            ("每月最后一周的周五接访。", "FREQ=MONTHLY;BYDAY=-1FR"), ("每月第一、三个周二接访。", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
            ("每月15日和月底前报送。", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
            ("每月逢三、逢八赶集。", "FREQ=MONTHLY;BYMONTHDAY=3,8,13,18,23,28"),
            ("每季末通报。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"), ("每年7、8月断水。", "FREQ=YEARLY;BYMONTH=7,8"),
            ("每年七八月份断水。", "FREQ=YEARLY;BYMONTH=7,8"), ("每年6月底、12月底前公布。", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
            ("每年冬季断水。", "FREQ=YEARLY;BYMONTH=12,1,2"), ("半年一次体检。", "FREQ=MONTHLY;INTERVAL=6"),
        ])
    func recurrencesByTheClock(text: String, expected: String) { recurrences(text: text, expected: expected) }

    @Test(
        "How often, in a plan",
        arguments: [("每周一次例会。", "FREQ=WEEKLY"), ("每月2次例会。", "FREQ=MONTHLY"), ("按季通报。", "FREQ=MONTHLY;INTERVAL=3")])
    func recurrencesOfPlans(text: String, expected: String) {
        let plan = "东河县信访局关于印发《信访积案化解工作方案》的通知\n各乡镇：\n一、工作要求\n（一）加强领导。领导小组" + text
        #expect(Fixture.record(plan).recurrences.map(\.value) == [expected])
    }

    @Test(
        "What is paid at a rate comes back with no duty, nor does a habit or a day of one week",
        arguments: ["逾期每天罚款500元。", "代办员每月补贴300元。", "上周六周日停水。", "每天都来。", "每个月一次。", "已过15个工作日9点。"])
    func noRecurrences(_ text: String) { #expect(Fixture.record(text).recurrences.isEmpty) }

    @Test(
        "Document numbers and laws",
        arguments: [
            ("根据国信发[2017]2号。", "国信发〔2017〕2号"), ("收到温政复（2019）166号。", "温政复〔2019〕166号"),
            ("菏信登20181128第013号。", "菏信登20181128第013号"), ("招标编号WCGZ-2017-096。", "WCGZ-2017-096"),
            ("证号儋集用（1993）字第□□51号。", "儋集用〔1993〕字第□□51号"),
            ("登记号宁劳监登2022-0019，等了很久。", "宁劳监登2022-0019"), ("发了证（宁房预字第2020038号）。", "宁房预字第2020038号"),
            ("请求撤销宁国资〔2018〕33号批复。", "宁国资〔2018〕33号"), ("听说有宁人规〔2016〕5号文件。", "宁人规〔2016〕5号"),
            ("快递单号YD7700031946丢了。", "YD7700031946"), ("依据宁政办函 [2018] 9号。", "宁政办函〔2018〕9号"),
            ("纪要是宁住建纪〔2018〕\n14号。", "宁住建纪〔2018〕14号"),
            // Brackets that hold no year stay as they were written.
            ("回执编号宁公（经）受〔2022〕0106，没有音讯。", "宁公（经）受〔2022〕0106"), ("通知书宁公（刑）不立字〔2018〕7号。", "宁公（刑）不立字〔2018〕7号"),
            ("依据宁政发{2017}44号。", "宁政发〔2017〕44号"), ("依据宁政发【2017】44号。", "宁政发〔2017〕44号"),
            ("告知书宁教信〔2021〕34号收到。", "宁教信〔2021〕34号"), ("区政府宁政复〔2018〕3号说的。", "宁政复〔2018〕3号"),
            ("XX政办〔20XX〕XX号文件。", "XX政办〔20XX〕XX号"), ("鉴定七级（宁劳鉴字2022-3108号）。", "宁劳鉴字2022-3108号"),
            ("判决（2019）豫0411民初123号之一。", "〔2019〕豫0411民初123号之一"), ("判决2019豫0411民初123号。", "2019豫0411民初123号"),
            ("判决（2019）豫0411民初123-1号。", "〔2019〕豫0411民初123-1号"), ("豫（2018）鹰城市不动产权第0012345号。", "豫〔2018〕鹰城市不动产权第0012345号"),
            ("保单号NB2018-0426-003371缴费。", "NB2018-0426-003371"), ("流水号　NN-0704-11862", "NN-0704-11862"),
            ("工单号：20230512001，没人管。".replacing("工单号", with: "信访号"), "20230512001"), ("协议号宁征永-0519，总价不对。", "宁征永-0519"),
            ("认定书第410411201800123号。", "第410411201800123号"), ("依据国务院令第431号。", "国务院令第431号"),
            ("依据宁信〔2021〕受字第7号。", "宁信〔2021〕受字第7号"), ("意见书宁司鉴所[2018]临鉴字第222号。", "宁司鉴所〔2018〕临鉴字第222号"),
            ("证编号宁集用2001字第1234号。", "宁集用2001字第1234号"), ("合同编号：HT2018（045）。", "HT2018（045）"),
            ("信访事项编号4104112021051200012。", "4104112021051200012"), ("根据A府办发〔20XX〕XX号。", "A府办发〔20XX〕XX号"),
            ("专利号ZL2018 3 0077012.4。", "ZL2018 3 0077012.4"), ("编号从NX-DB-2023-001起。", "NX-DB-2023-001"),
            ("会议纪要〔2019〕第5期说的。", "会议纪要〔2019〕第5期"),
            ("依据皖民优第92号文件。", "皖民优第92号"), ("编号宁公交认字98第0037号。", "宁公交认字98第0037号"),
            ("凭证号337172026042200019，已缴。", "337172026042200019"),
            ("流转码NX26030900417，在办。", "NX26030900417"), ("（工单NX2022051602188）收悉。", "NX2022051602188"),
            ("案号（2023）豫0411民初 411号。", "〔2023〕豫0411民初411号"), ("认定（宁公交认字〔2018〕第1219A号）。", "宁公交认字〔2018〕第1219A号"),
            ("编号宁分测(2008)委1017，费用850元。", "宁分测〔2008〕委1017"), ("登记编号宁访登2017第0098号。", "宁访登2017第0098号"),
            ("许可证号宁住建夜〔2021〕0×3号，到期。", "宁住建夜〔2021〕0×3号"), ("原60号令安置的户。", "60号令"), ("应执行GB50368-2005。", "GB50368-2005"),
            ("撤销（2022）黑宁龙证内字第0772号公证书。", "〔2022〕黑宁龙证内字第0772号"), ("省财政厅皖人社（2013）93号文件。", "皖人社〔2013〕93号"),
            ("房产证宁房权证字第00123456号。", "宁房权证字第00123456号"), ("持有（1999第009025号）。", "1999第009025号"),
            ("依据宁政发2017年第2号。", "宁政发〔2017〕第2号"), ("细则([发文机关]〔2018〕48号)。", "[发文机关]〔2018〕48号"),
        ])
    func documentNumbers(text: String, expected: String) {
        #expect(Fixture.record(text).documentNumbers.map(\.value) == [expected])
    }

    @Test(
        "What is no document number",
        arguments: [
            "导游证号后四位7702。", "型号XY-2020的车。", "批号200917的苗。", "岗位代码2301044。",
            "住在水门路9号文庙旁。", "办许可证收取148元。", "编号为三的箱子。", "证号记不清了。", "编号2018年的。", "第12号楼。", "身份证号记不清。", "2018年第3号桌。",
        ])
    func noDocumentNumbers(_ text: String) { #expect(Fixture.record(text).documentNumbers.isEmpty) }

    @Test("A credit code needs its check character where no word announces it")
    func creditCodes() {
        // 91350100M000100Y43 is the standard's worked example; its last character is the check.
        #expect(Fixture.record("甲方91350100M000100Y43签字。").identifiers.map(\.kind) == [.creditCode])
        #expect(Fixture.record("甲方91350100M000100Y44签字。").identifiers.isEmpty)
    }

    @Test("A contract in title marks is no law")
    func laws() {
        #expect(Fixture.record("按《信访工作条例》和《购房合同》办。").laws.map(\.text) == ["《信访工作条例》"])
    }

    @Test(
        "A law told by its article needs no marks; an aside is none",
        arguments: [
            ("根据电力设施保护条例第十条不准建。", ["电力设施保护条例"]), ("违反了土地管理法第2条。", ["土地管理法"]), ("根据办法办。", []),
            // A law of the list stands by its name alone; 公司法人 is a person, and 巜 is typed for 《.
            ("按物权法和物业管理条例，架空层归业主。", ["物权法", "物业管理条例"]), ("照中华人民共和国森林法罚他。", ["中华人民共和国森林法"]),
            ("该公司法人已经跑路，用这个办法躲债。", []), ("根据巜信访条例》办理。", ["巜信访条例》"]),
            ("开展《条例》宣传。", ["《条例》"]), ("发了《节俭办事倡议书》。", ["《节俭办事倡议书》"]),
        ] as [(String, [String])])
    func lawsByArticle(text: String, expected: [String]) { #expect(Fixture.record(text).laws.map(\.text) == expected) }

    @Test("An aside in angles keeps its dates")
    func aside() {
        #expect(Fixture.record("砖厂〈去年改建〉扰民。", received: "2023-05-06").dates.map(\.value) == ["2022"])
    }

    @Test(
        "Identifiers are found and their values not repeated",
        arguments: [
            ("电话19900001234", Record.Identifier.Kind.phone), ("电话199 0000 1234", .phone),
            ("身份证410411199013000012", .idNumber),
            ("电话l9900001234", .phone), ("手机199.0000.1234", .phone), ("手机1990000\n1234。", .phone),
            ("身份证号410411 19901300 0012", .idNumber), ("账号：6210 0000 0098 7600 21", .bankAccount),
            ("统一社会信用代码：91410400MA00000000", .creditCode), ("面包车豫D·00A12撞的", .plate), ("邮箱a.b@example.org", .email),
        ])
    func identifiers(text: String, kind: Record.Identifier.Kind) {
        #expect(Fixture.record(text).identifiers.map(\.kind) == [kind])
    }

    @Test(
        "Targets of plans, and what only sounds like one",
        arguments: [
            ("办结率不得低于98%。", [">=98%"]), ("满意率须在95%以上。", [">=95%"]), ("重复来信压降20%以上。", [">=20%"]),
            ("超期件压减至3件以内。", ["<=3"]),
            ("满意率达到百分之九十以上。", [">=90%"]), ("再聘乡贤调解员40名以上。", [">=40"]), ("欠款全部还清。", ["=0"]), ("实现零超期。", ["=0"]),
            ("投诉总量较上年下降两成。", [">=20%"]), ("越级来访减少三分之一以上。", [">=33%"]), ("同意率达到三分之二以上。", [">=67%"]),
            ("等候时间缩短30%。", [">=30%"]), ("水质合格率达到\n95%以上。", [">=95%"]), ("日供水量不低于180升。", [">=180升"]),
            ("满意度提升到88分以上。", [">=88分"]), ("开展投诉“清零”行动。", []), ("调查组其中至少一人熟悉情况。", []),
            ("至少20场。", [">=20"]), ("5人以上联名的另报。", []), ("对欠薪零容忍。", []), ("提高10%的标准。", []),
        ] as [(String, [String])])
    func targets(text: String, expected: [String]) {
        let plan = "2023年信访工作方案\n一、工作目标\n" + text + "\n二、工作措施\n各单位要抓好落实。\n某县信访局\n2023年2月1日"
        #expect(Fixture.record(plan, received: "2023-02-03").targets.map(\.value) == expected)
    }

    @Test("A number that only names a row of a plan's list is no document number; in a letter it is one")
    func ledgerRows() {
        let list = "2023年来信办理方案\n一、来信\n1.登记号JF20210915-01\n来访人：谭某\n2.登记号JF20210915-02\n来访人：冉某\n二、要求\n各单位要按期办结。"
        #expect(Fixture.record(list, received: "2023-02-03").documentNumbers.isEmpty)
        #expect(Fixture.record("我的登记号JF20210915-01，没人理。").documentNumbers.map(\.value) == ["JF20210915-01"])
    }
}
