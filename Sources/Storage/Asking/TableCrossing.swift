/// The cells of two tables by the regions they cut each other into, to find sums of cells of the one that cells of the
/// other come near to. How many letters there are plays no part.
struct TableCrossing {
    /// Letters that lie in the same cells of both tables.
    struct Region {
        let one: [Int]
        let other: [Int]
        let size: Int
    }

    private let regions: [Region]
    /// Of each cell of the one table its regions; of each cell of the other how many it has.
    private var ofOne: [[Int]]
    private var countOfOther: [Int]
    private let k: Int

    init(_ regions: [Region], one: Int, other: Int, below k: Int) {
        self.regions = regions
        self.k = k
        ofOne = Array(repeating: [], count: one)
        countOfOther = Array(repeating: 0, count: other)
        for (number, region) in regions.enumerated() {
            for cell in region.one { ofOne[cell].append(number) }
            for cell in region.other { countOfOther[cell] += 1 }
        }
        hits = Array(repeating: 0, count: other)
        isMet = Array(repeating: false, count: regions.count)
    }

    /// Cells of the one table whose sum holds a few letters more than some cells of the other, and those.
    ///
    /// - Parameter cells: of the one table, that may be chosen.
    mutating func told(among cells: [Int]) -> (sum: [Int], inside: [Int])? {
        if cells.count <= TableCrossing.wholly {
            for mask in 1..<max(1, 1 << cells.count) {
                let choice = cells.indices.filter { mask & (1 << $0) != 0 }.map { cells[$0] }
                if let inside = inside(choice) { return (choice, inside) }
            }
            return nil
        }
        for choice in cells.map({ [$0] }) + pairs(cells) + [cells] {
            if let inside = inside(choice) { return (choice, inside) }
        }
        return nil
    }

    /// Tables of more cells are looked at by one cell, by two, and as a whole.
    private static let wholly = 10

    /// Pairs of cells that may come near to cells which neither comes near to alone: they share letters, one of them is
    /// small itself, or a cell of the other table lies in the two and in neither of them. Of any other pair the letters
    /// that are left are those left of the one and of the other.
    private func pairs(_ cells: [Int]) -> [[Int]] {
        var found: Set<[Int]> = []
        for small in cells where ofOne[small].reduce(0, { $0 + regions[$1].size }) < k {
            for cell in cells where cell != small { found.insert([min(small, cell), max(small, cell)]) }
        }
        var regionsOfOther = [[Int]](repeating: [], count: countOfOther.count)
        for (number, region) in regions.enumerated() {
            for cell in region.other { regionsOfOther[cell].append(number) }
            for (place, first) in region.one.enumerated() {
                for second in region.one[(place + 1)...] { found.insert([first, second]) }
            }
        }
        for numbers in regionsOfOther {
            guard let narrowest = numbers.min(by: { regions[$0].one.count < regions[$1].one.count }) else { continue }
            for first in regions[narrowest].one {
                let left = numbers.filter { !regions[$0].one.contains(first) }
                guard let next = left.first else { continue }
                for second in regions[next].one where left.allSatisfy({ regions[$0].one.contains(second) }) {
                    found.insert([min(first, second), max(first, second)])
                }
            }
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private var hits: [Int]
    private var isMet: [Bool]

    /// The cells of the other table inside a sum, when together they are all of it but a few letters.
    private mutating func inside(_ choice: [Int]) -> [Int]? {
        var met: [Int] = []
        var touched: [Int] = []
        var sum = 0
        for cell in choice {
            for region in ofOne[cell] where !isMet[region] {
                isMet[region] = true
                met.append(region)
                sum += regions[region].size
                for other in regions[region].other {
                    if hits[other] == 0 { touched.append(other) }
                    hits[other] += 1
                }
            }
        }
        func isInside(_ cell: Int) -> Bool { hits[cell] == countOfOther[cell] }
        let inside = touched.filter(isInside).sorted()
        let told = met.reduce(0) { regions[$1].other.contains(where: isInside) ? $0 + regions[$1].size : $0 }
        for region in met { isMet[region] = false }
        for cell in touched { hits[cell] = 0 }
        return !inside.isEmpty && told < sum && sum - told < k ? inside : nil
    }
}
