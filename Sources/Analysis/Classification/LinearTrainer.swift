/// Teaches one linear classifier a lane, each against the rest: squared hinge loss, dual coordinate descent
/// (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008). A fixed order of its own
/// makes the result depend on the examples alone.
struct LinearTrainer: Sendable {
    /// One example: the rows of its n-grams with their weights, and what it says of each lane.
    struct Row: Sendable {
        var slots: [Int32]
        var values: [Float]
        /// 1 for a lane's class, -1 for another, 0 where the example says nothing of the lane.
        var labels: [Int8]
        /// How much the example counts; 1 for an ordinary one.
        var weight: Float
    }

    let slots: Int
    let lanes: Int
    var epochs = 20
    /// Price of an example on the wrong side.
    var price: Float = 2

    /// Weights row by row, and the biases.
    struct Solution: Sendable {
        var weights: [Float]
        var biases: [Float]
    }

    func train(_ rows: [Row]) -> Solution {
        let lanes = lanes
        var weights = [Float](repeating: 0, count: slots * lanes)
        var biases = [Float](repeating: 0, count: lanes)
        var alphas = [Float](repeating: 0, count: rows.count * lanes)
        let lengths = rows.map { row in row.values.reduce(Float(1)) { $0 + $1 * $1 } }
        var order = Array(rows.indices)
        var state: UInt64 = 20_261_124
        var margins = [Float](repeating: 0, count: lanes)
        weights.withUnsafeMutableBufferPointer { weights in
            for _ in 0..<epochs {
                for index in order.indices.reversed() where index > 0 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    order.swapAt(index, Int(truncatingIfNeeded: state >> 33) % (index + 1))
                }
                for index in order {
                    let row = rows[index]
                    for lane in 0..<lanes { margins[lane] = biases[lane] }
                    LinearTrainer.add(row, UnsafeBufferPointer(weights), lanes, to: &margins)
                    let damping = 0.5 / (price * row.weight)
                    var moved = false
                    for lane in 0..<lanes {
                        let label = Float(row.labels[lane])
                        let old = alphas[index * lanes + lane]
                        let slope = label * margins[lane] - 1 + damping * old
                        let new = label == 0 ? 0 : max(0, old - slope / (lengths[index] + damping))
                        alphas[index * lanes + lane] = new
                        margins[lane] = (new - old) * label
                        if new != old { moved = true }
                    }
                    guard moved else { continue }
                    for lane in 0..<lanes { biases[lane] += margins[lane] }
                    row.slots.withUnsafeBufferPointer { slots in
                        margins.withUnsafeBufferPointer { steps in
                            for (place, slot) in slots.enumerated() {
                                let value = row.values[place]
                                let base = weights.baseAddress! + Int(slot) * lanes
                                for lane in 0..<lanes { base[lane] += steps[lane] * value }
                            }
                        }
                    }
                }
            }
        }
        return Solution(weights: weights, biases: biases)
    }

    /// What a solution says of an example, lane by lane.
    func margins(_ solution: Solution, _ row: Row) -> [Float] {
        var margins = solution.biases
        solution.weights.withUnsafeBufferPointer { LinearTrainer.add(row, $0, lanes, to: &margins) }
        return margins
    }

    @inline(__always)
    private static func add(
        _ row: Row, _ weights: UnsafeBufferPointer<Float>, _ lanes: Int, to margins: inout [Float]
    ) {
        row.slots.withUnsafeBufferPointer { slots in
            margins.withUnsafeMutableBufferPointer { margins in
                for (place, slot) in slots.enumerated() {
                    let value = row.values[place]
                    let base = weights.baseAddress! + Int(slot) * lanes
                    for lane in 0..<lanes { margins[lane] += base[lane] * value }
                }
            }
        }
    }
}
