import TestSupport
import Testing

@testable import Linkage

private let alphabet = Array(
    "村民反映道路积水路灯损坏征地补偿款未发放学校收费物业管理混乱噪音扰民工资拖欠合同违约停水断电垃圾清运河道污染"
        .unicodeScalars.map(\.value))

private func text(_ count: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    (0..<count).map { _ in alphabet.randomElement(using: &generator)! }
}

/// A copy in which each character is, with the given chance, replaced, dropped or doubled.
private func noisy(_ scalars: [UInt32], _ chance: Double, _ generator: inout SeededGenerator) -> [UInt32] {
    scalars.flatMap { scalar -> [UInt32] in
        guard Double.random(in: 0..<1, using: &generator) < chance else { return [scalar] }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return [alphabet.randomElement(using: &generator)!]
        case 1: return []
        default: return [scalar, scalar]
        }
    }
}

private func letter(_ id: String, _ text: String) -> LinkableLetter {
    LinkableLetter(id: id, scalars: text.unicodeScalars.map(\.value))
}

private let road = "东河村通往镇上的道路去年冬天塌方，至今没有修复，学生上学要绕行五公里，请交通局尽快派人修路。"
private let wages = "我们二十名工人在城南工地干了八个月，包工头拖欠工资三十万元，劳动监察大队一直没有结果，请领导督办。"
private let formula = "尊敬的领导：您好！感谢您在百忙之中阅读这封来信。恳请领导调查处理为盼。此致敬礼！"

@Suite struct LinkerTests {
    @Test(
        arguments: [
            (road, road, LinkRelation.identical), (road, "  " + road.replacing("，", with: "\n"), .identical),
            ("⟨甲1⟩" + road, "⟨甲2⟩" + road, .identical), ("ABC" + road, "abc" + road, .identical),
            ("县交通局：\n" + road + wages, "市信访局：\n" + road + wages + "\n收件编号20200102-003", .identical),
            ("【来信登记】收件日期:2020-01-02\n" + road + wages, road + "\n第 1 页 共 2 页\n" + wages, .identical),
            (road + wages + "\n东河村一组", road + wages + "\n东河村二组", .nearDuplicate),
            ("请求如下：修路", "反映情况：修路", nil),
            (road, road.replacing("五公里", with: "六公里"), .nearDuplicate),
            (road + wages + road.replacing("东河村", with: "西山村"), road + wages, .nearDuplicate),
            (road, wages, nil), ("", "", nil), ("，。", "！", nil), (road, "", nil), ("请修路", "请修桥", nil),
        ] as [(String, String, LinkRelation?)])
    func twoLetters(first: String, second: String, relation: LinkRelation?) {
        let links = Linker().links(in: [letter("x", first), letter("y", second)])
        #expect(links.map(\.relation) == (relation.map { [$0] } ?? []))
        for link in links {
            #expect(link.a == "x" && link.b == "y")
            #expect((0...1).contains(link.score))
            #expect(Set(link.features.keys) == ["jaccard", "containment"])
        }
    }

    /// Knows the runs of characters of a text as common, and nothing else.
    private func linker(knowing common: String) throws -> Linker {
        let scalars = common.unicodeScalars.map(\.value).filter(LetterTerms.isHan)
        let runs = Set(
            (2...3).flatMap { length in
                (0...(scalars.count - length)).map { Term.text(Term.key(scalars[$0..<($0 + length)])) }
            })
        let background = runs.sorted().map { "\($0)\t5000" }.joined(separator: "\n")
        let weights = ["bias\t-9"] + MatterFeature.allCases.map { "\($0.rawValue)\t0" }
        return Linker(
            knowledge: LinkKnowledge(
                background: try #require(TermBackground(file: Array(background.utf8))),
                model: try MatterModel(file: Array(weights.joined(separator: "\n").utf8)),
                bodies: BodyFamilies(file: [])))
    }

    @Test func stockPhrasesLinkNothing() throws {
        var generator = SeededGenerator(seed: 7)
        let opening = formula.unicodeScalars.map(\.value)
        let letters = (0..<60).map { LinkableLetter(id: "\($0)", scalars: opening + text(8, &generator) + opening) }
        #expect(try linker(knowing: formula + formula).links(in: letters).isEmpty)
        // Who knows no stock phrases takes them for the letter.
        #expect(!Linker().links(in: letters).isEmpty)
    }

    @Test func aCrowdOfCopiesIsFoundAmongOthers() {
        var generator = SeededGenerator(seed: 8)
        let original = text(300, &generator)
        var letters = (0..<60).map { LinkableLetter(id: "o\($0)", scalars: text(300, &generator)) }
        letters += (0..<30).map { LinkableLetter(id: "c\($0)", scalars: noisy(original, 0.01, &generator)) }
        let clusters = Linker().clusters(in: letters)
        #expect(clusters.contains { $0.members.count == 30 && $0.members.allSatisfy { $0.hasPrefix("c") } })
        #expect(clusters.count == 61)
    }

    @Test func hashingLosesNoNearPair() {
        var generator = SeededGenerator(seed: 20_240_501)
        var sketches: [LetterSketch] = []
        var wanted: [LinkCandidates.Pair] = []
        while wanted.count < 500 {
            let original = text(Int.random(in: 60...700, using: &generator), &generator)
            let copy = noisy(original, Double.random(in: 0...0.06, using: &generator), &generator)
            let (a, b) = (Set(ShingleSet.inOrder(of: original)), Set(ShingleSet.inOrder(of: copy)))
            let common = a.intersection(b).count
            guard Double(common) >= 0.7 * Double(a.count + b.count - common) else { continue }
            wanted.append(LinkCandidates.Pair(letter: sketches.count + 1, earlier: sketches.count))
            sketches += [LetterSketch(body: original, nil), LetterSketch(body: copy, nil)]
        }
        var index = LinkIndex()
        let found = index.insert(sketches).copies
        #expect(wanted.allSatisfy(found.contains))
        // The negative side: letters that share nothing are seldom compared.
        #expect(found.count < 2 * wanted.count)
    }

    private func collection() -> [LinkableLetter] {
        var generator = SeededGenerator(seed: 99)
        var letters: [LinkableLetter] = []
        for index in 0..<40 {
            let original = text(200, &generator)
            letters.append(LinkableLetter(id: "a\(index)", scalars: original))
            if index % 2 == 0 {
                letters.append(LinkableLetter(id: "b\(index)", scalars: noisy(original, 0.03, &generator)))
            }
            if index % 5 == 0 { letters.append(LinkableLetter(id: "c\(index)", scalars: original)) }
        }
        return letters
    }

    @Test func orderAndIdentifiersChangeNoScore() {
        let letters = collection()
        func table(_ links: [Link], _ name: (String) -> String) -> [Set<String>: [Double]] {
            var table: [Set<String>: [Double]] = [:]
            for link in links {
                let features = link.features.sorted { $0.key < $1.key }.map(\.value)
                table[[name(link.a), name(link.b)]] = [link.score] + features
            }
            return table
        }
        let expected = table(Linker().links(in: letters)) { $0 }
        #expect(expected.count >= 28)
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<3 {
            #expect(table(Linker().links(in: letters.shuffled(using: &generator))) { $0 } == expected)
        }
        let names = Dictionary(uniqueKeysWithValues: zip(letters.map(\.id), letters.map(\.id).reversed()))
        let back = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })
        let renamed = letters.map { LinkableLetter(id: names[$0.id]!, scalars: $0.scalars) }
        #expect(table(Linker().links(in: renamed)) { back[$0]! } == expected)
        #expect(Linker().links(in: letters) == Linker().links(in: letters))
    }

    @Test func everyLetterIsInOneCluster() {
        let letters = collection()
        let ids = letters.map(\.id)
        let place = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        let clusters = Linker().clusters(in: letters)
        #expect(clusters.flatMap(\.members).sorted() == ids.sorted())
        #expect(clusters.allSatisfy { $0.matter == "m-" + $0.members[0] })
        for members in clusters.map(\.members) {
            #expect(members.map { place[$0]! } == members.map { place[$0]! }.sorted())
        }
        let firsts = clusters.map { place[$0.members[0]]! }
        #expect(firsts == firsts.sorted())
        #expect(clusters.count == 40)
        for link in Linker().links(in: letters) {
            #expect(place[link.a]! < place[link.b]!)
            #expect(clusters.contains { $0.members.contains(link.a) && $0.members.contains(link.b) })
        }
        #expect(Linker().clusters(in: []).isEmpty)
    }

    @Test func aLargeGroupIsLinkedSparselyButWhole() {
        let letters = (0..<500).map { letter("\($0)", road) }
        let links = Linker().links(in: letters)
        #expect(links.count < 1100)
        #expect(Linker().clusters(in: letters).map(\.members.count) == [500])
    }

    @Test(arguments: [1, 2, 7, 60]) func batchesChangeNothing(batches: Int) throws {
        let letters = collection().map(ShelvedLetter.init)
        let linker = try linker(knowing: formula)
        let sketches = letters.map(linker.sketch)
        func proposals(_ length: Int) -> [Proposal] {
            var index = LinkIndex()
            var proposals: [Proposal] = []
            for start in stride(from: 0, to: letters.count, by: length) {
                let candidates = index.insert(Array(sketches[start..<min(letters.count, start + length)]))
                proposals += linker.proposals(for: candidates) { letters[$0] }
            }
            return proposals.sorted { ($0.b, $0.a) < ($1.b, $1.a) }
        }
        let whole = proposals(letters.count)
        #expect(whole.count >= 28)
        #expect(proposals((letters.count + batches - 1) / batches) == whole)
        // The index made again from what was kept is the same index.
        var again = LinkIndex(sketches.dropLast().map { LetterSketch(bytes: $0.bytes) })
        let last = linker.proposals(for: again.insert([sketches[letters.count - 1]])) { letters[$0] }
        #expect(Set(last.map(\.a)) == Set(whole.filter { $0.b == letters.count - 1 }.map(\.a)))
    }
}
