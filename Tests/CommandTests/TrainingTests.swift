import Foundation
import Testing

/// What `laixin train` reads.
@Suite("Training on labelled texts")
struct TrainingTests {
    private let office: ClerksFolder

    init() throws { office = try ClerksFolder() }

    private func path(_ name: String) -> String { office.path(name) }

    private func train(_ lines: [String]) throws -> LaixinProgram.Outcome {
        try office.write("lines.ndjson", lines.joined(separator: "\n"))
        return try office.program.run(
            ["train", path("lines.ndjson"), "--epochs", "2", "--output", path("own.model")], locale: "en_GB.UTF-8")
    }

    private static let lines = (1...6).flatMap { number in
        [
            #"{"text": "小区停水\#(number)天没有人管，请自来水公司修好水管。", "codes": ["01.02", "04.02"], "purpose": "求"}"#,
            #"{"text": "老板拖欠\#(number)个月工资不给。", "codes": ["09.03.05"], "purpose": "检举控告"}"#,
            #"{"title": "的士拒载", "body": "第\#(number)次了，司机一听去城西就摇头。", "label": "交通运输"}"#,
        ]
    }

    @Test("Lines give codes and a purpose, or the name of a level-1 class; the model knows both levels")
    func lines() throws {
        let outcome = try train(Self.lines)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("trained on 18 texts"))
        let compared = try office.program.run(
            ["model", "compare", path("own.model"), path("own.model"), "--on", path("lines.ndjson")],
            locale: "en_GB.UTF-8")
        #expect(compared.status == 0 && compared.output.contains("0 texts get another"), "\(compared.errors)")
    }

    @Test(
        "A line of no known class or purpose is named",
        arguments: [
            (#"{"text": "停水", "codes": ["01.77"]}"#, "no category 01.77"), (#"{"text": "停水"}"#, "no category"),
            (#"{"text": "停水", "label": "停水"}"#, "no category 停水"),
            (#"{"text": "停水", "codes": ["01.02"], "purpose": "求求"}"#, "no purpose 求求"),
            ("停水", "is no labelled JSON"),
        ])
    func refused(_ line: String, _ problem: String) throws {
        let outcome = try train(Self.lines + [line])
        #expect(outcome.status != 0 && outcome.errors.contains("lines.ndjson:19: \(problem)"), "\(outcome.errors)")
    }
}
