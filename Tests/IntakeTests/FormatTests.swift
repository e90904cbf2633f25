import Documents
import Testing

@testable import Intake

private let marked = """
    #id: T001
    #kind: letter
    #received: 2023-05-06
    ⟦addressee|县信访局⟧：
    我是⟦petitioner|柳树村村民⟧，⟦date|去年3月|2022-03⟧欠我⟦amount|三万元|30000⟧。

    #end
    #id: T002
    #kind: reply
    没有标记的𠮷字。
    #end

    """

@Suite struct FormatTests {
    @Test func markedTextGivesBareDocuments() throws {
        let documents = try DocumentReader().read(bytes: Array(marked.utf8), path: "x/gold.marked.txt")
        #expect(documents.map(\.id) == ["T001", "T002"])
        #expect(documents[0].text.string == "县信访局：\n我是柳树村村民，去年3月欠我三万元。")
        #expect(documents.map(\.received) == [CivilDate(year: 2023, month: 5, day: 6), nil])
        #expect(documents.map(\.provenance.index) == [0, 1])
        #expect(documents.map(\.provenance.format) == ["marked", "marked"])
    }

    @Test func marksGiveGold() throws {
        let documents = try MarkedDocument.parse(SourceText(marked))
        #expect(documents[0].header["kind"] == "letter")
        #expect(documents[0].marks.map(\.label) == ["addressee", "petitioner", "date", "amount"])
        #expect(documents[0].marks.map(\.value) == [nil, nil, "2022-03", "30000"])
        for mark in documents[0].marks { #expect(documents[0].text[mark.span] == mark.surface) }
        #expect(documents[1].marks.isEmpty)
    }

    @Test(arguments: [
        ("#id: A\n甲⟦date|乙\n#end\n", 2), ("#id: A\n第一行\n⟦date⟧\n#end\n", 3), ("#id: A\n多余⟧\n#end\n", 2),
        ("#id: A\n⟦date|⟦org|乙⟧⟧\n#end\n", 2), ("#id: A\n没有结尾\n", 3),
    ])
    func brokenMarks(text: String, line: Int) {
        #expect(throws: IntakeFailure.malformedMarks(line: line)) { try MarkedDocument.parse(SourceText(text)) }
    }

    @Test(
        arguments: [
            ("信/20190312_张某.txt", "2019-03-12"), ("2019-03-12/a.txt", "2019-03-12"), ("2019-02/a.txt", "2019-02-28"),
            ("2020-02/3.txt", "2020-02-29"), ("2019-02/20190203.txt", "2019-02-03"),
            ("in/letter-2021-07-01-2.txt", "2021-07-01"),
            ("20191332.txt", nil), ("2019-02-30.txt", nil), ("123201903121.txt", nil), ("12345678.txt", nil),
            ("2019-02.txt", nil), ("2019-13/a.txt", nil), ("2019/a.txt", nil), ("a.txt", nil),
        ] as [(String, String?)])
    func dayFromPath(path: String, day: String?) {
        #expect(PathDate.received(in: path)?.description == day)
    }

    @Test func plainTextIsOneDocument() throws {
        let documents = try DocumentReader().read(bytes: Array("#id: 不是标记\n路灯坏了".utf8), path: "2020-01-02/a.txt")
        #expect(documents.count == 1)
        #expect(documents[0].id == "2020-01-02/a.txt")
        #expect(documents[0].received == CivilDate(year: 2020, month: 1, day: 2))
    }
}
