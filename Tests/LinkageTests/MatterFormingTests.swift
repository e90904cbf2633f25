import Documents
import Foundation
import TestSupport
import Testing

@testable import Linkage

@Suite("Matters from proposals and decisions")
struct MatterFormingTests {
    private func same(_ a: Int, _ b: Int, _ score: Double) -> Proposal {
        Proposal(a: a, b: b, relation: .sameMatter, score: score)
    }

    private func copy(_ a: Int, _ b: Int) -> Proposal { Proposal(a: a, b: b, relation: .nearDuplicate, score: 0.9) }

    @Test(
        "What is formed",
        arguments: [
            // Likely pairs come together, unlikely ones do not.
            ([(0, 1, 0.9)], [], [[0, 1], [2], [3]]), ([(0, 1, 0.3)], [], [[0], [1], [2], [3]]),
            // One letter like two others does not chain these together.
            ([(0, 1, 0.95), (1, 2, 0.75)], [], [[0, 1], [2], [3]]),
            ([(0, 1, 0.95), (1, 2, 0.8), (0, 2, 0.7)], [], [[0, 1, 2], [3]]),
            // A person's word holds against scores, the newer against the older.
            ([(0, 1, 0.9)], [.apart([0], [1])], [[0], [1], [2], [3]]), ([], [.together([1, 3])], [[0], [1, 3], [2]]),
            ([(0, 1, 0.9)], [.apart([0], [1]), .together([0, 1])], [[0, 1], [2], [3]]),
            ([], [.together([0, 1, 2]), .apart([2], [0, 1])], [[0, 1], [2], [3]]),
            ([(0, 2, 0.9), (1, 2, 0.8), (2, 3, 0.75)], [.apart([0], [1])], [[0, 2], [1], [3]]),
        ] as [([(Int, Int, Double)], [MatterDecision], [[Int]])])
    func formed(pairs: [(Int, Int, Double)], decisions: [MatterDecision], expected: [[Int]]) {
        let proposals = pairs.map { same($0.0, $0.1, $0.2) }
        #expect(MatterForming().matters(count: 4, proposals: proposals, decisions: decisions) == expected)
    }

    @Test("Copies that a person parted stay apart, also through a third copy")
    func partedCopies() {
        let proposals = [copy(0, 1), copy(1, 2), copy(0, 2)]
        #expect(MatterForming().matters(count: 3, proposals: proposals) == [[0, 1, 2]])
        let matters = MatterForming().matters(
            count: 3, proposals: proposals, decisions: [.together([0]), .together([1, 2]), .apart([0], [1, 2])])
        #expect(matters == [[0], [1, 2]])
    }

    @Test("A hundred equal letters weigh as one")
    func equalLetters() {
        let identical = (1..<50).map { Proposal(a: 0, b: $0, relation: .identical, score: 1) }
        #expect(
            MatterForming().matters(count: 51, proposals: identical + [same(0, 50, 0.8)]) == [Array(0...50)])
    }

    @Test("Neither order nor letters without a tie change a matter", arguments: [UInt64(1), 2, 3, 4])
    func order(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let count = 40
        var proposals: [Proposal] = []
        for _ in 0..<180 {
            let (a, b) = (Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator))
            guard a < b, !proposals.contains(where: { $0.a == a && $0.b == b }) else { continue }
            let score = Double.random(in: 0.1...1, using: &generator)
            proposals.append(score > 0.9 ? copy(a, b) : same(a, b, score))
        }
        let order = Array(0..<count)
        let expected = MatterForming().matters(count: count, proposals: proposals, order: order)
        #expect(expected.contains { $0.count > 2 })
        #expect(
            MatterForming().matters(count: count, proposals: proposals.shuffled(using: &generator), order: order)
                == expected)
        // The same letters at other places, among letters that nothing ties to them.
        let places = (0..<(2 * count)).shuffled(using: &generator).prefix(count)
        var moved = [Int](repeating: 0, count: 2 * count)
        for (letter, place) in places.enumerated() { moved[place] = letter }
        let other = MatterForming().matters(
            count: 2 * count,
            proposals: proposals.map {
                let (a, b) = (places[$0.a], places[$0.b])
                return Proposal(a: min(a, b), b: max(a, b), relation: $0.relation, score: $0.score)
            }, order: moved)
        let back = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
        let known = other.map { $0.compactMap { back[$0] }.sorted() }.filter { !$0.isEmpty }
        #expect(Set(known) == Set(expected))
    }
}

@Suite("Parts of linking")
struct LinkingPartTests {
    @Test("A letter comes off the shelf as it went on")
    func shelf() {
        var shelf = LetterShelf()
        let texts = ["村口的路塌了。", "", "𠮷野家门口𪚥\n第二行", String(repeating: "水", count: 2000)]
        for (number, text) in texts.enumerated() {
            shelf.append(LinkableLetter(id: "\(number)", scalars: text.unicodeScalars.map(\.value)))
        }
        #expect(shelf.count == 4 && shelf.ids == ["0", "1", "2", "3"])
        for (number, text) in texts.enumerated() { #expect(shelf.scalars(number) == text.unicodeScalars.map(\.value)) }
    }

    @Test("A sketch and evidence come back from bytes as they were", arguments: ["", "请修路", "柳溪的水白得像米汤，塘里的鱼死了三千斤。"])
    func bytes(text: String) {
        var evidence = LetterEvidence()
        evidence.amounts = [35600]
        evidence.documentNumbers = ["国信发〔2017〕2号"]
        let scalars = text.unicodeScalars.map(\.value)
        let letter = ShelvedLetter(LinkableLetter(id: "a", scalars: scalars, evidence: evidence))
        let sketch = Linker().sketch(of: letter)
        #expect(LetterSketch(bytes: sketch.bytes) == sketch)
        #expect(ShelvedLetter(scalars: scalars, evidence: letter.evidenceBytes) == letter)
        #expect(LetterSketch(bytes: [1, 2, 3]).bytes.isEmpty)
    }

    private func same(_ a: Int, _ b: Int, _ score: Double) -> Proposal {
        Proposal(a: a, b: b, relation: .sameMatter, score: score)
    }

    private func copy(_ a: Int, _ b: Int) -> Proposal { Proposal(a: a, b: b, relation: .nearDuplicate, score: 0.9) }

    @Test("Related matters are told apart, each pair once, by their likeliest letters")
    func related() {
        let pairs = [same(0, 1, 0.9), same(2, 3, 0.9), same(1, 2, 0.3), same(0, 2, 0.2), same(3, 4, 0.15)]
        let matters = MatterForming().matters(count: 5, proposals: pairs)
        #expect(matters == [[0, 1], [2, 3], [4]])
        let related = MatterForming.related(matters, pairs, Array(0..<5))
        #expect(related.map { [$0.a, $0.b] } == [[1, 2], [3, 4]] && related.allSatisfy { $0.relation == .related })
    }

    @Test("Proposals too weak to make a matter alone still weigh inside one")
    func weakProposals() {
        let pairs = [same(0, 1, 0.9), same(2, 3, 0.9), same(1, 2, 0.3)]
        #expect(MatterForming().matters(count: 4, proposals: pairs) == [[0, 1], [2, 3]])
        #expect(!MatterForming().ties(pairs[2]) && MatterForming().ties(pairs[0]) && MatterForming().ties(copy(0, 1)))
        // 0 and 1 are one at once; 2 joins them only by the mean of what it has with both.
        #expect(MatterForming().matters(count: 3, proposals: [same(0, 1, 0.9), same(1, 2, 0.7)]) == [[0, 1], [2]])
        let both = [same(0, 1, 0.9), same(1, 2, 0.7), same(0, 2, 0.4)]
        #expect(MatterForming().matters(count: 3, proposals: both) == [[0, 1, 2]])
    }

    @Test("Evidence is shared by kind: a sum is no day")
    func evidence() {
        var one = LetterEvidence()
        one.issues = [["国土资源", "土地征收", "安置补偿"]]
        one.amounts = [35600, 0.5]
        one.dates = ["2019-03-12", "2020"]
        one.divisions = ["410411"]
        one.documentNumbers = ["国信发〔2017〕2号"]
        var two = one
        two.issues = [["国土资源", "土地权属纠纷"]]
        two.dates = ["2019-03-15"]
        let (a, b) = (EvidenceKeys(one), EvidenceKeys(two))
        var amounts: [UInt64] = []
        a.forEachShared(.amount, with: b) { amounts.append($0) }
        #expect(amounts == [50, 3_560_000])
        #expect(a.shared(.day, with: b) == 0 && a.shared(.month, with: b) == 1)
        #expect(a.shared(.issue, with: b) == 0 && a.shared(.issueOuter, with: b) == 1)
        #expect(a.values(.division) == [410_411] && a.shared(.documentNumber, with: b) == 1)
    }

    @Test("A key's holders come newest first, of those before a letter, and no others", arguments: [UInt64(1), 2])
    func keyTable(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var table = KeyTable()
        var holders: [UInt32: [Int]] = [:]
        for letter in 0..<3000 {
            // Keys alike in their lowest bits, one of them of nearly every letter.
            let keys = Set((0..<6).map { _ in UInt32.random(in: 0..<4000, using: &generator) << 3 }).union([8])
            for key in keys {
                table.insert(key, letter)
                holders[key, default: []].append(letter)
            }
        }
        for key in (0..<4100).map({ UInt32($0) << 3 }) {
            for (before, limit) in [(3000, 5000), (1500, 5000), (3000, 3), (700, 100), (0, 9)] {
                var found: [Int] = []
                let expected = Array((holders[key] ?? []).filter { $0 < before }.reversed().prefix(limit))
                if let held = table.holders(of: key) {
                    table.forEach(held, before: before, limit: limit) { found.append($0) }
                    #expect(table.count(held, before: before, limit: limit) == expected.count)
                }
                #expect(found == expected)
            }
        }
    }

    @Test("What letters share is summed up by letter, and told from a limit on", arguments: [1, 40, 3000])
    func sums(letters: Int) {
        var generator = SeededGenerator(seed: UInt64(letters))
        var sums = StrengthSums(of: letters)
        var expected: [Int: UInt32] = [:]
        for _ in 0..<(4 * letters) {
            let strength = UInt32.random(in: 36...107, using: &generator)
            let letter = 7 * Int.random(in: 0..<letters, using: &generator)
            sums.add(strength, to: letter)
            expected[letter, default: 0] += strength
        }
        for least: UInt32 in [0, 150, 400] {
            var found: [Int: UInt32] = [:]
            sums.forEach(from: least) { found[$1] = $0 }
            #expect(found == expected.filter { $0.value >= least })
        }
    }

    @Test(
        "How often a letter says each run",
        arguments: [
            ("下坪下坪村", ["下坪": 2, "坪下": 1, "坪村": 1, "下坪下": 1, "坪下坪": 1, "下坪村": 1]),
            ("砂厂，砂厂。砂厂", ["砂厂": 3]), ("砂 厂", [:]), ("", [:]),
        ] as [(String, [String: UInt16])])
    func runs(text: String, counts: [String: UInt16]) {
        let terms = LetterTerms(text.unicodeScalars.map(\.value))
        #expect(terms.keys == terms.keys.sorted())
        #expect(Dictionary(uniqueKeysWithValues: zip(terms.keys.map(Term.text), terms.counts)) == counts)
    }

    @Test("A long letter is found by what it says again and again, not by what it says in passing")
    func keysOfLongLetters() {
        let weights = TermWeights(background: .none)
        // As many rare runs as a book has, and in between one firm.
        let passing = (0..<3000).map { UInt32(0x4E00 + $0) }
        let firm = "砂厂".unicodeScalars.map(\.value)
        let comma: [UInt32] = [0xFF0C]
        let often = comma + firm + comma
        let long = passing[..<1000] + often + passing[1000..<2000] + often + passing[2000...]
        let wanted = ContentKeys.keys(of: LetterTerms(firm), weights)
        #expect(wanted.count == 1)
        let keys = ContentKeys.keys(of: LetterTerms(Array(long)), weights)
        #expect(keys.count == ContentKeys.most && keys.first == wanted.first)
    }

    @Test("What both letters speak of again and again says more than what one of them mentions")
    func emphasis() throws {
        let weights = ["bias\t-9"] + MatterFeature.allCases.map { "\($0.rawValue)\t0" }
        let knowledge = LinkKnowledge(
            background: .none, model: try MatterModel(file: Array(weights.joined(separator: "\n").utf8)),
            bodies: BodyFamilies(file: []))
        let texts = [
            "反映昌泰砂厂排放白浆水\n昌泰砂厂夜里洗砂。昌泰砂厂的白浆水流进柳溪，昌泰砂厂不认账。",
            "昌泰砂厂排污何时有人管\n请查昌泰砂厂！村里的井水发苦，昌泰砂厂却还在开工，昌泰砂厂的烟囱也不停。",
            "村口路灯坏了半年没人修\n请查灯杆厂！灯杆厂推给电工，灯杆厂就在昌泰砂厂对面。",
            "请查昌泰砂厂！村里的井水发苦，昌泰砂厂却还在开工，昌泰砂厂的烟囱也不停。",
        ]
        let shelf = LetterShelf(
            texts.enumerated().map { LinkableLetter(id: "\($0)", scalars: $1.unicodeScalars.map(\.value)) })
        let contents = texts.indices.map { LetterContent(shelf.letter($0), knowledge) }
        func features(_ a: Int, _ b: Int) -> [Double] { MatterComparison.features(contents[a], contents[b]) }
        let place = MatterComparison.place(of: .emphasis)
        #expect(features(0, 1)[place] > 1.5 * features(0, 2)[place])
        #expect(features(0, 3)[place] == 0)
        for (a, b) in [(0, 1), (0, 2), (1, 2)] { #expect(features(a, b) == features(b, a)) }
    }

    @Test(
        "A letter is written to an office, or an office took it down; a message is to nobody or to a person",
        arguments: [
            ("云山县环境保护局：\n柳溪的水发白。", true), ("云山县住建局、信访局：柳溪的水发白。", true), ("市民热线：柳溪的水发白。", true),
            ("【来信登记】收件日期：2021-01-13\n云山县人民政府：\n柳溪的水发白。", true), ("接待记录：村民三人来访。", true),
            ("尊敬的县领导：柳溪的水发白。", false), ("陈书记：您好！柳溪的水发白。", false), ("环保局长：柳溪的水发白。", false),
            ("⟨姓名⟩：柳溪的水发白。", false), ("柳溪的水发白，请环保局：管一管。", false), ("柳溪的水发白\n云山县环保局：请管一管。", false),
            ("柳溪的水发白。", false), ("：柳溪的水发白。", false), ("", false),
        ])
    func addressed(text: String, expected: Bool) {
        let addressee = Furniture.addressee(of: text.unicodeScalars.map(\.value))
        #expect((addressee.map(ShippedWords.words.office.ends) ?? false) == expected)
    }

    @Test("Pairs with a letter in them have weights of their own; one number holds for both kinds")
    func kinds() throws {
        func model(_ line: (MatterFeature) -> String) throws -> MatterModel {
            let lines = ["bias\t-2"] + MatterFeature.allCases.map { $0.rawValue + "\t" + line($0) }
            return try MatterModel(file: Array(lines.joined(separator: "\n").utf8))
        }
        func features(addressed: Double) -> [Double] {
            MatterFeature.allCases.map { $0 == .text ? 1 : $0 == .addressed ? addressed : 0 }
        }
        let two = try model { $0 == .text ? "1.5\t3" : $0 == .addressed ? "1\t0" : "0" }
        #expect(abs(two.probability(features(addressed: 1)) - 1 / (1 + exp(-0.5))) < 1e-12)
        #expect(abs(two.probability(features(addressed: 0)) - 1 / (1 + exp(-1))) < 1e-12)
        let one = try model { $0 == .text ? "2" : "0" }
        #expect(one.probability(features(addressed: 1)) == 0.5 && one.probability(features(addressed: 0)) == 0.5)
        for wrong in ["2\t-3", "-2\t3", "2\t3\t4", "", "2\tx"] {
            #expect(throws: MatterModel.Invalid.self) { try model { $0 == .text ? wrong : "0" } }
        }
    }

    @Test("A feature's place is its number among all, so that it gets its own weight")
    func places() {
        for (number, feature) in MatterFeature.allCases.enumerated() {
            #expect(MatterComparison.place(of: feature) == number)
        }
    }

    @Test("One form filled in twice, one matter told again, and letters with nothing in common")
    func form() {
        func form(_ first: String, _ second: String, phrases: [String] = []) -> SharedForm {
            func cleaned(_ text: String) -> [UInt32] { CleanedText.clean(text.unicodeScalars.map(\.value)) }
            let terms = phrases.map { (term: Term.key(Array($0.unicodeScalars.map(\.value))[...]), weight: 3.0) }
            let (there, back) = (
                SharedForm(cleaned(first), cleaned(second), phrases: terms),
                SharedForm(cleaned(second), cleaned(first), phrases: terms)
            )
            #expect(there == back)
            return there
        }
        let (gym, school) = (
            "本人在悦动健身馆办理年卡一张，现店门紧闭，负责人失联，请求依法责令退还余额。", "本人在小海豚托班办理半年套餐，现店门紧闭，负责人失联，请求依法责令退还余额。"
        )
        let filled = form(gym, school, phrases: ["紧闭", "失联", "余额"])
        // The form's last 20 characters, of 34 in the longer letter.
        #expect(filled.coverage == 20.0 / 34)
        // 本人, 人在 and 办理 of the 13 pairs before it.
        #expect(filled.agreement == 3.0 / 13)
        // All three stand in one run: two of them are the form's.
        #expect(filled.repeated == 6)
        let retold = form(gym, "悦动那家健身馆关了门，年卡的钱不退，老板找不到。", phrases: ["健身"])
        #expect(retold.coverage == 0 && retold.agreement > 0 && retold.repeated == 0)
        #expect(form(gym, "村口的路塌了").coverage == 0 && form(gym, "").coverage == 0 && form("", "").coverage == 0)
        #expect(form(gym, gym).coverage == 1 && form(gym, gym).agreement == 1)
    }

    @Test("Units of which both letters count some, and never the same number")
    func units() {
        func counts(_ text: String) -> [UInt64] { Quantities(text.unicodeScalars.map(\.value)).counts }
        for (first, second, expected) in [
            ("全村412户", "一共62户", 1.0), ("全村412户", "412户都没拿到", 0), ("216亩林地，12户人家", "70亩林地，9户", 2),
            ("2019年3月5日", "2020年8月9日", 0), ("欠了18.7万元", "欠了3万元", 0), ("412户", "村里没人管", 0),
        ] {
            let (left, right) = (counts(first), counts(second))
            #expect(Quantities.conflictingUnits(left, right) == expected, "\(first) \(second)")
            #expect(Quantities.conflictingUnits(right, left) == expected)
        }
    }

    @Test("Numbers sorted by bytes are sorted", arguments: [0, 1, 47, 48, 500])
    func sorting(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        var values = (0..<count).map { _ in UInt64.random(in: 0..<(1 << 40), using: &generator) }
        values += values.prefix(9)
        var unique = values
        RadixSort.sortUnique(&unique, bits: 40)
        #expect(unique == Set(values).sorted())
        RadixSort.sort(&values)
        #expect(values == values.sorted())
    }

    @Test("Sketches agree as their sets do", arguments: [40, 200, 900])
    func sketches(size: Int) {
        var generator = SeededGenerator(seed: UInt64(size))
        for share in [0.1, 0.5, 0.9] {
            var agreeing = 0.0
            for _ in 0..<40 {
                func new() -> UInt64 { UInt64.random(in: 0..<(1 << 40), using: &generator) }
                let common = (0..<Int(Double(size) * share)).map { _ in new() }
                let rest = (size - common.count) / 2
                let (a, b) = ((0..<rest).map { _ in new() }, (0..<rest).map { _ in new() })
                let (left, right) = (
                    MinHash.sketch(of: (common + a).sorted()), MinHash.sketch(of: (common + b).sorted())
                )
                agreeing += Double(zip(left, right).count { $0 == $1 }) / Double(MinHash.places)
                let digests = MinHash.agreement(MinHash.digest(left), MinHash.digest(right))
                #expect(digests >= zip(left, right).count { $0 == $1 } && digests <= MinHash.places)
            }
            #expect(abs(agreeing / 40 - share) < 0.05, "share \(share): \(agreeing / 40)")
        }
    }

    @Test(
        "What is a title",
        arguments: [
            ("反映东河小区夜间施工扰民\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", true),
            ("请问西山路什么时候通车？\n这条路修了三年，围挡一直不拆，上班要绕行。", true),
            ("东河小区夜间施工太吵了！！ \n我们楼下的工地夜里还在打桩，孩子没法睡觉。", true),
            ("东河小区夜间施工太吵了。\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false),
            ("救命！东河小区夜间施工！\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false),
            ("尊敬的领导：您好！\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false),
            ("县信访局：\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false),
            ("我们楼下的工地夜里还在打桩。孩子没法睡觉。\n请领导派人来看一看，管一管这件事。", false),
            ("【来信登记】收件日期：2020-01-02\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false),
            ("投诉书\n我们楼下的工地夜里还在打桩，孩子没法睡觉。", false), ("反映东河小区夜间施工扰民\n请管。", false),
            ("反映东河小区夜间施工扰民", false),
        ])
    func title(text: String, isTitle: Bool) {
        #expect((LetterSubject.title(of: text.unicodeScalars.map(\.value)) != nil) == isTitle)
    }

    @Test("What a follow-up says that is new, and what it repeats")
    func news() throws {
        let first = "枣岭镇下坪村的石英砂厂把洗砂的白浆水排进柳溪，塘里的鱼死了三千二百斤。请环保局来取样。"
        let second = "枣岭镇下坪村的石英砂厂把洗砂的白浆水排进柳溪。上月贵局答复说厂里已经停产整改，可夜里还在偷偷生产。现在井水也发苦，老人喝了拉肚子住院花了8600元。"
        var record = Record(id: "b", kind: .letter)
        let amount = Array(second).count - 6
        record.amounts = [
            .init(
                span: SourceSpan(amount, amount + 5), text: "8600元", value: 8600, approximate: false, rule: "r")
        ]
        let letter = ReadLetter(text: SourceText(second), record: record)
        let earlier = ReadLetter(text: SourceText(first), record: Record(id: "a", kind: .letter))
        let found = Linker().news(in: letter, after: [earlier])
        let told = found.map { "\($0.kind.rawValue): \(letter.text[$0.span])" }
        #expect(told.count == 3, "\(told)")
        #expect(told.contains { $0.hasPrefix("reply: 上月贵局答复说") })
        #expect(told.contains { $0.hasPrefix("fact: 现在井水也发苦") })
        #expect(told.contains("amount: 8600元"))
        #expect(Linker().news(in: letter, after: []).isEmpty)
        #expect(Linker().news(in: letter, after: [letter]).isEmpty)
    }
}
