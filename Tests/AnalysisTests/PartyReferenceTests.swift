import Documents
import Testing

@testable import Analysis

@Suite("Parties named by part of their names, by themselves, or in numbered fields")
struct PartyReferenceTests {
    @Test(
        "The given name alone of somebody named in full",
        arguments: [
            ("村民罗长顺来过。找到长顺问，他说不知道。", ["罗长顺", "长顺"]), ("村民罗长顺来过。都是长顺叔挪的。", ["罗长顺", "长顺叔"]),
            ("村民罗建设来过。乡村建设要加快。", ["罗建设"]), ("村民罗长顺来过。赵长顺没来。", ["罗长顺", "赵长顺"]),
            ("罗法官来过。找法官问过。", ["罗法官"]), ("后来长顺说不知道。", []),
        ] as [(String, [String])])
    func givenNames(text: String, expected: [String]) {
        #expect(Fixture.surfaces("反映修桥的事\n" + text, [.person]) == expected)
    }

    @Test(
        "A short form told behind other words in a bracket",
        arguments: [
            ("住进大冶市仁康医院（民营，下称仁康）。仁康不给病历。", ["大冶市仁康医院", "仁康", "仁康"]),
            ("投给了湖北福寿农庄有限公司（本信称“福寿农庄”）。福寿农庄不退钱。", ["湖北福寿农庄有限公司", "福寿农庄", "福寿农庄"]),
            ("湖北御江置业有限公司不退钱。等了一天；御江天街停业了。", ["湖北御江置业有限公司"]),
            ("住进大冶市仁康医院（民营，床位很少）。床位要等。", ["大冶市仁康医院"]),
        ] as [(String, [String])])
    func shortForms(text: String, expected: [String]) {
        #expect(Fixture.surfaces("反映退钱的事\n" + text, [.organization]) == expected)
    }

    @Test("A given name is of the party that bears the full one")
    func oneParty() {
        let record = Fixture.recordOfRules("反映修桥的事\n村民罗长顺来过。找到长顺问，他说不知道。", received: "2023-05-06")
        #expect(record.parties.map(\.name) == ["罗长顺"])
    }

    @Test(
        "Whoever names himself behind 我 writes",
        arguments: [
            ("反映修桥的事\n我罗长顺，做木工，桥断了半年。", ["罗长顺"]), ("反映修桥的事\n本人罗长顺，桥断了半年。", ["罗长顺"]),
            ("反映修桥的事\n他打我罗长顺没看见，桥断了半年。", []), ("反映修桥的事\n大家喊我罗师傅，桥断了半年。", []),
        ] as [(String, [String])])
    func ownNames(text: String, expected: [String]) {
        let record = Fixture.recordOfRules(text, received: "2023-05-06")
        #expect(record.parties.filter { $0.role == .petitioner }.map(\.name) == expected)
    }

    @Test(
        "Behind a label of the accused stands one party for each number, in the line or on the lines below",
        arguments: [
            ("被控告人：1．罗长顺，前任村主任；2．唐有德，村会计。\n他们把桥拆了。", ["罗长顺", "唐有德"]),
            ("被举报：\n1、罗长顺，前任村主任\n2、唐有德，村会计\n他们把桥拆了。", ["罗长顺", "唐有德"]), ("被举报：罗长顺，村主任。\n他把桥拆了。", ["罗长顺"]),
            ("举报材料：\n1、罗长顺的收条\n他把桥拆了。", []),
        ] as [(String, [String])])
    func numbered(text: String, expected: [String]) {
        let record = Fixture.recordOfRules(text, received: "2023-05-06")
        #expect(record.parties.filter { $0.role == .respondent }.map(\.name) == expected)
    }

    @Test(
        "我叫 introduces the writer, or sends somebody",
        arguments: [
            ("我叫朋友去那边看过，没有人。", [] as [String]), ("我叫罗长顺，桥断了半年。", ["罗长顺"]),
            ("我叫阿卜杜热合曼，桥断了半年。", ["阿卜杜热合曼"]), ("我叫欧阳满仓，桥断了半年。", ["欧阳满仓"]),
        ])
    func introductions(text: String, expected: [String]) {
        #expect(Fixture.surfaces("反映修桥的事\n" + text, [.person]) == expected)
    }

    @Test("A label of an office's form greets nobody")
    func formLabels() {
        let record = Fixture.recordOfRules("来电人说桥断了半年。\n转办：大冶市交通运输局\n流转：\n6月3日已派。")
        #expect(!record.parties.contains { ["转办", "流转"].contains($0.name) })
    }

    @Test("Numbered people of a place sign with it")
    func numberedPeople() {
        let record = Fixture.recordOfRules("反映修桥的事\n桥断了半年，请修好。\n云水花园小区二十六户住户", received: "2023-05-06")
        #expect(record.parties.filter { $0.role == .petitioner }.map(\.name) == ["云水花园小区二十六户住户"])
    }
}
