import Analysis
import Documents
import Testing

@Suite("Structure")
struct StructureTests {
    private func levels(_ text: String) -> [String] {
        Fixture.record(text).sections.map { "\($0.level) \($0.label)" }
    }

    @Test(
        "Sections nest by the sequence of their labels",
        arguments: [
            (
                "一、甲\n（一）乙\n1. 丙\n（1）丁\n①戊\n②己\n（2）庚\n2. 辛\n（二）壬\n二、癸",
                ["1 一、", "2 （一）", "3 1.", "4 （1）", "5 ①", "5 ②", "4 （2）", "3 2.", "2 （二）", "1 二、"]
            ),
            ("（一）甲\n1.乙\n2.丙\n（二）丁\n1.戊", ["1 （一）", "2 1.", "2 2.", "1 （二）", "2 1."]),
            ("1.甲\n(1)乙\n(2)丙\n2.丁", ["1 1.", "2 (1)", "2 (2)", "1 2."]),
            // A list before the first heading ends for good where the heading begins.
            ("1.甲\n2.乙\n一、丙\n1.丁\n2.戊\n二、己", ["1 1.", "1 2.", "1 一、", "2 1.", "2 2.", "1 二、"]),
            // 1. goes on behind （二）: （一） lies inside it.
            ("1、甲\n（一）乙\n（二）丙\n2、丁\n（一）戊", ["1 1、", "2 （一）", "2 （二）", "1 2、", "2 （一）"]),
            ("第一章 总则\n第一条 甲\n第二条 乙\n第二章 附则\n第三条 丙", ["1 第一章", "2 第一条", "2 第二条", "1 第二章", "2 第三条"]),
            ("一、甲\n第一阶段：乙。\n第二阶段：丙。\n二、丁", ["1 一、", "2 第一阶段", "2 第二阶段", "1 二、"]),
            ("一、甲\n一是乙。二是丙。三是丁。\n二、戊", ["1 一、", "2 一是", "2 二是", "2 三是", "1 二、"]),
            ("一、甲\n一要乙。二要丙。\n二、丁", ["1 一、", "2 一要", "2 二要", "1 二、"]),
            ("一、甲\n第一，乙。第二，丙。\n二、丁", ["1 一、", "2 第一", "2 第二", "1 二、"]),
            ("1. 甲\n1.1 乙\n1.2 丙\n2. 丁\n2.1 戊", ["1 1.", "2 1.1", "2 1.2", "1 2.", "2 2.1"]),
            ("说明文字\n## 甲\n正文一。\n### 乙\n正文二。\n## 丙", ["1 ##", "2 ###", "1 ##"]),
            ("(1)二〇二〇年。①修路。②修桥。\n(2)二〇二一年。①通水。②通电。", ["1 (1)", "2 ①", "2 ②", "1 (2)", "2 ①", "2 ②"]),
            ("1）甲\n2）乙", ["1 1）", "1 2）"]),
            ("一丶甲\n(—)乙。\n〔二〕丙。\n二丶丁\nl.戊。\n2.己。", ["1 一、", "2 （一）", "2 （二）", "1 二、", "2 1.", "2 2."]),
            ("Ⅰ.甲\n1.乙\n2.丙\nⅡ.丁", ["1 Ⅰ.", "2 1.", "2 2.", "1 Ⅱ."]),
            ("【一】甲\n（1）乙\n（2）丙\n【二】丁", ["1 【一】", "2 （1）", "2 （2）", "1 【二】"]),
            ("阶段一：甲\n步骤一：乙\n步骤二：丙\n阶段二：丁\n步骤一：戊\n步骤二：己", ["1 阶段一", "2 步骤一", "2 步骤二", "1 阶段二", "2 步骤一", "2 步骤二"]),
            ("1.甲\na)乙\nb)丙\n2.丁", ["1 1.", "2 a)", "2 b)", "1 2."]),
            ("经查：A. 阁楼应当算；B. 邻居家也算；C. 没有量过。", ["1 A.", "1 B.", "1 C."]),
            ("要求如下：一是合并派单；二是拍照留底。\n完毕。", ["1 一是", "1 二是"]),
            ("1 甲乙\n1.1 丙丁\n1.2 戊己\n2 庚辛\n2.1 壬癸", ["1 1", "2 1.1", "2 1.2", "1 2", "2 2.1"]),
            ("第一节　报修\n第一条　甲乙\n第二条　丙丁\n第二节　派工\n第三条　戊己", ["1 第一节", "2 第一条", "2 第二条", "1 第二节", "2 第三条"]),
            ("一　当场答复的\n1.丙丁\n2.戊己\n二　带回研究的", ["1 一", "2 1.", "2 2.", "1 二"]),
            ("（Ⅰ）甲\n（1）乙\n（2）丙\n（Ⅱ）丁", ["1 （Ⅰ）", "2 （1）", "2 （2）", "1 （Ⅱ）"]),
            ("一、甲\na.乙\nb.丙\n二、丁", ["1 一、", "2 a.", "2 b.", "1 二、"]),
            ("一、甲\n⑴乙\n⑵丙\n二、丁", ["1 一、", "2 ⑴", "2 ⑵", "1 二、"]),
            ("☆ 1、甲\n☆ 2、乙\n☆ 3、丙", ["1 1、", "1 2、", "1 3、"]),
            ("一、内容。1．看单据；2．打电话；3．写材料。\n二、地点。镇上。", ["1 一、", "2 1．", "2 2．", "2 3．", "1 二、"]),
            (
                "他们的方案我抄在下面：\n“一、工作目标，全县完成改造一千二百亩。\n二、工作措施，技术服务到户，补助到户，年底验收，逐户签字确认。”\n"
                    + "第一，没有人来。第二，没有钱。", ["1 第一", "1 第二"]
            ),
            ("一、甲\n（二〕乙\n二、丙", ["1 一、", "2 （二）", "1 二、"]),
        ])
    func nesting(text: String, expected: [String]) { #expect(levels(text) == expected) }

    @Test(
        "No sections",
        arguments: [
            "3.5万元已经付清。\n2.4亩地没有补偿。", "2019.3.5交款。\n2019.4.6退款。", "第一，没有第二个理由。", "他说一是一，二是二，从不含糊。",
            "问题有两个，一是没有水，二是没有电，都没有人管。", "附件：1.名单\n2.照片", "第一条路修好了。", "A栋和B栋都停水。", "问题一直没有解决。\n措施1个也没有。",
            "1 李春早 300 元\n2 王有田 450 元", "花了三样钱：1.5万元，2.3万元，3.6万元。", "一 家五口都在外打工", "说到底就是一、票没写清，二、停了不说，三、没人管。",
            "12 月份的工资\n13 个人都没有领到",
        ])
    func noSections(_ text: String) { #expect(levels(text).isEmpty) }

    @Test(
        "Torn, doubled and restarted numbers are told",
        arguments: [
            ("一、甲\n三、乙", ["section.number-missing"]), ("一、甲\n二、乙\n二、丙", ["section.number-doubled"]),
            ("一、甲\n二、乙\n一、丙", ["section.numbering-restarted"]), ("一、甲\n二、乙\n三、丙", []),
            ("1.甲\n2.乙\n一、丙\n1.丁\n2.戊\n二、己", []),
        ])
    func oddNumbers(text: String, codes: [String]) {
        #expect(Fixture.record(text).diagnostics.map(\.code).filter { $0.hasPrefix("section.") } == codes)
    }

    @Test("A section lasts to the next of its level or an outer one, never into the signature")
    func spans() {
        let text = "工作方案\n一、甲\n（一）乙\n二、丙\n丁戊己。\n某局\n2023年3月5日"
        let record = Fixture.record(text)
        let scalars = Array(text.unicodeScalars)
        let parts = record.sections.map { section in
            scalars[section.start..<section.end].map(String.init).joined()
        }
        #expect(parts == ["一、甲\n（一）乙\n", "（一）乙\n", "二、丙\n丁戊己。\n"])
    }

    @Test(
        "Parts of the form",
        arguments: [
            (Record.Part.Kind.documentNumber, "关于供水的通知\n⟦甲水发〔2021〕3号⟧\n各村：\n现将有关事项通知如下。\n甲局"),
            (.addressee, "尊敬的⟦王局长⟧：\n您好！我家没有水。\n李春早"), (.closing, "县水利局：\n我家没有水，请派人看看。\n⟦此致\n敬礼⟧\n李春早\n2021年3月5日"),
            (.signature, "县水利局：\n我家没有水，请派人看看。\n此致\n敬礼\n⟦李春早\n2021年3月5日⟧"),
            (.date, "县水利局：\n我家没有水，请派人看看。\n此致\n敬礼\n李春早\n⟦2021年3月5日⟧"),
            (.attachments, "关于供水的通知\n各村：\n请按时报送。\n⟦附件：1.统计表⟧\n甲局\n2021年3月5日"),
            (.copies, "关于供水的通知\n各村：\n请按时报送。\n甲局\n2021年3月5日\n⟦抄送：县政府办公室⟧"),
            (.partyBlock, "申诉书\n⟦申诉人：李春早\n被申诉人：甲公司⟧\n甲公司欠我工资，请求支付。"),
            (.table, "台账如下。\n⟦姓名 亩数 金额\n李一 2 300\n王二 3 450\n张三 1 150⟧\n以上已经公示。"),
        ])
    func parts(kind: Record.Part.Kind, marked: String) throws {
        let text = plain(marked)
        let record = Fixture.record(text.text)
        let part = try #require(record.parts.first { $0.kind == kind })
        #expect(part.start == text.start && part.end == text.end)
    }

    @Test(
        "A salutation behind a title on the first line",
        arguments: [
            ("关于尽快修好南塘村水渠的请求⟦县水利局⟧：\n我家的田没有水。", "关于尽快修好南塘村水渠的请求"),
            ("南塘村到镇上的路一直没有修通⟦陈县长⟧：您好，我是南塘村的。", "南塘村到镇上的路一直没有修通"),
            ("村口的砖厂半夜冒黑烟尊敬的⟦县领导⟧：\n砖厂一到半夜就冒烟。", "村口的砖厂半夜冒黑烟"),
            ("南塘村到镇上的路一直没有修通⟦张副县长⟧：您好，我是南塘村的。", "南塘村到镇上的路一直没有修通"),
            ("包工头欠了工钱，让我们在工棚里过年⟦罗局长⟧：您好！", "包工头欠了工钱，让我们在工棚里过年"),
            ("包工头欠了工钱，几个月都不见人影，⟦县领导⟧：\n我们要回家。", "包工头欠了工钱，几个月都不见人影"),
            ("⟦甲水县人民政府，甲水县信访局，各位领导⟧：\n我家没有水。", nil),
            // Bodies and who leads them, all addressed.
            ("⟦甲水县住房和城乡建设局局长⟧：\n我家没有水。", nil), ("⟦中共甲水县委员会办公室主任⟧：\n我家没有水。", nil),
            ("⟦中共甲水县委员会办公室高主任⟧：\n我家没有水。", nil),
            ("尊敬的⟦河南省平顶山市人民政府市长⟧：\n我家没有水。", nil),
            ("⟦甲水县人民政府信访局王局长⟧：\n我家没有水。", nil),
            ("⟦甲水县人民政府信访局尊敬的王局长⟧：\n我家没有水。", nil),
            ("尊敬的⟦甲水县人民政府的各位领导同志⟧：\n我家没有水。", nil),
        ])
    func behindTitle(marked: String, title: String?) throws {
        let text = plain(marked)
        let record = Fixture.record(text.text)
        let addressee = try #require(record.parts.first { $0.kind == .addressee })
        #expect(addressee.start == text.start && addressee.end == text.end)
        #expect(record.title?.text == title)
    }

    private func plain(_ marked: String) -> (text: String, start: Int, end: Int) {
        let scalars = Array(marked.unicodeScalars)
        let start = scalars.firstIndex(of: "⟦")!
        let end = scalars.firstIndex(of: "⟧")! - 1
        return (String(String.UnicodeScalarView(scalars.filter { $0 != "⟦" && $0 != "⟧" })), start, end)
    }

    @Test(
        "Kinds by title, whatever note stands behind it",
        arguments: [
            (
                "甲水县国资局：\n我们是原县水泥厂的职工。改制那年主持人是工会主席，会议纪要上写着全体通过。请求查账。\n李春早",
                DocumentKind.letter
            ),
            ("甲水县国资局：\n现将会议纪要印发给你们。主持人：李局长。会议议定三件事。\n甲水县政府办公室", .minutes),
            ("职工来信办理办法（试行）\n第一条 甲。\n第二条 乙。", DocumentKind.plan), ("来信来访登记台账（2022年7月上旬）\n一、来信\n1）甲", .minutes),
            ("甲县人社局\n甲县住建局  文件\n甲县财政局\n甲人社发〔2021〕46号\n甲县根治欠薪专项行动实施方案\n一、目标\n二、分工", .plan),
            ("群众来访记录\n来访人：某某\n我家的路没有修。", .letter), ("公　　告\n因管网改造，部分区域短时停水。", .notice),
            ("关于积案工作计划完成情况的报告\n一、甲\n二、乙", .report),
            ("文明祭扫倡议书\n各位居民：\n请不要烧纸。", .other), ("致全县养蜂户的一封信\n各位蜂友：\n油菜花开了。", .other),
            ("致县长的一封信\n县长您好：\n我家的地没有了。", .letter), ("关于油烟扰民问题的复函\n你好。", .reply), ("关于协助查明情况的函\n县局：\n请查。", .notice),
            ("信访事项登记表\n姓名：某某", .minutes), ("为把投诉降下来，拟定今年的做法如下：\n1、摸清底数。\n2、逐台整改。", .plan),
            ("尊敬的业主：\n您好！您在网上留言问补助怎么申请，一条一条回您。", .reply), ("关于要求退还押金的申请\n社区：\n请退还押金。", .letter),
            ("县信访局：\n我家的房子裂了。局里说答复如下：不予受理。我不服。", .letter),
            ("积案清理工作方案【第一篇】\n各股室：\n公司现将积案分到各组。", .plan), ("关于停水的通知（更正）\n各住户：\n明天停水。", .notice),
            // What a letter copies from an office is not its own voice.
            (
                "县长：\n我不满意住建局的答复，抄在下面：\n“您好！您反映的逾期交房问题已收悉。经核实，现答复如下：一、项目停工两次。"
                    + "二、我局将督促企业筹款，争取年内交付，感谢您对工作的理解与支持。”\n这楼还盖不盖？", .letter
            ),
            ("关于印发《甲县农村饮水信访问题\n专项治理方案》的通知\n各乡镇：\n现将方案印发，为治理饮水，特制定本方案。", .notice),
            ("首页 > 网民留言 > 工作方案\n我家门口的路灯坏了，希望修。", .letter),
            ("【甲县医保局】谭女士，您来电问门诊慢特病何时能批，经查缺一张小结，请补。", .reply),
            ("群众来访登记表\n主要内容：来访人自述房屋漏水三年。\n来访人：某某", .letter),
            ("关于宽带中断的投诉函\n通信管理局：\n我司线路断了九天。", .letter),
        ])
    func kinds(text: String, kind: DocumentKind) { #expect(Fixture.record(text).kind == kind) }
}
