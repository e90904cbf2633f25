internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Intake
internal import Linkage
internal import Pipeline
internal import Register
internal import Storage

struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: Message.text(
            "找出说同一件事的信:原样、近似、联名样稿、另行写成(NDJSON)。",
            "Finds letters of one matter: identical, near-duplicate, template, retold (NDJSON)."),
        discussion: """
            laixin link --input ndjson < letters.ndjson
            laixin link --input ndjson --clusters < letters.ndjson
            laixin link --input ndjson --explain 12 31 < letters.ndjson
            laixin link --input ndjson --news < letters.ndjson
            laixin link --input ndjson --related < letters.ndjson
            laixin link --input ndjson --records records.ndjson < letters.ndjson
            laixin link --store laixin.sqlite
            """)

    @Option var input = InputFormat.ndjson
    @Flag(help: ArgumentHelp(Message.text("输出事项分组。", "Write clusters instead of pairs."))) var clusters = false

    @Flag(
        help: ArgumentHelp(
            Message.text("也输出相关而不同的事项(related)。", "Write also what is related but another matter (related).")))
    var related = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            Message.text("说明两件信的得分怎么来的。", "Show how the score of two letters comes about."), valueName: "A B"))
    var explain: [String] = []

    @Flag(
        help: ArgumentHelp(
            Message.text("输出后来的信里前信没有的内容。", "Write what each later letter of a matter says that is new.")))
    var news = false

    @Option(
        help: ArgumentHelp(
            Message.text("重新比对登记库中的信,重编事项;人的决定不变。", "Compare a store's letters anew; what people decided holds.")),
        completion: .file())
    var store: String?

    @Option(help: ArgumentHelp(Message.text("登记库的密钥文件。", "The store's key file."))) var key: String?

    @Option(
        help: ArgumentHelp(
            Message.text(
                "已经解析好的记录(laixin parse 的输出),按编号取用;没有的再解析。",
                "Records parsed before (of laixin parse), found by id; what is not among them is parsed.")),
        completion: .file())
    var records: String?

    @Argument(completion: .file()) var files: [String] = []

    private struct PairLine: Encodable {
        let a: String
        let b: String
        let relation: String
        let score: Double
        let features: [String: Double]
    }

    private struct ClusterLine: Encodable {
        let matter: String
        let members: [String]
    }

    private struct NewsLine: Encodable {
        struct Item: Encodable {
            let kind: String
            let start: Int
            let end: Int
            let text: String
        }

        let id: String
        let matter: String
        let after: [String]
        let new: [Item]
    }

    func run() throws {
        if let store { return try relink(store) }
        let pipeline = Environment.pipeline()
        let linker = Environment.linker()
        let known = try records.map(Link.recordsByID) ?? [:]
        var letters = LetterShelf()
        var read: [ReadLetter] = []
        var hasFailed = false
        InputStream(input: input, files: files, pipeline: pipeline).forEachBatch(of: 256) { batch in
            let parsed = parallelMap(batch.count) { index -> (letter: LinkableLetter, read: ReadLetter?)? in
                guard case .document(let document) = batch[index] else { return nil }
                let parsed =
                    known[document.id].map { pipeline.parsed(document, $0) } ?? pipeline.parse(document)
                return (
                    pipeline.linkable(id: document.id, parsed.masked),
                    news ? ReadLetter(text: document.text, record: parsed.record) : nil
                )
            }
            for case let (letter, text)? in parsed {
                letters.append(letter)
                if let text { read.append(text) }
            }
            for case .failure(let id, let line, let code, let message) in batch {
                hasFailed = true
                Message.warn("\(id ?? line.map(String.init) ?? "-"): \(code): \(message)")
            }
        }
        if !explain.isEmpty {
            try Link.explain(explain, letters, linker)
            if hasFailed { throw ExitCode(partialFailureStatus) }
            return
        }
        var writer = LineWriter()
        let encoder = JSONEncoder.line
        if news {
            let places = Dictionary(
                letters.ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            for cluster in linker.clusters(on: letters) where cluster.members.count > 1 {
                for (number, id) in cluster.members.enumerated().dropFirst() {
                    let after = Array(cluster.members[..<number])
                    let letter = read[places[id]!]
                    let items = linker.news(in: letter, after: after.map { read[places[$0]!] }).map {
                        NewsLine.Item(
                            kind: $0.kind.rawValue, start: $0.span.start, end: $0.span.end, text: letter.text[$0.span])
                    }
                    writer.write(
                        try encoder.encode(NewsLine(id: id, matter: cluster.matter, after: after, new: items)))
                }
            }
        } else if clusters {
            for cluster in linker.clusters(on: letters) {
                writer.write(try encoder.encode(ClusterLine(matter: cluster.matter, members: cluster.members)))
            }
        } else {
            try (related ? linker.withRelated : linker).forEachLink(on: letters) { link in
                writer.write(
                    try encoder.encode(
                        PairLine(
                            a: link.a, b: link.b, relation: link.relation.rawValue, score: link.score,
                            features: link.features)))
            }
        }
        writer.flush()
        if hasFailed { throw ExitCode(partialFailureStatus) }
    }

    /// Records by their ids; lines that are none (an error in a letter's place) are left out.
    private static func recordsByID(_ path: String) throws -> [String: Record] {
        guard let lines = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError(Message.text("读不了文件:", "Cannot read: ") + path)
        }
        let decoder = JSONDecoder()
        let records = lines.split(separator: "\n").compactMap { line in
            try? decoder.decode(Record.self, from: Data(line.utf8))
        }
        return Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func relink(_ path: String) throws {
        var arguments = ["--store", path]
        if let key { arguments += ["--key", key] }
        let store = try StoreOptions.parse(arguments).open()
        let counts = Message.trying { () throws(StoreError) in
            try MatterDesk(store: store).relink(Environment.pipeline(), Environment.linker())
            return try store.matterCounts()
        }
        print(
            Message.text(
                "\(counts.letters) 件信,\(counts.matters) 个事项,\(counts.links) 条关联",
                "\(counts.letters) letters, \(counts.matters) matters, \(counts.links) links"))
    }

    /// The waterfall: log odds before any comparison, what each feature adds, and what it comes to.
    private static func explain(_ pair: [String], _ letters: LetterShelf, _ linker: Linker) throws {
        guard pair.count == 2 else {
            throw ValidationError(Message.text("--explain 要两件信的编号", "--explain needs the ids of two letters"))
        }
        guard let explanation = linker.explanation(pair[0], pair[1], on: letters) else {
            Message.fail(Message.text("没有这两件信", "no such two letters"))
        }
        func number(_ value: Double) -> String { String(format: "%+.2f", value) }
        var writer = LineWriter()
        var total = explanation.bias
        writer.write((number(total) + "\t" + Message.text("起点", "start")).utf8)
        for share in explanation.shares where share.logOdds != 0 {
            total += share.logOdds
            let name = Message.text(Link.name(share.feature), share.feature.rawValue)
            writer.write(
                "\(number(share.logOdds))\t\(number(total))\t\(name) = \(String(format: "%.2f", share.value))".utf8)
        }
        writer.write(
            "\(String(format: "%.3f", explanation.probability))\t\(Message.text("同一事项的可能", "probability of one matter"))"
                .utf8)
        let relation = explanation.link?.relation.rawValue ?? Message.text("没有直接关联", "not linked directly")
        writer.write(relation.utf8)
        writer.flush()
    }

    private static func name(_ feature: MatterFeature) -> String {
        switch feature {
        case .text: "文字相近"
        case .phrases: "共有的少见说法"
        case .namesOnly: "只有名称相同"
        case .rarest: "最少见的说法"
        case .containment: "短信在长信中"
        case .numbers: "相同的数"
        case .numbersConflict: "样式同而数不同"
        case .unitsConflict: "同样计量而数不同"
        case .amounts: "相同的金额"
        case .amountsConflict: "金额不同"
        case .dates: "相同的日子"
        case .months: "相同的月份"
        case .daysConflict: "日子不同"
        case .documentNumbers: "相同的文号"
        case .names: "相同的村名、小区、单位"
        case .namesConflict: "村名、小区、单位不同"
        case .respondents: "所诉单位相同"
        case .respondentsConflict: "所诉单位不同"
        case .designators: "相同的楼号、线路、编号"
        case .designatorsConflict: "楼号、线路、编号不同"
        case .division: "同一区划"
        case .divisionConflict: "区划不同"
        case .bodies: "相同的机关"
        case .issue: "问题同类"
        case .issueConflict: "问题不同类"
        case .yearsConflict: "年份不同"
        case .looksBack: "提到前信或答复"
        case .brevity: "信短"
        case .length: "信长"
        case .addressed: "有写给机关的信"
        case .titled: "都有标题"
        case .titles: "互相谈到标题所说"
        case .emphasis: "反复说的相近"
        case .form: "同一格式而所填不同"
        case .formPhrases: "格式里的说法"
        }
    }
}
