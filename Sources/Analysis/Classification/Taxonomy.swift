public import Dictionaries
internal import Documents

/// The issue classes with their cues, read from `Dictionaries/Categories`.
///
/// Line format, first character the kind: `=` code⇥path, `~` description, `+` cue⇥weight, `-` cue⇥weight (speaks
/// against), `>` example, `!` counterexample, `#` comment. Lines belong to the `=` line above them.
public struct Taxonomy: Sendable {
    public struct Node: Sendable {
        public let code: String
        public let path: [String]
        public let parent: Int?
        /// Indices of the classes right below.
        public internal(set) var children: [Int] = []
        public var examples: [String] = []
        public var counterexamples: [String] = []
    }

    public private(set) var nodes: [Node] = []
    /// The classes of the first level.
    private(set) var roots: [Int] = []
    private var indexOfCode: [String: Int] = [:]

    /// The classes alone, without what finds them in a text.
    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        var lexicon = Lexicon()
        try self.init(files, into: &lexicon)
    }

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        var scalars: [UInt32] = []
        var weights: [ArraySlice<UInt8>: Float] = [:]
        for path in try files.files(in: "Categories") {
            for (number, bytes) in DictionaryLines(try files.bytes(of: path)) {
                if addCue(bytes, &lexicon, &scalars, &weights) { continue }
                try read(
                    String(decoding: bytes.dropFirst(), as: UTF8.self).trimmingSpaces, kind: bytes.first!, path, number,
                    &lexicon)
            }
        }
        guard !nodes.isEmpty else { throw DictionaryError(file: "Categories", line: 0, problem: "holds no class") }
    }

    /// Adds a cue as nearly all lines are one, `+ 小区⇥1.5`, without strings; anything else is left to ``read``.
    private func addCue(
        _ line: ArraySlice<UInt8>, _ lexicon: inout Lexicon, _ scalars: inout [UInt32],
        _ weights: inout [ArraySlice<UInt8>: Float]
    ) -> Bool {
        guard let kind = line.first, kind == UInt8(ascii: "+") || kind == UInt8(ascii: "-"), !nodes.isEmpty,
            let tab = line.firstIndex(of: 0x09), line.last != 0x20
        else { return false }
        var reader = ScalarReader(line[(line.startIndex + 1)..<tab])
        scalars.removeAll(keepingCapacity: true)
        while let scalar = reader.next() { if scalar != 0x20 || !scalars.isEmpty { scalars.append(scalar) } }
        let column = line[(tab + 1)...]
        let known = weights[column]
        guard scalars.count >= 2, let weight = known ?? Float(String(decoding: column, as: UTF8.self)),
            (0.5...5).contains(weight)
        else { return false }
        if known == nil { weights[column] = weight }
        lexicon.add(
            scalars[...], .cue(node: Int32(nodes.count - 1), weight: kind == UInt8(ascii: "+") ? weight : -weight))
        return true
    }

    private mutating func read(
        _ line: String, kind: UInt8, _ path: String, _ number: Int, _ lexicon: inout Lexicon
    ) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError {
            DictionaryError(file: path, line: number, problem: problem)
        }
        var columns: [String] { line.utf8.split(separator: 0x09).map { String(Substring($0)) } }
        switch kind {
        case UInt8(ascii: "="):
            let columns = columns
            guard columns.count == 2 else { throw failure("needs code and path") }
            let names = columns[1].split(separator: "/").map(String.init)
            let parentCode = columns[0].split(separator: ".").dropLast().joined(separator: ".")
            guard parentCode.isEmpty || indexOfCode[parentCode] != nil else { throw failure("comes before its parent") }
            guard indexOfCode[columns[0]] == nil else { throw failure("code \(columns[0]) is there twice") }
            indexOfCode[columns[0]] = nodes.count
            if parentCode.isEmpty { roots.append(nodes.count) }
            if let parent = indexOfCode[parentCode] { nodes[parent].children.append(nodes.count) }
            nodes.append(Node(code: columns[0], path: names, parent: indexOfCode[parentCode]))
        case UInt8(ascii: "~"): break
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            let columns = columns
            guard !nodes.isEmpty, columns.count == 2, let weight = Float(columns[1]), (0.5...5).contains(weight),
                columns[0].unicodeScalars.count >= 2
            else {
                throw failure("needs a cue of at least two characters and a weight of 0.5 to 5")
            }
            lexicon.add(
                columns[0].unicodeScalars.map(\.value)[...],
                .cue(node: Int32(nodes.count - 1), weight: kind == UInt8(ascii: "+") ? weight : -weight))
        case UInt8(ascii: ">"), UInt8(ascii: "!"):
            guard !nodes.isEmpty else { throw failure("comes before any class") }
            if kind == UInt8(ascii: ">") {
                nodes[nodes.count - 1].examples.append(line)
            } else {
                nodes[nodes.count - 1].counterexamples.append(line)
            }
        default: throw failure("a line begins with = ~ + - > ! or #")
        }
    }
}

extension Taxonomy {
    func subtree(_ node: Int) -> [Int] { [node] + nodes[node].children.flatMap(subtree) }
}
