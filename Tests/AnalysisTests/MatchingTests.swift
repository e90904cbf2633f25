@testable import Analysis
import Testing

/// The trie and the pattern engine against the plainest way of doing the same.
@Suite struct MatchingTests {
    /// The same letters for the same seed.
    private struct Letters {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }

        /// So many characters of few kinds, one of them beyond the Basic Multilingual Plane.
        mutating func text(_ count: Int, of kinds: [UInt32]) -> [UInt32] {
            (0..<count).map { _ in kinds[below(kinds.count)] }
        }
    }

    private struct Hit: Hashable {
        let start: Int
        let term: [UInt32]
    }

    private static let kinds = "东西南北中𠮷发。".unicodeScalars.map(\.value)

    @Test("A scalar is found at its first place in a range", arguments: [0, 1, 15, 16, 17, 33, 40])
    func findsOneScalar(place: Int) {
        var text = [UInt32](repeating: 0x6C34, count: 41)
        text[place] = 0x5C0A
        text.withUnsafeBufferPointer { text in
            #expect(text.firstIndex(of: 0x5C0A, from: 0, to: 41) == place)
            #expect(text.firstIndex(of: 0x5C0A, from: place, to: 41) == place)
            #expect(text.firstIndex(of: 0x5C0A, from: place + 1, to: 41) == 41)
            #expect(text.firstIndex(of: 0x5C0A, from: 0, to: place) == place)
            #expect(text.firstIndex(of: 0x5C0A, from: 41, to: 41) == 41)
        }
    }

    @Test("What a name begins with passes the filter, and of the others few do")
    func firstCharactersPass() {
        let held = (0..<40).map { UInt32(0x4E00 + $0 * 37) }
        let filter = FirstCharacters(held)
        #expect(held.allSatisfy(filter.mayHold))
        let others = (0x6000..<0x7000).map { UInt32($0) }.filter { !held.contains($0) }
        #expect(others.count(where: filter.mayHold) < others.count / 5)
        #expect(!FirstCharacters().mayHold(0x4E00))
    }

    /// Around the borders of blocks, whose places are looked up together.
    @Test(arguments: [0, 1, 2, 3, 62, 63, 64, 65, 66, 67, 128, 129, 700])
    func trieFindsEveryTerm(length: Int) {
        var letters = Letters(state: 7)
        var trie = TermTrie(expectedTerms: 16)
        var terms: [[UInt32]] = []
        for _ in 0..<60 {
            let term = letters.text(1 + letters.below(6), of: Self.kinds)
            if trie.insert(term) == terms.count { terms.append(term) }
        }
        let text = letters.text(length, of: Self.kinds)
        let expected = Set(
            text.indices.flatMap { start in
                terms.filter { text[start...].starts(with: $0) }.map { Hit(start: start, term: $0) }
            })
        var found: [Hit] = []
        var foundOneByOne: [Hit] = []
        text.withUnsafeBufferPointer { buffer in
            trie.forEachPlace(in: buffer) { place in
                trie.forEachHit(at: place, in: buffer) { found.append(Hit(start: place.start, term: terms[$0.term])) }
            }
            for start in buffer.indices {
                trie.forEachHit(at: start, in: buffer) {
                    foundOneByOne.append(Hit(start: start, term: terms[$0.term]))
                }
            }
        }
        #expect(found == foundOneByOne)
        #expect(found.count == expected.count)
        #expect(Set(found) == expected)
        #expect(length < 60 || !expected.isEmpty)
    }

    /// Terms of one character whose lowest bits are alike, a character that shares them and is no term, and longer terms
    /// that begin with them.
    @Test(arguments: [16, 5_000])
    func termsOfOneCharacter(expectedTerms: Int) {
        var trie = TermTrie(expectedTerms: expectedTerms)
        let terms: [[UInt32]] = [[0x4E00], [0x5E00], [0x4E01], [0x4E00, 0x4E01], [0x4E02, 0x4E03], [0x24E00]]
        for (number, term) in terms.enumerated() { #expect(trie.insert(term) == number) }
        // Given once more, it has the number that it has.
        #expect(trie.insert(terms[1]) == 1)
        let copy = trie
        _ = trie.insert([0x6E01])
        let text: [UInt32] = [0x4E00, 0x4E01, 0x5E00, 0x6E00, 0x6E01, 0x4E02, 0x24E00]
        text.withUnsafeBufferPointer { buffer in
            for (trie, number) in [(trie, 6), (copy, nil)] as [(TermTrie, Int?)] {
                let found = buffer.indices.map { start in
                    var hits: [Int] = []
                    trie.forEachHit(at: start, in: buffer) { hits.append($0.term) }
                    return hits
                }
                #expect(found == [[0, 3], [2], [1], [], number.map { [$0] } ?? [], [], [5]])
            }
        }
    }

    /// What stands behind the first characters only says which patterns need not be tried: every pattern is found
    /// wherever it matches when it is tried at every place.
    @Test(arguments: 1...12)
    func patternsAreFoundAtEveryPlace(seed: Int) throws {
        let notations = [
            "{int}[天日]", "{num}多?元", "第?{int}[条款]", "一直", "一[直个]人?", "{month}月{day}日", "元月", "{year4}年[春夏]?",
            "{year2}年",
            "[甲乙]丙丁", "甲乙?丙", "甲.乙", "甲[^乙]丙", "丙+丁", "(甲|乙丙)?{day}号", "{int}", "丁", "乙{int}", "([甲乙]|丙丁)+元",
            "{sum}元", "丁{int}元", "{digits}[.]{digits}",
        ]
        let patterns = try notations.map { try Pattern($0) }
        let set = PatternSet(notations)
        let program = PatternProgram(patterns)
        var letters = Letters(state: UInt64(seed))
        // 几 begins a number inside of a pattern only, not a pattern.
        let text = letters.text(300, of: "一二十百万多余0123.,年月日号元天条第甲乙丙丁直个人春X𠮷\n".unicodeScalars.map(\.value))
        text.withUnsafeBufferPointer { buffer in
            var found: [[Int: Int]] = Array(repeating: [:], count: notations.count)
            set.forEachMatch(in: buffer) { pattern, match in
                found[pattern][match.start] = match.end
                return false
            }
            let expected = program.withRunner(over: buffer) { runner in
                notations.indices.map { pattern in
                    Dictionary(
                        uniqueKeysWithValues: buffer.indices.compactMap { start in
                            runner.match(pattern, at: start).flatMap { $0 > start ? (start, $0) : nil }
                        })
                }
            }
            for (number, notation) in notations.enumerated() {
                #expect(found[number] == expected[number], "\(notation)")
            }
        }
    }

    /// 2018年 is no 18年; what begins with another character or behind one is found all the same.
    @Test func figuresAreWhole() {
        let text = "2018年,18年;A18年近18年".unicodeScalars.map(\.value)
        let expected = [true: [0, 1, 2, 3, 6, 7, 11, 12, 14, 15, 16], false: [0, 6, 11, 14, 15]]
        for isInsideFigures in [true, false] {
            let patterns = PatternSet(["近?{int}年"], isInsideFigures: isInsideFigures)
            var found: [Int] = []
            text.withUnsafeBufferPointer { buffer in
                patterns.forEachMatch(in: buffer) { _, match in
                    found.append(match.start)
                    return false
                }
            }
            #expect(found == expected[isInsideFigures])
        }
    }

    /// One in the other, more than a thread's piece holds, and nothing at all.
    @Test func lentMemory() {
        Scratch.with(UInt32.self, count: 1_000) { outer in
            outer.initialize(repeating: 7)
            for count in [0, 1, 300, 1 << 19, 1] {
                Scratch.with(Int.self, count: count) { inner in
                    #expect(inner.count == count)
                    inner.initialize(repeating: -1)
                    Scratch.with(UInt8.self, count: 3) { $0.initialize(repeating: 9) }
                    #expect(inner.allSatisfy { $0 == -1 })
                }
            }
            #expect(outer.allSatisfy { $0 == 7 })
        }
    }

    /// More words in one choice than one table of branches holds, and the later ones needed too.
    @Test func choiceOfManyWords() {
        let first = "赔罚交花欠付收退补卖租领".unicodeScalars
        let second = "了给出钱费款得过".unicodeScalars
        let words = first.flatMap { one in ["\(one)"] + second.map { "\(one)\($0)" } }
        #expect(words.count == 108)
        let patterns = PatternSet(["(\(words.joined(separator: "|")))+元", "(赔)?(了)?(给)?(出)?(钱)?费{int}?元"])
        var letters = Letters(state: 11)
        let text = letters.text(400, of: (Array(first.prefix(3)) + Array(second.prefix(5)) + ["元", "3"]).map(\.value))
        var ends: [[Int: Int]] = [[:], [:]]
        text.withUnsafeBufferPointer { buffer in
            patterns.forEachMatch(in: buffer) { pattern, match in
                ends[pattern][match.start] = match.end
                return false
            }
        }
        let yuan = UInt32(0x5143)
        let (heads, tails) = (Set(first.map(\.value)), Set(second.map(\.value)))
        for start in text.indices {
            // One or more words of one or two characters, the second of which is never a first one.
            var end = start
            while end < text.count, heads.contains(text[end]) {
                end += 1
                if end < text.count, tails.contains(text[end]) { end += 1 }
            }
            let isMatch = end > start && end < text.count && text[end] == yuan
            #expect(ends[0][start] == (isMatch ? end + 1 : nil), "at \(start)")
        }
        #expect(!ends[0].isEmpty)
        for (notation, count) in [("赔了给出钱费元", 7), ("赔钱费3元", 5), ("费元", 2), ("了出费12元", 6), ("钱给费元", nil), ("费", nil)] {
            let scalars = notation.unicodeScalars.map(\.value)
            var end: Int?
            scalars.withUnsafeBufferPointer { buffer in
                patterns.forEachMatch(in: buffer) { pattern, match in
                    if pattern == 1, match.start == 0 { end = match.end }
                    return false
                }
            }
            #expect(end == count, "\(notation)")
        }
    }

    /// Words as they are written and texts of scalars: at the edges, and characters of one to four bytes.
    @Test func wordsStand() {
        let text = "a年𠮷é元".unicodeScalars.map(\.value)
        text.withUnsafeBufferPointer { buffer in
            #expect(buffer.stands("a年𠮷é元", at: 0))
            #expect(buffer.stands("é元", at: 3))
            #expect(!buffer.stands("元年", at: 4))
            #expect(!buffer.stands("a", at: -1))
            #expect(buffer.holds("𠮷é", in: 0..<5))
            #expect(!buffer.holds("𠮷é", in: 0..<3))
            #expect(!buffer.holds("元", in: 0..<4))
            #expect("a年𠮷é元".scalarCount == 5)
        }
    }

    /// True for every text that matches; false where a character is missing that every way through takes.
    @Test(arguments: [
        ("{int}世纪", "二十世纪", true), ("{int}世纪", "二十世", false), ("{int}", "三", true),
        ("(农历|旧历|阴历){day}", "旧历三", true), ("(农历|旧历|阴历){day}", "农旧阴三", false),
        ("(甲丙|乙丁)", "甲丙", true), ("(甲丙|乙丁)", "乙丁", true), ("(甲丙|乙丁)", "戊", false),
        ("(甲丙|乙丁)戊", "甲丙戊", true), ("(甲丙|乙丁)戊", "甲丙乙丁", false),
        ("甲?乙", "乙", true), ("甲?乙", "甲", false), ("甲*乙", "乙", true), ("甲*乙", "甲", false),
        ("甲+乙", "甲乙", true), ("甲+乙", "乙", false), ("(甲|乙)+丙?", "乙", true), ("(甲|乙)+丙?", "丙", false),
        ("([甲乙]丙)*丁", "丁", true), ("([甲乙]丙)+丁", "乙丙丁", true), ("([甲乙]丙)+丁", "乙丁", false),
        ("[^甲]乙", "丙乙", true), ("[^甲]乙", "丙", false),
        ("[a-z]+@[a-z]+([.][a-z]+)+", "a@b.c", true), ("[a-z]+@[a-z]+([.][a-z]+)+", "a.b", false),
    ])
    func needsOfPatterns(notation: String, text: String, isPossible: Bool) throws {
        let patterns = [try Pattern(notation)]
        var classes = ScalarClasses(of: patterns)
        let needs = PatternNeeds(patterns, &classes)
        let numbers = text.unicodeScalars.map { UInt16(classes.number(ofScalar: $0.value)) }
        numbers.withUnsafeBufferPointer { numbers in
            needs.withPossible(numbers, of: classes.count) { #expect($0.holds(0) == isPossible) }
        }
    }

    @Test func nextCharacterOfASet() {
        let text = "年𠮷月a日".unicodeScalars.map(\.value)
        let set = ScalarSet("月日").union(ScalarSet("a"))
        text.withUnsafeBufferPointer { buffer in
            #expect((0...6).map { set.firstIndex(in: buffer, from: $0) } == [2, 2, 2, 3, 4, 5, 6])
            #expect(ScalarSet("").firstIndex(in: buffer, from: 0) == 5)
        }
    }

    /// What refuses places ahead of the trie refuses no word.
    @Test func wordsAreFoundWhereTheyStand() {
        let words = ["路", "大道", "中山路", "小区", "区", "中山"]
        let set = WordSet(words)
        let text = "中山路到中山大道，小区区大路中".unicodeScalars.map(\.value)
        let scalars = words.map { $0.unicodeScalars.map(\.value) }
        text.withUnsafeBufferPointer { buffer in
            for index in 0...text.count {
                let longest = scalars.filter { text[index...].starts(with: $0) }.map(\.count).max()
                #expect(set.longest(buffer, at: index)?.length == longest)
                let ended = scalars.indices.filter { text[..<index].reversed().starts(with: scalars[$0].reversed()) }
                #expect(set.endsBefore(buffer, index) == !ended.isEmpty)
                var found: Set<Int> = []
                set.forEach(endingAt: index, in: buffer, longest: 3) { found.insert($0) }
                #expect(found == Set(ended))
            }
        }
    }
}
