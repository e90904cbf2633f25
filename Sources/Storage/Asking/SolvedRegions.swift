/// What figures of several tables tell together.
///
/// The cells that were shown cut the letters into regions: letters that lie in the same cells. Each figure is a sum of
/// regions, and by adding and subtracting figures somebody may come to the size of one region, or of two together,
/// whatever tables they are from. That is a question of linear algebra: whether the region alone is a combination of the
/// sums. It is answered modulo a large prime, where a combination is missed with a chance of one in two thousand million.
struct SolvedRegions {
    private static let prime: UInt64 = 2_147_483_647

    /// Of each region that small figures could be told of, the cells it lies in.
    private var regions: [[Int]] = []
    private var sizes: [Int] = []
    /// Combinations of the cells, reduced: of each its regions with their factors.
    private var rows: [[(region: Int, factor: UInt64)]] = []

    init(_ cells: [LetterSet]) {
        var known: [[UInt64]: Int] = [:]
        let all = LetterSet.union(cells)
        var signature = [UInt64](repeating: 0, count: (cells.count + 63) / 64)
        all.forEach { letter in
            for word in signature.indices { signature[word] = 0 }
            for (number, cell) in cells.enumerated() where cell.holds(letter) {
                signature[number / 64] |= 1 << UInt64(number % 64)
            }
            if let region = known[signature] {
                sizes[region] += 1
            } else {
                known[signature] = sizes.count
                sizes.append(1)
                regions.append(cells.indices.filter { signature[$0 / 64] & (1 << UInt64($0 % 64)) != 0 })
            }
        }
        reduce(cells.count)
    }

    /// Gauss and Jordan: every row has a region that no other row has.
    private mutating func reduce(_ count: Int) {
        var matrix = [[UInt64]](repeating: [UInt64](repeating: 0, count: sizes.count), count: count)
        for (region, cells) in regions.enumerated() { for cell in cells { matrix[cell][region] = 1 } }
        var done = 0
        for region in sizes.indices where done < count {
            guard let pivot = (done..<count).first(where: { matrix[$0][region] != 0 }) else { continue }
            matrix.swapAt(done, pivot)
            let inverse = Self.power(matrix[done][region], Self.prime - 2)
            for column in sizes.indices { matrix[done][column] = matrix[done][column] * inverse % Self.prime }
            for row in 0..<count where row != done && matrix[row][region] != 0 {
                let factor = Self.prime - matrix[row][region]
                for column in sizes.indices where matrix[done][column] != 0 {
                    matrix[row][column] = (matrix[row][column] + factor * matrix[done][column]) % Self.prime
                }
            }
            done += 1
        }
        rows = matrix.prefix(done).map { row in sizes.indices.filter { row[$0] != 0 }.map { ($0, row[$0]) } }
    }

    private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        var (result, square, left): (UInt64, UInt64, UInt64) = (1, base % prime, exponent)
        while left > 0 {
            if left & 1 == 1 { result = result * square % prime }
            square = square * square % prime
            left >>= 1
        }
        return result
    }

    /// The cells of a region whose size, fewer than `k`, the figures tell; `nil` when they tell none.
    func told(below k: Int) -> [Int]? {
        for row in rows where isTold(row, k) { return regions[row[0].region] }
        // Two combinations in which all but small regions cancel.
        for (place, one) in rows.enumerated() where sizes[one[0].region] < k {
            for other in rows[..<place] where sizes[other[0].region] < k && one.count == other.count {
                if isTold(Self.sum(one, other), k) { return regions[one[0].region] }
            }
        }
        return nil
    }

    private func isTold(_ row: [(region: Int, factor: UInt64)], _ k: Int) -> Bool {
        var size = 0
        for (region, factor) in row {
            size += sizes[region]
            guard factor == 1, size < k else { return false }
        }
        return !row.isEmpty
    }

    private static func sum(_ one: [(region: Int, factor: UInt64)], _ other: [(region: Int, factor: UInt64)]) -> [(
        region: Int, factor: UInt64
    )] {
        var factors: [Int: UInt64] = [:]
        for (region, factor) in one + other {
            factors[region, default: 0] = (factors[region, default: 0] + factor) % prime
        }
        return factors.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
