import Documents
import Testing

@testable import Analysis

/// What plans oblige bodies to do: action phrases behind a deadline, a time limit or a recurrence.
@Suite("Measures")
struct MeasureTests {
    private func record(_ body: String, kind: String = "方案") -> Record {
        let text = "清远沟县信访局2023年来信办理工作\(kind)\n一、工作措施\n\(body)\n二、组织领导\n加强领导，落实责任。"
        return Fixture.record(text, received: "2023-05-06")
    }

    @Test(
        "The deed behind a time, whatever its verb",
        arguments: [
            ("各乡镇6月20日前搭好问政小屋，配齐座椅。", ["搭好问政小屋"]), ("来信登记后两个工作日内打一次招呼电话。", ["打一次招呼电话"]),
            ("县信访局每月8日前晒出办件清单；每半年请人挑一次刺。", ["晒出办件清单", "请人挑一次刺"]),
            ("水管爆裂半小时内赶到。", ["赶到"]), ("要件须提前5天张榜。", ["张榜"]),
            // Bodies named after the time, and to whom it is done, stand outside.
            ("遗留问题9月底前，由县住建局逐件销账。", ["逐件销账"]), ("乡镇每周五向县信访局呈送周报。", ["呈送周报"]),
            // A sum ends the deed; a time within it does not.
            ("县财政局7月10日前拨下补助款36万元。", ["拨下补助款"]), ("物业公司7月15日前公布上半年收支。", ["公布上半年收支"]),
            // A bare date is a plan's time when some words of a deed follow at once.
            ("教育股5月中旬公布招生办法。", ["公布招生办法"]),
        ])
    func deeds(body: String, expected: [String]) { #expect(record(body).measures.map(\.text) == expected) }

    @Test(
        "Times that oblige nobody",
        arguments: [
            "第一阶段：5月31日前，为摸底阶段。", "6月底前办结率达到95%以上。", "对2022年底前的旧件另行登记。", "窗口周一至周五8:30—17:30受理来访。",
            "信访人不服的，可以自收到之日起30日内申请复查。", "平均办理时间由18天缩短到9天。", "公示有效期30日。", "4月至10月全面推进。", "3月准备，11月总结。",
            "对去年已经答应的事项挂牌督办。", "完成时限：6月30日前\n资金：86万元",
        ])
    func noDeeds(body: String) { #expect(record(body).measures.isEmpty) }

    @Test("Who owes it: the sentence, else the section's responsible bodies")
    func bodies() {
        let record = record("县民政局6月20日前复核名册。\n（一）畅通渠道。来信2个工作日内登记。\n牵头单位：县人社局；配合单位：县总工会")
        #expect(record.measures.map(\.bodies) == [["县民政局"], ["县人社局", "县总工会"]])
        #expect(record.measures.map(\.due) == ["../2023-06-20", "BP2D"])
    }

    @Test(
        "Due dates, recurrences and targets beside the deed",
        arguments: [
            ("县信访局每月8日前晒出办件清单。", "FREQ=MONTHLY;BYMONTHDAY=8", nil),
            ("县就业局8月底前开一场招聘会，提供岗位不少于800个。", "../2023-08-31", ">=800"),
        ] as [(String, String, String?)])
    func values(body: String, due: String, target: String?) {
        let measure = record(body).measures.first
        #expect(measure?.due == due)
        #expect(measure?.target == target)
    }

    @Test("A report's past is no measure, what it promises is")
    func report() {
        let text = "澄柳乡来信工作情况报告\n一、工作开展情况\n信访办每月10日组织代办员学习。\n二、下一步打算\n信访办每季度末听一次群众意见。"
        #expect(Fixture.record(text, received: "2023-05-06").measures.map(\.text) == ["听一次群众意见"])
    }

    @Test("An empty line at the end is no responsible body")
    func emptyLine() {
        let text = "清远沟县2023年来信工作方案\n一、工作措施\n来信2个工作日内登记。\n"
        #expect(Fixture.record(text).measures.map(\.bodies) == [[]])
    }

    @Test("A letter has none")
    func letter() {
        let text = "尊敬的领导：\n我家漏水，物业说6月底前修好屋顶，没修。请派人来看。\n苗小满"
        #expect(Fixture.record(text, received: "2023-05-06").measures.isEmpty)
    }
}
