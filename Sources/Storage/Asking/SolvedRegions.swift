/// What figures of several tables tell together.
///
/// The cells that were shown cut the letters into regions: letters that lie in the same cells. Each figure is a sum of
/// regions, and by adding and subtracting figures somebody may come to the size of one region, or of two together,
/// whatever tables they are from. That is a question of linear algebra: whether the region alone is a combination of the
/// sums. It is answered modulo a large prime, where a combination is missed with a chance of one in two thousand million.
///
/// Only combinations without any large region matter. So the columns of the large regions are reduced first; what is then
/// left of the column of a small region says how it stands in such combinations. Nearly always that is nothing.
struct SolvedRegions {
    struct Region {
        /// The cells it lies in, ascending.
        let cells: [Int]
        let size: Int
    }

    private static let prime: UInt64 = 2_147_483_647

    private typealias Entry = (row: Int, factor: UInt64)

    private let k: Int
    /// Small regions that stand in combinations without large ones.
    private var regions: [Region] = []
    /// Combinations of the cells, reduced: of each its regions with their factors.
    private var rows: [[(region: Int, factor: UInt64)]] = []

    /// - Parameters:
    ///   - regions: no two of the same cells.
    ///   - k: regions of fewer letters are small.
    init(_ regions: [Region], below k: Int) {
        self.k = k
        var columns = ReducedColumns(count: 1 + (regions.lazy.compactMap(\.cells.last).max() ?? -1))
        for region in regions where region.size >= k { columns.add(region.cells) }
        var matrix: [Int: [(region: Int, factor: UInt64)]] = [:]
        for region in regions where region.size < k {
            let left = columns.left(of: region.cells)
            guard !left.isEmpty else { continue }
            for (row, factor) in left { matrix[row, default: []].append((self.regions.count, factor)) }
            self.regions.append(region)
        }
        rows = Self.reduced(matrix.sorted { $0.key < $1.key }.map(\.value), self.regions.count)
    }

    /// Gauss and Jordan: every row has a region that no other row has.
    private static func reduced(_ sparse: [[(region: Int, factor: UInt64)]], _ count: Int) -> [[(
        region: Int, factor: UInt64
    )]] {
        var matrix = [[UInt64]](repeating: [UInt64](repeating: 0, count: count), count: sparse.count)
        for (row, entries) in sparse.enumerated() { for (region, factor) in entries { matrix[row][region] = factor } }
        var done = 0
        for region in 0..<count where done < matrix.count {
            guard let pivot = (done..<matrix.count).first(where: { matrix[$0][region] != 0 }) else { continue }
            matrix.swapAt(done, pivot)
            let inverse = power(matrix[done][region], prime - 2)
            for column in 0..<count { matrix[done][column] = matrix[done][column] * inverse % prime }
            for row in matrix.indices where row != done && matrix[row][region] != 0 {
                let factor = prime - matrix[row][region]
                for column in 0..<count where matrix[done][column] != 0 {
                    matrix[row][column] = (matrix[row][column] + factor * matrix[done][column]) % prime
                }
            }
            done += 1
        }
        return matrix.prefix(done).map { row in row.indices.filter { row[$0] != 0 }.map { ($0, row[$0]) } }
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

    /// The cells of a region whose size the figures tell; `nil` when they tell none.
    func told() -> [Int]? {
        for row in rows where isTold(row) { return regions[row[0].region].cells }
        // Two combinations that are small together.
        for (place, one) in rows.enumerated() {
            for other in rows[..<place] where one.count == other.count {
                if isTold(Self.sum(one, other)) { return regions[one[0].region].cells }
            }
        }
        return nil
    }

    private func isTold(_ row: [(region: Int, factor: UInt64)]) -> Bool {
        var size = 0
        for (region, factor) in row {
            size += regions[region].size
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

    /// Columns of zeros and ones, reduced as they come: each new one has a row that no other has.
    private struct ReducedColumns {
        /// By the row of its own: the other rows of the column, where the row itself counts 1; `nil` for a row that is no
        /// column's own.
        private var own: [[Entry]?]
        private var left: [UInt64]

        init(count: Int) {
            own = Array(repeating: nil, count: count)
            left = Array(repeating: 0, count: count)
        }

        /// What is left of a column when combinations of the others are taken from it.
        mutating func left(of cells: [Int]) -> [Entry] {
            var touched: [Int] = []
            func add(_ row: Int, _ factor: UInt64) {
                if left[row] == 0 { touched.append(row) }
                left[row] = (left[row] + factor) % SolvedRegions.prime
            }
            for cell in cells {
                guard let column = own[cell] else {
                    add(cell, 1)
                    continue
                }
                for (row, factor) in column { add(row, SolvedRegions.prime - factor) }
            }
            var entries: [Entry] = []
            for row in touched where left[row] != 0 {
                entries.append((row, left[row]))
                left[row] = 0
            }
            return entries
        }

        mutating func add(_ cells: [Int]) {
            let entries = left(of: cells)
            guard let pivot = entries.first else { return }
            let inverse = SolvedRegions.power(pivot.factor, SolvedRegions.prime - 2)
            let column = entries.dropFirst().map { ($0.row, $0.factor * inverse % SolvedRegions.prime) }
            for place in own.indices {
                guard let old = own[place], let entry = old.first(where: { $0.row == pivot.row }) else { continue }
                var sums: [Int: UInt64] = [:]
                for (row, factor) in old where row != pivot.row { sums[row] = factor }
                for (row, factor) in column {
                    let taken = entry.factor * factor % SolvedRegions.prime
                    sums[row] = ((sums[row] ?? 0) + SolvedRegions.prime - taken) % SolvedRegions.prime
                }
                own[place] = sums.filter { $0.value != 0 }.map { ($0.key, $0.value) }
            }
            own[pivot.row] = column
        }
    }
}
