public import Documents

/// Trains an ``IssueModel``: softmax regression by stochastic gradient descent. The same examples in the same order give the same bytes.
public struct IssueTrainer: Sendable {
    public struct Example: Sendable {
        /// Level-1 code.
        public let code: String
        let buckets: [Int32]
        let weight: Float
    }

    private let analyzer: Analyzer
    public var epochs = 20
    public var rate: Float = 8
    /// Pull of weights towards nothing, a step.
    public var decay: Float = 1e-6

    public init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// - Parameter weight: how much the example counts; 1 for an ordinary one.
    public func example(_ text: SourceText, code: String, weight: Float = 1) -> Example {
        let normalized = analyzer.normalize(text)
        return Example(
            code: code, buckets: normalized.scalars.withUnsafeBufferPointer(NGramFeatures.unique), weight: weight)
    }

    public func train(_ examples: [Example]) -> IssueModel {
        let codes = Set(examples.map(\.code)).sorted()
        let classOf = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let count = codes.count
        let rarities = rarities(examples)
        var weights = [Float](repeating: 0, count: NGramFeatures.bucketCount * count)
        var biases = [Float](repeating: 0, count: count)
        var order = Array(examples.indices)
        var state: UInt64 = 20_261_124
        for epoch in 0..<epochs {
            for index in order.indices.reversed() where index > 0 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                order.swapAt(index, Int(truncatingIfNeeded: state >> 33) % (index + 1))
            }
            let step = rate / (1 + 0.3 * Float(epoch))
            for index in order {
                let example = examples[index]
                let values = example.buckets.map { Float(rarities[Int($0)]) / 16 }
                let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard norm > 0, let wanted = classOf[example.code] else { continue }
                var logits = biases
                for (bucket, value) in zip(example.buckets, values) where value > 0 {
                    let base = Int(bucket) * count
                    for c in 0..<count { logits[c] += weights[base + c] * value / norm }
                }
                let gradient = IssueModel.softmax(logits).enumerated().map {
                    ($1 - ($0 == wanted ? 1 : 0)) * example.weight
                }
                for c in 0..<count { biases[c] -= 0.005 * step * gradient[c] }
                for (bucket, value) in zip(example.buckets, values) where value > 0 {
                    let base = Int(bucket) * count
                    let scaled = value / norm
                    for c in 0..<count where abs(gradient[c]) > 1e-4 {
                        let slope = gradient[c] * scaled + decay * weights[base + c]
                        weights[base + c] -= step * slope
                    }
                }
            }
        }
        return quantized(codes, biases, rarities, weights)
    }

    /// ln(N / n) in sixteenths; 0 for what stands in one example only: it tells that example, not its class.
    private func rarities(_ examples: [Example]) -> [UInt8] {
        var documents = [Int32](repeating: 0, count: NGramFeatures.bucketCount)
        for example in examples { for bucket in example.buckets { documents[Int(bucket)] += 1 } }
        let total = Double(examples.count)
        return documents.map { count in
            guard count >= 2 else { return 0 }
            var value = 1.0
            var ratio = total / Double(count)
            while ratio >= 2 {
                ratio /= 2
                value += 0.693_147
            }
            value += (ratio - 1) * 0.693_147
            return UInt8(min(255, value * 16))
        }
    }

    private func quantized(_ codes: [String], _ biases: [Float], _ rarities: [UInt8], _ weights: [Float]) -> IssueModel
    {
        let count = codes.count
        var scales = [Float](repeating: 0, count: count)
        for index in weights.indices { scales[index % count] = max(scales[index % count], abs(weights[index]) / 127) }
        let small = weights.indices.map { index -> Int8 in
            let scale = scales[index % count]
            return scale > 0 ? Int8((weights[index] / scale).rounded()) : 0
        }
        return IssueModel(codes: codes, biases: biases, scales: scales, rarities: rarities, weights: small)
    }
}

extension Analyzer {
    /// What a model says of a text: level-1 codes with probabilities, the likeliest first.
    public func verdict(of model: IssueModel, on text: SourceText) -> [(code: String, probability: Float)] {
        let normalized = normalize(text)
        let probabilities = normalized.scalars.withUnsafeBufferPointer(model.probabilities)
        return zip(model.codes, probabilities).map { ($0, $1) }.sorted { $0.1 > $1.1 }
    }
}
