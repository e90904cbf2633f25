import Documents
import TestSupport
import Testing

@testable import Linkage

@Suite("Finding letters among many")
struct LinkIndexTests {
    @Test("A table of keys counts and tells holders before a letter", arguments: [0, 1, 2, 5, 64, 200, 5000])
    func keys(count: Int) throws {
        var table = KeyTable()
        for letter in 0..<count {
            table.insert(7, 2 * letter)
            table.insert(UInt32(1000 + letter), 2 * letter)
        }
        guard let holders = table.holders(of: 7) else {
            #expect(count == 0)
            return
        }
        for before in [0, 1, count, 2 * count - 2, 2 * count + 9] {
            let expected = (0..<count).filter { 2 * $0 < before }.map { 2 * $0 }
            for limit in [1, 100, 100_000] {
                #expect(table.count(holders, before: before, limit: limit) == min(limit, expected.count))
                var found: [Int] = []
                table.forEach(holders, before: before, limit: limit) { found.append($0) }
                #expect(found == Array(expected.reversed().prefix(limit)))
            }
        }
    }

    /// A letter found by keys of content alone.
    private func sketch(_ number: Int, _ keys: [UInt32]) -> LetterSketch {
        var words: [UInt64] = [UInt64(number + 1), 0, 0, 0, 0]
        // Bands of its own, so that it is nobody's copy.
        for band in 0..<(LetterSketch.bandCount / 2) {
            let key = UInt64(number * LetterSketch.bandCount + band)
            words.append((key | 0x8000_0000) << 32 | key | 0xC000_0000)
        }
        let padded = keys.count % 2 == 0 ? keys : keys + [0]
        for pair in stride(from: 0, to: padded.count, by: 2) {
            words.append(UInt64(padded[pair]) << 32 | UInt64(padded[pair + 1]))
        }
        return LetterSketch(bytes: words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } })
    }

    @Test("What few letters have is looked at before what many have, however the letters came", arguments: [1, 10])
    func rarestFirst(batch: Int) {
        // The strongest keys: their lowest bits are set.
        let common: [UInt32] = [0x0100_0007, 0x0200_0007]
        let rare: [UInt32] = [0x0300_0007, 0x0400_0007]
        let crowd = LinkIndex.contentHolders
        var sketches = [sketch(0, common + rare)]
        sketches += (1...crowd).map { sketch($0, common) }
        sketches.append(sketch(crowd + 1, common + rare))
        // Some that come with it, or after it, and hold the same.
        sketches += (1...9).map { sketch(crowd + 1 + $0, common + rare) }
        var index = LinkIndex()
        index.add(sketches[...crowd])
        var last = LinkCandidates()
        for start in stride(from: crowd + 1, to: sketches.count, by: batch) {
            let found = index.insert(Array(sketches[start..<min(sketches.count, start + batch)]))
            last.contents += found.contents.filter { $0.letter == crowd + 1 }
            last.copies += found.copies
        }
        #expect(last.contents.contains { $0.earlier == 0 })
        #expect(last.contents.count <= LinkIndex.contentsCompared && last.copies.isEmpty)
    }
}

@Suite("Average linkage")
struct AverageLinkTests {
    /// Groups by looking at all pairs of groups each time.
    private func plain(_ count: Int, _ edges: [AverageLink.Edge], _ threshold: Double) -> Set<[Int]> {
        var groups = (0..<count).map { [$0] }
        func mean(_ a: [Int], _ b: [Int]) -> Double {
            var sum = 0.0
            for edge in edges {
                if a.contains(edge.first) && b.contains(edge.second)
                    || a.contains(edge.second) && b.contains(edge.first)
                {
                    sum += edge.probability
                }
            }
            return sum / Double(a.count * b.count)
        }
        while true {
            var best: (mean: Double, a: Int, b: Int)?
            for a in groups.indices {
                for b in groups.indices where a < b {
                    let mean = mean(groups[a], groups[b])
                    if mean >= threshold, best.map({ mean > $0.mean }) ?? true { best = (mean, a, b) }
                }
            }
            guard let best else { return Set(groups.map { $0.sorted() }) }
            groups[best.a] += groups[best.b]
            groups.remove(at: best.b)
        }
    }

    @Test("Groups are those that looking at all pairs gives", arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func likePlain(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let count = 24
        var edges: [AverageLink.Edge] = []
        for a in 0..<count {
            for b in (a + 1)..<count where Int.random(in: 0..<5, using: &generator) < 2 {
                // Sums of such numbers are exact, so that both ways add up to the same.
                let probability = Double(Int.random(in: 20...127, using: &generator)) / 128
                edges.append(AverageLink.Edge(first: a, second: b, probability: probability))
            }
        }
        let found = AverageLink(threshold: 0.5).clusters(
            together: (0..<count).map { [$0] }, edges: edges, order: Array(0..<count))
        #expect(Set(found) == plain(count, edges, 0.5), "seed \(seed)")
        #expect(found.contains { $0.count > 1 })
    }

    @Test("Twenty thousand letters about one thing are grouped in time that grows with their pairs")
    func chain() {
        let count = 20_000
        let edges = (1..<count).map {
            AverageLink.Edge(first: $0 - 1, second: $0, probability: $0 % 2 == 1 ? 0.9 : 0.6)
        }
        let found = AverageLink(threshold: 0.5).clusters(
            together: (0..<count).map { [$0] }, edges: edges, order: Array(0..<count))
        #expect(found.count == count / 2)
    }
}
