import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
    private func run(_ arguments: [String], input: String = "") throws -> LaixinProgram.Outcome {
        try LaixinProgram().run(arguments, input: Data(input.utf8))
    }

    @Test("A bad line gives an error record in its place, the rest is done, status 3")
    func badLine() throws {
        let input = "{\"id\":\"a\",\"text\":\"停水三天\"}\nnot json\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"停电\"}\n"
        let outcome = try run(["parse", "--input", "ndjson"], input: input)
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.status == 3)
        #expect(lines.count == 4)
        #expect(lines[1].contains("\"invalidJSON\"") && lines[1].contains("\"line\":2"))
        #expect(lines[2].contains("\"missingText\"") && lines[2].contains("\"c\""))
        #expect(lines[3].contains("\"id\":\"d\""))
    }

    @Test("Files of text given for lines of JSON are told what to do, once a file")
    func textForLines() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let letter = folder.appending(path: "a.txt")
        try Data("市信访局：\n我家楼上漏水，请求修理。\n".utf8).write(to: letter)
        let lines = folder.appending(path: "b.txt")
        try Data("\n{\"id\":\"b\",\"text\":\"停水三天\"}\n".utf8).write(to: lines)
        let outcome = try run(["parse", "--input", "ndjson", letter.path, lines.path])
        let told = outcome.output.split(separator: "\n")
        #expect(outcome.status == 3 && told.count == 2)
        #expect(told.first?.contains("--input files") == true && told.last?.contains("\"id\":\"b\"") == true)
    }

    @Test("Links name a before b; clusters hold every letter")
    func link() throws {
        let text = "我们小区楼下的烧烤店每天营业到凌晨三点，油烟直接排到楼道里，老人和孩子没法睡觉，多次找社区没有结果。"
        let input =
            ["a", "b"].map { "{\"id\":\"\($0)\",\"text\":\"\(text)\"}\n" }.joined() + "{\"id\":\"c\",\"text\":\"停水\"}\n"
        #expect(try run(["link", "--input", "ndjson"], input: input).output.contains("\"a\":\"a\",\"b\":\"b\""))
        #expect(
            try run(["link", "--input", "ndjson", "--clusters"], input: input).output.split(separator: "\n").count == 2)
    }

    @Test("Records parsed before are taken as they are, and what is not among them is parsed")
    func linkRecords() throws {
        let texts = [
            "我们小区楼下的烧烤店每天营业到凌晨三点，油烟直接排到楼道里，老人和孩子没法睡觉。联系人褚满仓，电话19900001234。",
            "我们小区楼下的烧烤店每天营业到凌晨三点，油烟直接排到楼道里，老人和孩子没法睡觉。联系人邬小燕，电话19900005678。", "村口的路灯坏了半年，请派人来修。",
        ]
        let input = texts.enumerated().map { "{\"id\":\"\($0)\",\"text\":\"\($1)\"}\n" }
        let expected = try run(["link", "--input", "ndjson"], input: input.joined()).output
        #expect(expected.contains("\"a\":\"0\",\"b\":\"1\""))
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".ndjson")
        defer { try? FileManager.default.removeItem(at: file) }
        for count in [3, 1, 0] {
            let records = try run(["parse", "--input", "ndjson"], input: input.prefix(count).joined()).output
            try Data(records.utf8).write(to: file)
            let arguments = ["link", "--input", "ndjson", "--records", file.path(percentEncoded: false)]
            #expect(try run(arguments, input: input.joined()).output == expected, "\(count)")
        }
        #expect(try run(["link", "--input", "ndjson", "--records", "/nowhere"], input: input.joined()).status != 0)
    }

    @Test("Segments tokens and sentences")
    func segment() throws {
        let outcome = try run(["segment", "--input", "ndjson"], input: "{\"id\":\"a\",\"text\":\"停水。停电。\"}\n")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"sentences\":[{\"end\":3,\"start\":0},{\"end\":6,\"start\":3}]"))
    }

    @Test(
        "Help shows examples",
        arguments: [
            "parse", "link", "segment", "import", "query", "stats", "show", "due", "register", "matter", "review",
            "export",
            "notice", "report", "store", "retention", "model", "eval", "explain",
        ])
    func help(_ verb: String) throws {
        let outcome = try run(["help", verb])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("laixin \(verb) "), "no example in the help of \(verb)")
    }

    @Test("Models are listed, and compared on texts that are named")
    func models() throws {
        let program = try LaixinProgram()
        let list = try program.run(["model", "list"])
        #expect(list.status == 0 && list.output.contains("Models/issues.model"))
        for wrong in [
            ["compare", "none.model", "--on", "none.ndjson"], ["compare", "shipped"], ["use", "none.model"],
        ] {
            let outcome = try program.run(["model"] + wrong)
            #expect(outcome.status != 0 && !outcome.errors.isEmpty, "\(wrong)")
        }
        let texts = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString).ndjson")
        defer { try? FileManager.default.removeItem(at: texts) }
        try Data(#"{"text":"厂里拖欠我们八个月工资，老板躲着不见","label":"劳动和社会保障"}"#.utf8).write(to: texts)
        let same = try program.run(["model", "compare", "shipped", "shipped", "--on", texts.path])
        #expect(same.output.contains("0 texts get another level-1 class"))
        let row = same.output.split(separator: "\n").first { $0.hasPrefix("shipped") } ?? ""
        #expect(row.split(separator: " ").count { $0 == "-" } == 2, "no label names a level-2 class or a purpose")
    }

    @Test("Due names day, article and pack, tells the count, and refuses what it does not know")
    func due() throws {
        let program = try LaixinProgram()
        let told = try program.run(
            ["due", "--event", "received=2024-01-31", "--duty", "forward", "--steps", "--on", "2024-02-19"],
            locale: "zh_CN.UTF-8")
        #expect(told.status == 0)
        for part in ["信访工作条例第二十二条", "xinfang-2022", "overdue", "2024-02-15 为休息日,顺延至 2024-02-18"] {
            #expect(told.output.contains(part), "\(part)")
        }
        let free = try program.run(["due", "--event", "received=2024-01-31", "--circumstance", "unidentified"])
        #expect(free.output.contains("forward") && !free.output.contains("acceptance-notice"))
        #expect(try program.run(["due"]).output.contains("rereview-request-received"))
        for wrong in [
            ["--event", "received=2024-02-30"], ["--event", "hearing=2024-02-03"], ["--event", "received=2001-02-03"],
            ["--event", "received=2024-02-03", "--pack", "none"],
            ["--event", "received=2024-02-03", "--interval", "hearing=2024-02-05/2024-02-04"],
        ] {
            let outcome = try program.run(["due"] + wrong)
            #expect(outcome.status != 0 && !outcome.errors.isEmpty, "\(wrong)")
        }
    }

    @Test(
        "Headings of tables follow the locale; what programs read has the same names everywhere",
        arguments: [
            (["due"], "名称", "name,kind,meaning"),
            (["due", "--packs"], "规则包", "pack,title,family,in-force,place,standing"),
            (["register", "steps"], "步骤", "step,name,from,to,needs,article"),
            (["model", "list"], "在用", "in use,model,bytes,classes,checksum"),
        ])
    func headings(_ arguments: [String], _ chinese: String, _ columns: String) throws {
        let program = try LaixinProgram()
        func first(_ more: [String], _ locale: String) throws -> Substring {
            let outcome = try program.run(arguments + more, locale: locale)
            #expect(outcome.status == 0)
            return outcome.output.prefix { $0 != "\n" }
        }
        let told = try first([], "zh_CN.UTF-8")
        #expect(told.contains(chinese) && !told.contains { $0.isASCII && $0.isLetter })
        for locale in ["zh_CN.UTF-8", "en_GB.UTF-8"] {
            #expect(try first(["--format", "csv"], locale) == columns)
        }
        #expect(try first([], "en_GB.UTF-8").hasPrefix(columns.prefix(3)))
    }

    @Test("Explain tells rule and loser in both languages, and shows no identifier's digits")
    func explain() throws {
        let program = try LaixinProgram()
        let arguments = ["explain", "--text", "去年5月起停水，电话19900001234。", "--received", "2023-05-06"]
        let english = try program.run(arguments, locale: "en_GB.UTF-8")
        let chinese = try program.run(arguments, locale: "zh_CN.UTF-8")
        #expect(english.status == 0 && chinese.status == 0)
        #expect(english.output.contains("= 2022-05/..") && english.output.contains("date.relative-year"))
        #expect(english.output.contains("lost to date.relative-year: begins later"))
        #expect(chinese.output.contains("输给 date.relative-year") && chinese.output.contains("参照"))
        #expect(!english.output.contains("19900001234") && english.output.contains("identifier.mobile-phone"))
        let only = try program.run(arguments + ["--only", "identifiers"], locale: "en_GB.UTF-8")
        #expect(!only.output.contains("date.relative-year"))
    }

    @Test("Home settles places; a code that is none is refused")
    func home() throws {
        let input = "{\"id\":\"a\",\"text\":\"我家在建设路15号。\"}\n"
        #expect(try run(["parse", "--input", "ndjson", "--home", "411000"], input: input).output.contains("411000"))
        #expect(try !run(["parse", "--input", "ndjson"], input: input).output.contains("adcode"))
        #expect(try run(["parse", "--home", "999999"], input: "").status == 1)
        #expect(try run(["parse", "--home", "xc"], input: "").status == 1)
    }

    @Test("Completion scripts", arguments: ["bash", "zsh", "fish"])
    func completion(_ shell: String) throws {
        let outcome = try run(["--generate-completion-script", shell])
        #expect(outcome.status == 0 && outcome.output.contains("segment"))
    }

    @Test("Messages follow the locale")
    func locale() throws {
        let program = try LaixinProgram()
        let store = try LaixinProgram.temporaryFolder().appending(path: "none.sqlite").path
        let chinese = try program.run(["query", "--store", store], locale: "zh_CN.UTF-8")
        let english = try program.run(["query", "--store", store], locale: "en_GB.UTF-8")
        #expect(chinese.errors.contains("没有登记库") && english.errors.contains("there is no store"))
        #expect(chinese.status == 1 && english.status == 1)
        #expect(!FileManager.default.fileExists(atPath: store))
    }

    @Test("Records come in the order of the input, the same for any number of cores")
    func order() throws {
        let lines = (0..<600).map { "{\"id\":\"\($0)\",\"text\":\"2023年5月\($0 % 28 + 1)日停水\($0)次\"}\n" }.joined()
        let one = try LaixinProgram().run(
            ["parse", "--input", "ndjson"], input: Data(lines.utf8), wrapper: ["taskset", "-c", "0"])
        let all = try run(["parse", "--input", "ndjson"], input: lines)
        #expect(one.output == all.output)
        let ids = all.output.split(separator: "\n").compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
        }
        #expect(ids == (0..<600).map(String.init))
    }

    @Test(
        "Nothing is asked of the network",
        .enabled(
            if: (try? LaixinProgram().run(["version"], wrapper: ["unshare", "-rn"]))?.status == 0,
            "skipped: no network namespaces for this user"))
    func offline() throws {
        let folder = try LaixinProgram.temporaryFolder()
        try Data("市信访局：夜里施工太吵，请求停工。".utf8).write(to: folder.appending(path: "a.txt"))
        let store = folder.appending(path: "r.sqlite").path
        let outcome = try LaixinProgram().run(
            ["import", folder.appending(path: "a.txt").path, "--store", store], wrapper: ["unshare", "-rn"])
        #expect(outcome.status == 0 && outcome.output.contains("1"))
    }
}
