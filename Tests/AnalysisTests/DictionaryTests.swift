import Dictionaries
import Documents
import Foundation
import ICUKit
import Testing

@testable import Analysis

/// Every entry of every dictionary, so that adding one needs no Swift and a wrong one does not pass.
@Suite("Dictionaries")
struct DictionaryTests {
    private static let files = DictionaryFiles.standard()

    private func lines(_ path: String) throws -> [(number: Int, text: String)] {
        Array(IteratorSequence(DictionaryLines(try Self.files.bytes(of: path)).makeIterator())).map {
            ($0.number, String(decoding: $0.line, as: UTF8.self))
        }
    }

    private static let all: [String] = {
        do {
            let folders = [
                "Categories", "Characters", "Divisions", "Lexicon", "Linkage", "Mappings", "Parties", "Repair",
                "Requests",
                "Structure", "Values",
            ]
            return try folders.flatMap { folder in
                try files.files(in: folder, withSuffix: ".txt") + files.files(in: folder, withSuffix: ".tsv")
            }
        } catch { fatalError("\(error)") }
    }()

    @Test("Each file names its source and licence", arguments: all)
    func header(_ path: String) throws {
        let text = String(decoding: try Self.files.bytes(of: path), as: UTF8.self)
        let head = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
        #expect(head.contains("source:") && head.contains("licence:"), "\(path)")
        #expect(text.hasSuffix("\n") && !text.contains("\r"), "\(path)")
    }

    @Test("Kinds: a title that ends in an office's word is that kind")
    func kinds() throws {
        var endings = 0
        for line in try lines(KindReader.file) {
            let columns = line.text.split(separator: "\t").map(String.init)
            guard columns.count == 4, columns[1] == "title-end", let weight = Double(columns[2]), weight >= 10 else {
                continue
            }
            for word in columns[3].split(separator: " ") {
                let text = "甲县某某\(word)\n一、甲。\n二、乙。"
                #expect(Fixture.record(text).kind.rawValue == columns[0], "line \(line.number): \(word)")
                endings += 1
            }
        }
        #expect(endings > 60)
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Structure"), withIntermediateDirectories: true)
        try Data("plan\tnowhere\t1\t方案\n".utf8).write(to: folder.appending(path: KindReader.file))
        #expect {
            try KindReader(DictionaryFiles(folder: folder))
        } throws: {
            ($0 as? DictionaryError)?.line == 1
        }
    }

    @Test("Simplified forms: once each, none traditional itself, and what ICU's transform makes of it")
    func simplifiedForms() throws {
        let rows = try lines("Characters/simplified.tsv").map { $0.text.split(separator: "\t").map(String.init) }
        #expect(rows.count >= 2_800 && rows.allSatisfy { $0.count == 2 && $0[0] != $0[1] })
        let traditional = Set(rows.map { $0[0] })
        // 苧 is the simplified form of one character and the traditional form of another.
        #expect(traditional.count == rows.count && traditional.intersection(rows.map { $0[1] }).count <= 2)
        #expect(traditional.isDisjoint(with: ["著", "乾", "瞭"]) && traditional.isSuperset(of: ["請", "訴", "歲", "並"]))
        let transform = try Transliterator("Hant-Hans")
        let units = rows.flatMap { row -> [UInt16] in Array(row[0].utf16) + [0x0A] }
        let made = String(decoding: try transform.transliterate(units), as: UTF16.self).split(separator: "\n")
        // Versions of ICU differ in a few characters.
        #expect(zip(rows, made).count { $0[1] != $1 } <= 30 && made.count == rows.count)
    }

    @Test("Look-alikes: both forms one character, no form its own look-alike, as many as promised")
    func confusions() throws {
        var pairs = 0
        for line in try lines("Repair/confusions.tsv") {
            let columns = line.text.split(separator: "\t").map(String.init)
            #expect(columns.count == 3 && columns.first?.unicodeScalars.count == 1, "line \(line.number)")
            guard columns.count == 3 else { continue }
            let reads = columns[1].unicodeScalars
            #expect(Set(reads).count == reads.count && !columns[1].contains(columns[0]), "line \(line.number)")
            pairs += reads.count
        }
        #expect(pairs >= 1_500)
        let table = try ConfusionTable(Self.files)
        for (read, truth) in [("沂", "诉"), ("捡", "检"), ("抖", "料"), ("吝", "各"), ("央", "决"), ("仅", "权"), ("寓", "离")] {
            #expect(table.isLookAlike(read.unicodeScalars.first!.value, of: truth.unicodeScalars.first!.value))
        }
    }

    @Test("Words and laws of repair: sorted, once each, as many as promised, and they load")
    func repairWords() throws {
        let words = try lines("Repair/words.tsv").map { String($0.text.split(separator: "\t")[0]) }
        #expect(words.count >= 6_000 && Set(words).count == words.count)
        #expect(words.allSatisfy { (2...6).contains($0.unicodeScalars.count) })
        for word in ["检察院", "人民法院", "材料", "查清", "属于", "各级", "决定", "职权", "措施", "责令", "行政机关", "离婚", "拆迁", "补偿"] {
            #expect(words.contains(word), "\(word)")
        }
        let laws = try lines("Repair/laws.txt").map(\.text)
        #expect(laws.count >= 300 && Set(laws).count == laws.count)
        _ = try TextRepairer(Self.files)
    }

    @Test("Phrases of repair differ from what they are read as, in look-alikes or by usage, and stay one length")
    func repairPhrases() throws {
        let table = try PhraseTable(Self.files)
        #expect(table.phrases.count >= 500)
        #expect(Set(table.phrases.map(\.read)).count == table.phrases.count)
    }

    @Test("Divisions: unique codes, each under one that exists, as many as the ministry lists")
    func divisions() throws {
        var levels: [String: String] = [:]
        var names: [String: String] = [:]
        var counts: [String: Int] = [:]
        for line in try lines("Divisions/divisions.tsv") {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 3, "line \(line.number)")
            // 东莞, 中山 and 儋州 are city and county in one.
            #expect(names[columns[0]] ?? columns[2] == columns[2], "line \(line.number): \(columns[0]) twice")
            counts[columns[1], default: 0] += 1
            #expect(columns[0].count == (columns[1] == "4" ? 9 : 6), "line \(line.number)")
            levels[columns[0]] = columns[1]
            names[columns[0]] = columns[2]
        }
        // 31 provinces, and Hong Kong, Macau and Taiwan.
        #expect(counts["1"] == 34)
        #expect(counts["2"] == 333 && counts["3"] == 2978 + 18 + 7 + 20)
        for (code, level) in levels where level == "4" { #expect(levels[String(code.prefix(6))] != nil, "\(code)") }
        for (code, level) in levels where level == "3" { #expect(levels[code.prefix(2) + "0000"] == "1", "\(code)") }
        // From the published list of the codes.
        #expect(names["410411"] == "湛河区" && names["540000"] == "西藏自治区" && names["429006"] == "天门市")
    }

    @Test("Former names lead to divisions of today, with a real day")
    func formerNames() throws {
        let codes = Set(try lines("Divisions/divisions.tsv").map { String($0.text.split(separator: "\t")[0]) })
        for line in try lines("Divisions/former.tsv") {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 3, "line \(line.number)")
            #expect(codes.contains(columns[1]), "line \(line.number)")
            #expect(columns[2].range(of: "^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]$", options: .regularExpression) != nil)
        }
    }

    @Test("Words of addresses: known kinds, none twice in one; every ending closes a part")
    func addressWords() throws {
        var kinds: [String: [String]] = [:]
        for line in try lines("Places/address-words.txt") {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 2, "line \(line.number)")
            kinds[columns[0], default: []] += columns[1].split(separator: " ").map(String.init)
        }
        for (kind, words) in kinds { #expect(Set(words).count == words.count, "\(kind)") }
        let parts = Set(kinds["part"] ?? [])
        for ending in kinds["lead"] ?? [] { #expect(parts.contains(ending), "lead \(ending) is no part") }
        // 号, 栋, 幢 and 室 stand behind figures only; 街道办事处 is a body.
        for ending in parts.subtracting(["号", "栋", "幢", "室", "组", "号院", "单元", "街道办事处"]) {
            let text = "我住叶县松梓" + ending + "。"
            #expect(Fixture.record(text).places.map(\.text) == ["叶县松梓" + ending], "\(ending)")
        }
    }

    @Test("Words around sums: none twice in one list, and every list is read")
    func sumWords() throws {
        _ = try SumWords(Self.files)
        var words: [Substring: Set<Substring>] = [:]
        for line in try lines("Values/sum-words.txt") {
            let columns = line.text.split(separator: "\t")
            for word in columns[1].split(separator: " ") {
                #expect(words[columns[0], default: []].insert(word).inserted, "\(line.number): \(word) twice")
            }
        }
        #expect(words.count > 5)
    }

    @Test("Names of slips: none twice, and a number behind each is read")
    func slipWords() throws {
        let names = try SlipWords(Self.files).names
        #expect(
            try lines("Values/slip-words.txt").flatMap { $0.text.split(separator: "\t")[1].split(separator: " ") }.count
                == names.count)
        for name in names {
            let numbers = Fixture.record("我有一张" + name + "PT-221118/00917，没人管。").documentNumbers.map(\.value)
            #expect(numbers == ["PT-221118/00917"], "\(name)")
        }
    }

    /// What the files of words around names and of a document's form are read by: each throws on a class it does not know.
    private static let formReaders: [(path: String, read: @Sendable (DictionaryFiles) throws -> Void)] = [
        (NameGuard.file, { _ = try NameGuard($0) }), (HeadWords.file, { _ = try HeadWords($0) }),
        (LetterWords.file, { _ = try LetterWords($0) }), (TailReader.file, { _ = try TailReader($0) }),
        (FieldReader.file, { _ = try FieldReader($0) }),
        (
            CompilationWords.file,
            { _ = try CompilationWords($0, FieldReader(files), names: SectionLabelReader.names(files)) }
        ),
        (SectionLabelReader.namesFile, { _ = try SectionLabelReader.names($0) }),
    ]

    @Test("Words of forms: known classes, no word twice in one, none longer than is looked for", arguments: formReaders)
    func formWords(path: String, read: @Sendable (DictionaryFiles) throws -> Void) throws {
        try read(Self.files)
        var words: [String: Set<String>] = [:]
        for line in try lines(path) {
            let columns = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(columns.count == 2, "\(path):\(line.number)")
            for word in columns[1].split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
                #expect(words[columns[0], default: []].insert(word).inserted, "\(path):\(line.number): \(word) twice")
                #expect((1...8).contains(word.unicodeScalars.count), "\(path):\(line.number): \(word)")
            }
        }
        #expect(!words.isEmpty)
    }

    @Test("Words of forms: every file that lies there is read")
    func formFiles() throws {
        let read = Set(Self.formReaders.map(\.path))
        #expect(Set(try Self.files.files(in: "Structure")).isSubset(of: read))
    }

    @Test("Words of forms: a class that nothing reads, and one that is missing, are errors", arguments: formReaders)
    func unknownFormWords(path: String, read: @Sendable (DictionaryFiles) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["Lexicon/surnames.txt", "Lexicon/given.txt", path] {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(try Self.files.bytes(of: name)).write(to: file)
        }
        let known = try Self.files.bytes(of: path)
        try read(DictionaryFiles(folder: folder))
        try Data(known + Array("nobody\t甲\n".utf8)).write(to: folder.appending(path: path))
        #expect(throws: DictionaryError.self) { try read(DictionaryFiles(folder: folder)) }
        try Data("# title: none\n".utf8).write(to: folder.appending(path: path))
        #expect(throws: DictionaryError.self) { try read(DictionaryFiles(folder: folder)) }
    }

    @Test("Surnames: one or two Han characters, none twice")
    func surnames() throws {
        var seen: Set<Substring> = []
        for line in try lines("Lexicon/surnames.txt") {
            for name in line.text.split(separator: " ") {
                #expect((1...2).contains(name.unicodeScalars.count), "\(name)")
                #expect(name.unicodeScalars.allSatisfy { CharacterKind.isHan($0.value) }, "\(name)")
                #expect(seen.insert(name).inserted, "\(name) twice")
            }
        }
        #expect(seen.count > 300)
    }

    @Test("Bodies: a known kind, names of two characters and more, none under two kinds")
    func bodies() throws {
        var kinds: [String: String] = [:]
        for line in try lines("Lexicon/bodies.txt") {
            let columns = line.text.split(separator: "\t").map(String.init)
            let isKnown = PartyCues.byName[columns[0]].map { !$0.isDisjoint(with: .bodies) } ?? false
            try #require(columns.count == 2 && isKnown, "line \(line.number)")
            for name in columns[1].split(separator: " ").map(String.init) {
                #expect(name.count >= 2 || name == "厂", "line \(line.number): \(name)")
                #expect(kinds[name] == nil || kinds[name] == columns[0], "\(name) under two kinds")
                kinds[name] = columns[0]
            }
        }
        #expect(kinds["信访局"] == "function" && kinds["村委会"] == "village" && kinds["有限公司"] == "tail")
    }

    @Test("Cues of parties: known classes, none empty, no word twice in one", arguments: PartyLexicon.files.suffix(4))
    func partyCues(_ path: String) throws {
        var words: [String: Set<String>] = [:]
        for line in try lines(path) {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 2 && PartyCues.byName[columns[0]] != nil, "\(path):\(line.number)")
            for word in columns[1].split(separator: " ").map(String.init) {
                #expect(words[columns[0], default: []].insert(word).inserted, "\(path):\(line.number): \(word) twice")
                #expect((1...12).contains(word.unicodeScalars.count), "\(path):\(line.number): \(word)")
            }
        }
        #expect(!words.isEmpty)
    }

    @Test("Every class of cues has words, every class of labels and of characters is one that the finders ask for")
    func partyClasses() throws {
        var cues: Set<String> = ["common"]
        for path in PartyLexicon.files {
            for line in try lines(path) { cues.insert(String(line.text.prefix { $0 != "\t" })) }
        }
        #expect(cues == Set(PartyCues.byName.keys))
        let labels = Set(try lines(PartyLexicon.labelFile).map { String($0.text.prefix { $0 != "\t" }) })
        #expect(labels == PartyLexicon.labelClasses)
        var characters: [String: Set<Character>] = [:]
        for line in try lines("Parties/characters.txt") {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 2, "line \(line.number)")
            for character in columns[1] {
                #expect(characters[columns[0], default: []].insert(character).inserted, "\(columns[0]): \(character)")
            }
        }
        #expect(Set(characters.keys) == Set(CharacterClasses.byName.keys))
    }

    @Test("Weights of parts: known subjects and features, finite, none twice; accusing words speak for the accused")
    func roleWeights() throws {
        var seen: Set<String> = []
        var accused: [Float] = []
        for line in try lines(RoleModel.path) {
            let columns = line.text.split(separator: "\t").map(String.init)
            try #require(columns.count == 2 + RoleModel.roles.count, "line \(line.number)")
            #expect(RoleModel.Subject(rawValue: columns[0]) != nil, "line \(line.number)")
            #expect(columns[1] == "bias" || RoleModel.number(of: columns[1]) != nil, "\(columns[1])")
            #expect(seen.insert(columns[0] + columns[1]).inserted, "line \(line.number)")
            #expect(columns[2...].allSatisfy { Float($0)?.isFinite == true }, "line \(line.number)")
            if columns[1] == "left before-accuse" { accused = columns[2...].compactMap(Float.init) }
        }
        #expect(RoleModel.Subject.allCases.allSatisfy { seen.contains($0.rawValue + "bias") })
        #expect(accused.max() == accused[1])
    }

    @Test("Categories: the labels of the published taxonomy, examples that hold, counterexamples that do not")
    func categories() throws {
        let analyzer = try Analyzer()
        let roots = analyzer.taxonomy.nodes.filter { $0.path.count == 1 }
        #expect(roots.count == 17)
        #expect(Set(roots.map(\.code)).count == 17)
        for node in analyzer.taxonomy.nodes {
            #expect(node.path.count == node.code.split(separator: ".").count, "\(node.code)")
            if let parent = node.parent {
                #expect(analyzer.taxonomy.nodes[parent].path == Array(node.path.dropLast()), "\(node.code)")
            }
        }
    }

    @Test("Categories: every class that is no rest has examples, which hold, and counterexamples, which do not")
    func categoryExamples() throws {
        let analyzer = try Analyzer()
        func codes(_ sentence: String) -> [String] {
            analyzer.analyze(Document(id: "", text: SourceText("反映情况：" + sentence))).issues.map(\.code)
        }
        for node in analyzer.taxonomy.nodes where node.path.count > 1 {
            if !node.code.hasSuffix(".99") || node.code == "17.99" || node.code == "02.99" {
                #expect(!node.examples.isEmpty && !node.counterexamples.isEmpty, "\(node.code)")
            }
            for sentence in node.examples {
                #expect(codes(sentence).first?.hasPrefix(node.code) == true, "\(node.code) \(sentence)")
            }
            for sentence in node.counterexamples {
                #expect(!codes(sentence).contains { $0.hasPrefix(node.code) }, "\(node.code) \(sentence)")
            }
        }
    }

    @Test("Categories: every class is described in words of its own, and every cue counts for or against its class")
    func categoryCues() throws {
        let analyzer = try Analyzer(usesModel: false)
        let nodes = analyzer.taxonomy.nodes
        let indexOfCode = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].code, $0) })
        var descriptions: [String: String] = [:]
        var against: Set<String> = []
        for path in try Self.files.files(in: "Categories") {
            var code = ""
            var seen: Set<String> = []
            for line in try lines(path) {
                let columns = line.text.dropFirst().split(separator: "\t").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                switch line.text.first {
                case "=": (code, seen) = (columns[0], [])
                case "~": descriptions[code] = columns[0]
                case "+", "-":
                    #expect(seen.insert(columns[0]).inserted, "\(path):\(line.number)")
                    let (_, evidence) = analyzer.evidence(Document(id: "", text: SourceText(columns[0])))
                    let total = analyzer.classifier.cueTotals(evidence)[try #require(indexOfCode[code])]
                    #expect(line.text.first == "+" ? total > 0 : total < 0, "\(path):\(line.number): \(total)")
                    if line.text.first == "-" { against.insert(String(code.prefix(2))) }
                default: break
                }
            }
        }
        for node in nodes {
            let text = descriptions[node.code] ?? ""
            #expect(!text.isEmpty && !text.hasSuffix("方面的事项"), "\(node.code)")
        }
        #expect(against.count >= 14)
    }

    @Test("Mappings: known classes, and every level-1 class has a name", arguments: ["departments-2018"])
    func mappings(_ name: String) throws {
        let files = DictionaryFiles.standard()
        let taxonomy = Fixture.analyzer.taxonomy
        let path = "\(IssueMapping.folder)/\(name).tsv"
        let mapping = try IssueMapping(try files.bytes(of: path), file: path, taxonomy: taxonomy)
        for node in taxonomy.nodes { #expect(mapping.name(of: node.code) != nil, "\(node.code)") }
    }
}
