internal import Foundation

/// Probability that two letters are of one matter: a logistic model of named features, read from a file that a person
/// can read and change.
///
/// File: lines of a name, a tab and a number; `bias` and every ``MatterFeature`` once; `#` begins a remark.
public struct MatterModel: Sendable {
    let bias: Double
    /// In the order of ``MatterFeature``.
    let weights: [Double]
    let fingerprint: UInt64
    /// False when both features of a form weigh nothing, so that nobody need look for one.
    let weighsForm: Bool

    public struct Invalid: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
    }

    public init(file bytes: [UInt8]) throws(Invalid) {
        var values: [String: Double] = [:]
        for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
            let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 2, let value = Double(fields[1]), value.isFinite else {
                throw Invalid(description: "not a name, a tab and a number: " + String(decoding: line, as: UTF8.self))
            }
            guard values.updateValue(value, forKey: fields[0]) == nil else {
                throw Invalid(description: "twice: " + fields[0])
            }
        }
        guard let bias = values.removeValue(forKey: "bias") else { throw Invalid(description: "no bias") }
        var weights: [Double] = []
        for feature in MatterFeature.allCases {
            guard let weight = values.removeValue(forKey: feature.rawValue) else {
                throw Invalid(description: "no " + feature.rawValue)
            }
            guard weight * Double(feature.direction) >= 0 else {
                throw Invalid(description: "wrong sign: " + feature.rawValue)
            }
            weights.append(weight)
        }
        if let unknown = values.keys.sorted().first { throw Invalid(description: "unknown: " + unknown) }
        self.bias = bias
        fingerprint = Fingerprint.of(bytes)
        self.weights = weights
        weighsForm = [MatterFeature.form, .formPhrases].contains { weights[MatterComparison.place(of: $0)] != 0 }
    }

    /// 0…1.
    func probability(_ features: [Double]) -> Double {
        var sum = bias
        for (weight, value) in zip(weights, features) { sum += weight * value }
        return 1 / (1 + exp(-sum))
    }
}
