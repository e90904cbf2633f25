/// A double-array trie over unit codes: which words begin here, and what each costs.
///
/// Child `c` of node `n` is `bases[n] + c` where `checks` there is `n`; node 1 is the root.
struct WordTrie: Sendable, Equatable {
    /// Base and check of each node, one behind the other, so that a step touches one cache line.
    private(set) var nodes: [Int32]
    /// Weight of the word that ends at each node; ``noWord`` where none does.
    private(set) var weights: [Int16]
    /// Small number of each code that words are made of, in the order of how common they are; 0 for all others.
    private(set) var numbers: [UInt16]

    static let noWord = Int16.min
    static let root: Int32 = 1

    init(nodes: [Int32], weights: [Int16], numbers: [UInt16]) {
        self.nodes = nodes
        self.weights = weights
        self.numbers = numbers
    }

    /// - Parameter words: codes and weight of each word, no word twice, in any order.
    init(_ words: [(codes: [UInt16], weight: Int16)]) {
        var counts = [Int](repeating: 0, count: 0x10000)
        for word in words { for code in word.codes { counts[Int(code)] += 1 } }
        let used = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
        numbers = [UInt16](repeating: 0, count: 0x10000)
        for (rank, code) in used.enumerated() { numbers[code] = UInt16(rank + 1) }
        var keys: [(key: [UInt16], weight: Int16)] = []
        keys.reserveCapacity(words.count)
        for word in words { keys.append((word.codes.map { [numbers] in numbers[Int($0)] }, word.weight)) }
        keys.sort { $0.key.lexicographicallyPrecedes($1.key) }
        var builder = Builder()
        builder.place(keys, numberCount: used.count + 1)
        nodes = builder.nodes
        weights = builder.weights
    }

    /// The node behind `node` by a code's number, or 0.
    @inline(__always)
    static func step(_ nodes: UnsafePointer<Int32>, _ node: Int32, _ number: UInt16) -> Int32 {
        let next = nodes[Int(node) * 2] &+ Int32(number)
        return nodes[Int(next) * 2 + 1] == node ? next : 0
    }

    /// The node of a whole word, or 0.
    func node(of codes: some Sequence<UInt16>) -> Int32 {
        var node = WordTrie.root
        return nodes.withUnsafeBufferPointer { nodes in
            for code in codes {
                let number = numbers[Int(code)]
                guard number > 0 else { return 0 }
                node = WordTrie.step(nodes.baseAddress!, node, number)
                guard node > 0 else { return 0 }
            }
            return node
        }
    }

    /// The weight of a whole word, `nil` for what is none.
    func weight(of codes: some Sequence<UInt16>) -> Int16? {
        let node = node(of: codes)
        guard node > 0, weights[Int(node)] != WordTrie.noWord else { return nil }
        return weights[Int(node)]
    }
}

extension WordTrie {
    /// Places the children of one node after another at the first free places; breadth first.
    private struct Builder {
        var nodes: [Int32] = []
        var weights: [Int16] = []
        private var firstFree = 2

        private mutating func reserve(_ count: Int) {
            while weights.count < count {
                nodes.append(0)
                nodes.append(-1)
                weights.append(WordTrie.noWord)
            }
        }

        mutating func place(_ keys: [(key: [UInt16], weight: Int16)], numberCount: Int) {
            reserve(2)
            nodes[Int(WordTrie.root) * 2 + 1] = 0
            var queue: [(node: Int32, range: Range<Int>, depth: Int)] = [(WordTrie.root, 0..<keys.count, 0)]
            var head = 0
            var labels: [UInt16] = []
            var ranges: [Range<Int>] = []
            while head < queue.count {
                let (node, range, depth) = queue[head]
                head += 1
                labels.removeAll(keepingCapacity: true)
                ranges.removeAll(keepingCapacity: true)
                var index = range.lowerBound
                // Sorted keys: the word that ends here comes first.
                if index < range.upperBound, keys[index].key.count == depth {
                    weights[Int(node)] = keys[index].weight
                    index += 1
                }
                while index < range.upperBound {
                    let label = keys[index].key[depth]
                    var end = index + 1
                    while end < range.upperBound, keys[end].key[depth] == label { end += 1 }
                    labels.append(label)
                    ranges.append(index..<end)
                    index = end
                }
                guard !labels.isEmpty else { continue }
                let base = freeBase(labels)
                nodes[Int(node) * 2] = base
                for (label, range) in zip(labels, ranges) {
                    let child = base + Int32(label)
                    nodes[Int(child) * 2 + 1] = node
                    queue.append((child, range, depth + 1))
                }
            }
            // A step from any node stays inside the arrays.
            let last = stride(from: 0, to: nodes.count, by: 2).map { nodes[$0] }.max() ?? 0
            reserve(Int(last) + numberCount)
        }

        /// The first base at which all children find room. Places that are nearly full are passed over for good,
        /// or every wide node would try them in vain.
        private mutating func freeBase(_ labels: [UInt16]) -> Int32 {
            let first = Int(labels[0])
            let last = Int(labels[labels.count - 1])
            reserve(firstFree + 1)
            while nodes[firstFree * 2 + 1] >= 0 {
                firstFree += 1
                reserve(firstFree + 1)
            }
            var position = max(firstFree, first + 1)
            let begin = position
            var tried = 0
            search: while true {
                let base = position - first
                reserve(base + last + 1)
                if nodes[position * 2 + 1] >= 0 {
                    position += 1
                    continue
                }
                tried += 1
                for label in labels where nodes[(base + Int(label)) * 2 + 1] >= 0 {
                    position += 1
                    continue search
                }
                if begin == firstFree, position - begin > 64, tried * 20 < position - begin { firstFree = position }
                return Int32(base)
            }
        }
    }
}
