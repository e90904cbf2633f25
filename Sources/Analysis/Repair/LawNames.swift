internal import Dictionaries

/// Names of laws, to which the name between 《 and 》 is set: `Dictionaries/Repair/laws.txt`.
struct LawNames: Sendable {
    private let byLength: [[[UInt32]]]
    private let confusions: ConfusionTable
    private static let longest = 40
    private static let prefix = "中华人民共和国".unicodeScalars.map(\.value)

    init(_ files: DictionaryFiles, _ confusions: ConfusionTable) throws(DictionaryError) {
        let path = "Repair/laws.txt"
        var byLength = [[[UInt32]]](repeating: [], count: Self.longest + 1)
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            var name: [UInt32] = []
            var reader = ScalarReader(line)
            while let scalar = reader.next() { name.append(scalar) }
            guard (2...Self.longest).contains(name.count) else {
                throw DictionaryError(file: path, line: number, problem: "a name of 2 to \(Self.longest) characters")
            }
            byLength[name.count].append(name)
        }
        self.byLength = byLength
        self.confusions = confusions
    }

    /// What the characters behind 《 should be: the one law that differs in look-alikes only, one for every four
    /// characters and two at most.
    @Sendable func read(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> [SlotRule.Reading] {
        var end = index + 1
        while end < text.count, text[end] != 0x300B, text[end] != 0x28, text[end] != 0x0A, end - index <= Self.longest {
            end += 1
        }
        guard end < text.count, text[end] == 0x300B || text[end] == 0x28, end - index > 3 else { return [] }
        var start = index + 1
        var readings: [SlotRule.Reading] = []
        if end - start > Self.prefix.count + 2, let errors = differences(text, start, Self.prefix, allowed: 2) {
            readings = errors
            start += Self.prefix.count
        }
        guard byLength.indices.contains(end - start) else { return [] }
        var found: [SlotRule.Reading]?
        for name in byLength[end - start] {
            guard let errors = differences(text, start, name, allowed: min(2, max(1, name.count / 4))) else { continue }
            if errors.isEmpty { return readings }
            if found != nil { return [] }
            found = errors
        }
        return readings + (found ?? [])
    }

    private func differences(
        _ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ name: [UInt32], allowed: Int
    ) -> [SlotRule.Reading]? {
        var count = 0
        for (offset, scalar) in name.enumerated() where text[start + offset] != scalar {
            count += 1
            guard count <= allowed, confusions.isLookAlike(text[start + offset], of: scalar) else { return nil }
        }
        guard count > 0 else { return [] }
        return name.indices.filter { text[start + $0] != name[$0] }.map {
            SlotRule.Reading(index: start + $0, truth: name[$0], confidence: count == 1 ? 0.97 : 0.9)
        }
    }
}
