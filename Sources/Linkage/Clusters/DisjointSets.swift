/// Union–find over places in a list; the first place of a group stands for it.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func find(_ place: Int) -> Int {
        var place = place
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (find(a), find(b))
        parents[max(a, b)] = min(a, b)
    }

    /// Groups in the order of their first places, places ascending.
    mutating func groups() -> [[Int]] {
        var groups: [[Int]] = []
        var groupOf: [Int: Int] = [:]
        for place in parents.indices {
            let root = find(place)
            if let group = groupOf[root] {
                groups[group].append(place)
            } else {
                groupOf[root] = groups.count
                groups.append([place])
            }
        }
        return groups
    }
}
