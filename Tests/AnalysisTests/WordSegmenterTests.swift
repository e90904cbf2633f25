import Dictionaries
import Documents
import Testing

@testable import Analysis

/// Words as a person cuts them. Apart by spaces; the text is the row without them.
@Suite struct WordSegmenterTests {
    private static let model: WordModel = {
        do { return try WordModel(.standard()) } catch { fatalError("\(error)") }
    }()
    private static let shared = WordSegmenter(model: model)

    private func cut(_ text: String, user: [String] = []) throws -> [String] {
        let segmenter =
            user.isEmpty ? Self.shared : WordSegmenter(model: Self.model, user: UserWords(user))
        let scalars = text.unicodeScalars.map(\.value)
        return segmenter.words(in: scalars).map { String(scalars: scalars[$0]) }
    }

    static let rows = [
        // Readings that overlap.
        "我 在 研究 生命 的 起源",
        "他 的 乒乓球 拍卖 得 很 便宜",
        "羽毛球拍 卖 完 了 才 开门",
        "结婚 的 和 尚未 结婚 的 都 可以 申请",
        "请 把 手续 交给 我",
        "我 马上 下来 签字",
        "部分 居民 会同 村委会 反映 问题",
        "学生会 同意 了",
        // Words of the field.
        "请求 复核 机关 撤销 处理 意见",
        "低保户 的 宅基地 被 占用",
        "申请 行政 复议",
        "五险一金 没有 交",
        "拆迁 补偿款 迟迟 不 到位",
        "百分之三十 的 业主 不 同意",
        // Names.
        "张建国 、 李秀英 和 欧阳海明 联名 反映",
        "王小明 的 父亲 在 工地 受伤",
        "平顶山市 湛河区",
        // Numbers, dates, runs.
        "国信发〔2017〕2号 文件 要求",
        "按照 豫政办〔2021〕15号 通知 执行",
        "人民路 12号楼3单元502室 漏水",
        "拨打 12345 热线 和 1990000**** 电话",
        "2019年 3月 12日 下午 3:30 开会",
        "欠 农民工 工资 3.56万 元",
        "一九九八年 承包 的 土地",
        "二〇一九年 六月",
        "孩子 的 学籍 至今 没有 落实",
        "医院 拒绝 报销 医药费",
        "楼上 住户 半夜 装修 扰民",
        "小区 电梯 经常 停运",
        "开发商 逾期 交房",
        "业主 要求 退还 定金",
        "村干部 挪用 救灾 款项",
        "希望 有关 部门 尽快 处理",
        "请 领导 给予 答复",
        "路灯 坏 了 没 人 修",
        "施工 单位 拖欠 工程款",
        "我 父亲 是 退伍军人",
        "养老金 发放 不 及时",
        "噪声 影响 学生 休息",
        "公交车 不 按时 发车",
        "法院 判决 没有 执行",
        "仲裁 委员会 已经 受理",
        "学校 违规 收取 补课费",
        "残疾证 办理 困难",
        "危房 改造 补助 没有 发放",
        "刘志强 向 纪委 举报",
        "赵小燕 和 丈夫 住 在 这里",
        "诸葛文 是 我们 的 代表",
        "司机 马国庆 表示 不满",
        "湖南省 长沙市",
        "河南省 平顶山市 湛河区",
        "1997年 7月 1日",
        "2020年 以来",
        "上午 9:30 开始",
        "共 1,200 平方米",
        "增长 15.6%",
        "三百五十 户 居民",
        "十二月 三十一日",
        "湘府函〔2018〕33号 批复",
        "中山路 88号 门面",
        "解放街 15号院3栋 居民",
        "联系 电话 0375-1234567",
        "手机 19900001234",
        "网址 www.example.cn",
        "购买 了 iPhone 手机",
        "使用 5G 网络",
        "AI 客服 答非所问",
        "宅基地 被 邻居 侵占",
        "他 说 的 确实 在理",
        "这 的确 是 个 问题",
        "Wi-Fi 信号 差",
        "电子 邮箱 abc@example.cn",
    ]

    @Test(arguments: rows) func cutsAsAPersonWould(_ row: String) throws {
        #expect(try cut(row.replacing(" ", with: "")).joined(separator: " ") == row)
    }

    @Test(arguments: [
        ["信访", "向市信访局提出信访事项"], ["复查", "反映复查意见书没有送达"], ["复核", "请求复核"], ["低保", "申请低保未批"],
        ["宅基地", "宅基地纠纷"], ["征地", "征地补偿"],
    ]) func keepsWordsOfTheField(_ row: [String]) throws {
        #expect(try cut(row[1]).contains(row[0]))
    }

    @Test func coversAllButWhiteSpaceInOrder() throws {
        let pieces = (Self.rows + ["\n", "  ", "。", "𠮷", "A", "１２", "《", "——", "□□", "かな", "3,000.5%", "李·王"])
        var seed: UInt64 = 11
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<6 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            let scalars = text.unicodeScalars.map(\.value)
            let words = Self.shared.words(in: scalars)
            var covered = [Bool](repeating: false, count: scalars.count)
            var end = 0
            for word in words {
                #expect(word.lowerBound >= end && !word.isEmpty, "seed \(seed)")
                end = word.upperBound
                for index in word { covered[index] = true }
            }
            #expect(
                scalars.indices.allSatisfy { covered[$0] != (ScalarClass.table[Int(min(scalars[$0], 0xFFFF))] == 1) })
            #expect(words == Self.shared.words(in: scalars))
        }
    }

    @Test func obeysTheUserDictionary() throws {
        #expect(try !cut("请求复核机关撤销处理意见").contains("处理意见"))
        #expect(try cut("请求复核机关撤销处理意见", user: ["处理意见"]).contains("处理意见"))
        #expect(try cut("反映C++小区的问题", user: ["C++小区"]).contains("C++小区"))
        // Never inside a number.
        #expect(try cut("共123户", user: ["12"]).contains("123"))
        let file = try UserWords(Array("# ours\n处理意见\n\n 复核机关 \n".utf8), file: "u")
        #expect(file.count == 2)
        #expect(throws: DictionaryError(file: "u", line: 2, problem: "is no single word of at most 64 characters")) {
            try UserWords(Array("好\n两 个\n".utf8), file: "u")
        }
    }

    @Test func longTextWithoutABreakIsCutInWindows() throws {
        let sentence = Array("部分居民会同村委会反映宅基地被占用的问题".unicodeScalars.map(\.value))
        let text = (0..<2_000).flatMap { _ in sentence }
        let words = Self.shared.words(in: text)
        #expect(words.first?.lowerBound == 0 && words.last?.upperBound == text.count)
        #expect(zip(words, words.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        // Cuts between windows fall where the words are the same as without.
        let period = Self.shared.words(in: sentence + sentence + sentence).count / 3
        #expect(abs(words.count - 2_000 * period) <= 40)
    }

    @Test(arguments: ["一", "1", "。", "□", "a", " ", "\u{200F}", "的"]) func sameCharacterOverAndOver(_ unit: String)
        throws
    {
        let text = [UInt32](repeating: unit.unicodeScalars.first!.value, count: 200_000)
        let words = Self.shared.words(in: text)
        #expect(words.isEmpty == (unit == " " || unit == "\u{200F}"))
        if let last = words.last { #expect(last.upperBound == text.count) }
    }

    @Test func trieIsWhatTheListBuilds() throws {
        let files = DictionaryFiles.standard()
        let bytes = try files.bytes(of: WordModel.source)
        let head = String(decoding: bytes.prefix(1_000), as: UTF8.self)
        for field in ["# title:", "# source:", "# licence:"] { #expect(head.contains(field)) }
        let list = try WordList(bytes, file: WordModel.source)
        #expect(list.entries.count > 100_000)
        #expect(WordTraining.trie(of: list) == (try files.bytes(of: WordModel.trieFile)))
    }

    @Test(arguments: [("好\n", 1), ("好\t1\n好\t2\n", 2), ("好\tx\n", 1), ("a好\t1\n", 1), ("好\t1\n一\t1\n", 2)])
    func badListsAreRefused(_ text: String, _ line: Int) {
        #expect {
            _ = try WordList(Array(text.utf8), file: "w")
        } throws: { ($0 as? DictionaryError)?.line == line }
    }

    @Test func segmentsMapBackToTheSource() throws {
        let source = SourceText("申請復核：２０１９年３月\n宅基地")
        let (tokens, _) = Fixture.analyzer.segments(of: source)
        #expect(tokens.map { source[$0] }.suffix(3) == ["２０１９年", "３月", "宅基地"])
        // One character that is read as two is one token.
        let folded = SourceText("管径6″的㎡")
        let spans = Fixture.analyzer.segments(of: folded).tokens
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(spans.map { folded[$0] }.joined() == "管径6″的㎡")
    }
}
