import Testing

@testable import Linkage

@Suite("Values wanted lately")
struct RecentValuesTests {
    @Test("What is wanted stays through a turn, what is not goes at the second")
    func turns() {
        var values = RecentValues<String>(most: 4)
        values.makeRoom(for: 2)
        values[1] = "one"
        values[2] = "two"
        values.makeRoom(for: 1)
        #expect(values[1] == nil, "older now, and not wanted yet")
        #expect(values.value(1) == "one")
        #expect(values[1] == "one")
        values.makeRoom(for: 2)
        values[3] = "three"
        #expect(values.value(2) == nil, "not wanted since the turn before")
        #expect(values.value(1) == "one")
        #expect(values.value(3) == "three")
    }

    @Test("More than are kept may be wanted at once")
    func many() {
        var values = RecentValues<Int>(most: 4)
        values.makeRoom(for: 100)
        for number in 0..<100 { values[number] = -number }
        #expect((0..<100).allSatisfy { values.value($0) == -$0 })
        values.makeRoom(for: 1)
        values[200] = 1
        #expect(values.value(7) == -7, "of the last turn")
        values.removeAll()
        #expect(values.value(7) == nil && values.value(200) == nil)
    }
}
