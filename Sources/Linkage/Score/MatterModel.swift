internal import Foundation

/// Probability that two letters are of one matter: a logistic model of named features, read from a file that a person
/// can read and change.
///
/// Letters to an office and messages to a forum speak of their matter so differently that one weight a feature serves
/// neither: there are two, of pairs with a letter in them (``MatterFeature/addressed``) and of others.
///
/// File: lines of a name, a tab and a number, or two for letters and for messages; `bias` and every ``MatterFeature``
/// once; `#` begins a remark.
public struct MatterModel: Sendable {
    let bias: Double
    /// In the order of ``MatterFeature``.
    private let ofLetters: [Double]
    private let ofMessages: [Double]
    let fingerprint: UInt64
    /// False when both features of a form weigh nothing, so that nobody need look for one.
    let weighsForm: Bool

    public struct Invalid: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
    }

    public init(file bytes: [UInt8]) throws(Invalid) {
        var values: [String: [Double]] = [:]
        for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
            let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            let numbers = fields.dropFirst().compactMap(Double.init).filter(\.isFinite)
            guard (2...3).contains(fields.count), numbers.count == fields.count - 1 else {
                throw Invalid(description: "not a name and a number or two: " + String(decoding: line, as: UTF8.self))
            }
            guard values.updateValue(numbers, forKey: fields[0]) == nil else {
                throw Invalid(description: "twice: " + fields[0])
            }
        }
        guard let bias = values.removeValue(forKey: "bias"), bias.count == 1 else {
            throw Invalid(description: "no bias, or two")
        }
        var (letters, messages): ([Double], [Double]) = ([], [])
        for feature in MatterFeature.allCases {
            guard let weights = values.removeValue(forKey: feature.rawValue) else {
                throw Invalid(description: "no " + feature.rawValue)
            }
            guard weights.allSatisfy({ $0 * Double(feature.direction) >= 0 }) else {
                throw Invalid(description: "wrong sign: " + feature.rawValue)
            }
            letters.append(weights[0])
            messages.append(weights[weights.count - 1])
        }
        if let unknown = values.keys.sorted().first { throw Invalid(description: "unknown: " + unknown) }
        self.bias = bias[0]
        fingerprint = Fingerprint.of(bytes)
        (ofLetters, ofMessages) = (letters, messages)
        weighsForm = [MatterFeature.form, .formPhrases].map(MatterComparison.place).contains {
            letters[$0] != 0 || messages[$0] != 0
        }
    }

    /// Those that hold between two letters.
    func weights(_ features: [Double]) -> [Double] {
        features[MatterComparison.place(of: .addressed)] > 0 ? ofLetters : ofMessages
    }

    /// 0…1.
    func probability(_ features: [Double]) -> Double {
        var sum = bias
        for (weight, value) in zip(weights(features), features) { sum += weight * value }
        return 1 / (1 + exp(-sum))
    }
}
