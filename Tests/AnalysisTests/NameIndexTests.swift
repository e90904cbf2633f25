@testable import Analysis
import Documents
import Testing

/// Tables of names and places against the plainest way of doing the same.
@Suite struct NameIndexTests {
    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    /// Few names are compared one by one, many looked up: both give the same numbers.
    @Test(arguments: [1, 7, 8, 9, 10, 31, 32, 33, 200])
    func namesAreNumberedAsTheyCome(count: Int) {
        let names = (0..<count).map { "周\($0)" }
        let text = Self.scalars(names.joined())
        text.withUnsafeBufferPointer { buffer in
            var start = 0
            let names = names.map { name in
                defer { start += name.count }
                return PartyName(NormalizedSpan(start, start + name.count), in: buffer)
            }
            var numbers = PartyNumbers()
            for (number, name) in names.enumerated() {
                #expect(numbers.known(name, in: buffer) == nil)
                #expect(numbers.number(of: name, in: buffer) == (number, true))
            }
            for (number, name) in names.enumerated() {
                #expect(numbers.known(name, in: buffer) == number)
                #expect(numbers.number(of: name, in: buffer) == (number, false))
            }
            #expect(numbers.known(PartyName(NormalizedSpan(0, 1), in: buffer), in: buffer) == nil)
        }
    }

    /// The same name is the same wherever it is written, and over a line's end where that is no part of it.
    @Test func namesAreTheirCharacters() {
        let text = Self.scalars("石桥村委会在石桥\n村委会，石桥村委")
        text.withUnsafeBufferPointer { buffer in
            let whole = PartyName(NormalizedSpan(0, 5), in: buffer)
            let broken = NormalizedSpan(6, 12)
            #expect(whole.isSame(as: PartyName(broken, in: buffer, keepsBreaks: false), in: buffer))
            #expect(!whole.isSame(as: PartyName(broken, in: buffer), in: buffer))
            #expect(!whole.isSame(as: PartyName(NormalizedSpan(13, 17), in: buffer), in: buffer))
            #expect(PartyName(broken, in: buffer, keepsBreaks: false).string(in: buffer) == "石桥村委会")
            #expect(PartyName(broken, in: buffer).string(in: buffer) == "石桥\n村委会")
        }
    }

    /// Names that begin alike come in the order in which they were added, others do not come.
    @Test func namesAreFoundByTheirFirstCharacters() {
        let heads = ["邬大", "邬小", "邬大", "褚大", "大邬", "邬大"]
        var index = NameIndex(capacity: 1)
        #expect(index.isEmpty)
        for (number, head) in heads.enumerated() {
            let scalars = Self.scalars(head)
            index.add(scalars[0], scalars[1], 10 + number)
        }
        #expect(!index.isEmpty)
        func values(_ head: String) -> [Int] {
            let scalars = Self.scalars(head)
            var values: [Int] = []
            var name = index.first(scalars[0], scalars[1])
            while let number = name {
                values.append(index.value(of: number))
                name = index.next(number)
            }
            return values
        }
        #expect(values("邬大") == [10, 12, 15])
        #expect(values("邬小") == [11])
        #expect(values("褚大") == [13])
        #expect(values("大邬") == [14])
        #expect(values("大褚") == [])
    }

    @Test func walkStopsWhereANameMayBegin() {
        var index = NameIndex(capacity: 2)
        index.add(0x90AC, 0x5927, 0)
        let text = Self.scalars("我是邬大山，邬大山")
        text.withUnsafeBufferPointer { buffer in
            #expect(index.firstPlace(in: buffer, from: 0, to: buffer.count) <= 2)
            #expect(index.firstPlace(in: buffer, from: 2, to: buffer.count) == 2)
            #expect(index.firstPlace(in: buffer, from: 0, to: 0) == 0)
            #expect(NameIndex(capacity: 0).firstPlace(in: buffer, from: 0, to: buffer.count) == buffer.count)
        }
    }

    @Test func tablesAnswerForEveryCharacter() {
        var table = ScalarTable<UInt8>(repeating: 0)
        table.update(ScalarSet("路街")) { $0 = 1 }
        table.update(ScalarSet("街")) { $0 += 2 }
        let text = Self.scalars("𠮷东路街")
        #expect(text.map { table[$0] } == [0, 0, 1, 3])
        text.withUnsafeBufferPointer { buffer in
            #expect(table.firstIndex(in: buffer, from: 0) { $0 > 0 } == 2)
            #expect(table.firstIndex(in: buffer, from: 3) { $0 > 0 } == 3)
            #expect(table.firstIndex(in: buffer, from: 0) { $0 > 3 } == 4)
        }
        #expect(ScalarSet("街路").scalars == Self.scalars("街路").sorted())
    }

    /// Blocks of a text without what is looked for are passed over: around their borders nothing is missed.
    @Test(arguments: [0, 1, 62, 63, 64, 65, 127, 128, 129, 190])
    func searchesFindWhatStandsAnywhere(place: Int) throws {
        let filler = String(repeating: "甲", count: 200)
        let text = Fixture.analyzer.normalize(
            SourceText(String(filler.prefix(place)) + "请:" + String(filler.prefix(200 - place))))
        let scan = Fixture.analyzer.scan(text)
        text.scalars.withUnsafeBufferPointer { buffer in
            Fixture.analyzer.parties.lexicon.withText(buffer, scan.cues) { view in
                for start in 0...buffer.count + 1 {
                    #expect(
                        view.firstIndex(of: .colon, from: start)
                            == (start...max(start, buffer.count)).first {
                                $0 >= buffer.count || buffer[$0] == 0x3A
                            })
                    #expect(
                        view.cues.firstIndex(of: .event, from: start)
                            == (start...max(start, buffer.count)).first {
                                $0 >= buffer.count || view.begins(.event, at: $0)
                            })
                }
                #expect(view.begins(.event, at: place) == (view.cues.longest(.event, at: place) != nil))
            }
        }
    }
}
