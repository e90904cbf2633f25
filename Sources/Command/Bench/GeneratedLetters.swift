internal import Documents

/// Letters for measuring: always the same ones, put together from clauses by a fixed generator.
///
/// They look like letters in length and in what they hold (parties, dates, amounts, places, demands); they are for
/// speed only and say nothing about quality.
struct GeneratedLetters {
    private struct Generator {
        var state: UInt64 = 20_261_124

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }

        mutating func pick(_ list: [String]) -> String { list[below(list.count)] }
    }

    private static let addressees = ["县信访局：", "尊敬的领导：您好！", "市住房和城乡建设局：", "区人民政府领导：", "市长信箱："]
    private static let names = ["周大山", "褚满仓", "欧阳秀", "邬小燕", "田春梅", "万德福"]
    private static let places = [
        "湛河区曹镇乡", "鲁山县城关镇", "长沙市岳麓区", "保定市清苑区", "昆明市官渡区", "凤冈县龙泉镇", "天门市岳口镇",
    ]
    private static let openings = [
        "我叫%N，是%P的村民，今年五十八岁。", "我们是%P幸福小区的业主，一共62户。", "我是%P的一名退休教师，姓%N。",
        "本人%N，家住%P东河村三组。", "您好，我在%P开了一家小店，想反映一个情况。",
    ]
    private static let facts = [
        "%D修路占了我家一亩二分口粮田，说好每亩补偿%A，到现在只给了八千元。",
        "从%D起，物业公司把消防通道划成停车位，每月收%A，业主多次反映没有人管。",
        "%D我到工地绑钢筋，包工头只付了生活费，还欠%A，电话也打不通了。",
        "楼下饭店的油烟管正对着我家窗户，%D环保来看过一次就没有下文。",
        "%D镇政府答复说三十日内解决，可是已经过了半年多，一分钱也没有见到。",
        "根据《信访工作条例》第三十二条和政办发〔2019〕12号文件，应当自受理之日起60日内办结。",
        "我母亲%D在县医院住院二十三天，花了%A，新农合只报了一小部分。",
        "开发商延期交房，合同写的是%D，违约金%A一直不付。", "村里的低保名单没有公示，书记的亲戚开着小车也在吃低保。",
        "学校门口每天早上七点到八点堵得水泄不通，孩子过马路很危险，希望增设红绿灯。",
        "我们去过市里两次，又去过县国土局，每次都让回去等消息。", "这条路是断头路，下雨天积水有半米深，路灯坏了一年。",
    ]
    private static let dates = [
        "2019年3月12日", "二〇一八年九月", "去年冬天", "2021.6.8", "上个月", "2020年上半年", "今年5月1日", "2017年底",
    ]
    private static let amounts = ["3.6万元", "四万二千元", "150元", "86000元", "八百块钱", "12.5万余元"]
    private static let demands = [
        "请求县自然资源局依法发放剩余的补偿款。", "恳请领导责令物业恢复消防通道。", "请帮助要回拖欠的工资，并追究责任。",
        "要求在三十日内书面答复。", "希望尽快修好道路和路灯。",
    ]

    /// About `bytes` bytes of UTF-8 of letters.
    func documents(bytes: Int) -> [Document] {
        var generator = Generator()
        var documents: [Document] = []
        var total = 0
        while total < bytes {
            var text = generator.pick(Self.addressees) + "\n" + fill(generator.pick(Self.openings), &generator)
            for _ in 0..<(3 + generator.below(9)) { text += fill(generator.pick(Self.facts), &generator) }
            text += "\n" + generator.pick(Self.demands) + "\n" + generator.pick(Self.names) + "\n2022年"
            text += "\(generator.below(12) + 1)月\(generator.below(28) + 1)日\n"
            total += text.utf8.count
            documents.append(
                Document(
                    id: "g\(documents.count)", text: SourceText(text),
                    received: CivilDate(year: 2022, month: 12, day: 31)))
        }
        return documents
    }

    private func fill(_ clause: String, _ generator: inout Generator) -> String {
        clause.replacing("%N", with: generator.pick(Self.names)).replacing("%P", with: generator.pick(Self.places))
            .replacing("%D", with: generator.pick(Self.dates)).replacing("%A", with: generator.pick(Self.amounts))
    }
}
