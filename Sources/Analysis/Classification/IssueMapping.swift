public import Dictionaries

/// An office's own names for laixin's issue classes: what its hotline or its list of departments calls them.
///
/// Line format: code⇥name, `#` comment. A class without a line takes the nearest one above it; a class with none at
/// all keeps no local name.
public struct IssueMapping: Sendable {
    /// The folder of the tables that come with laixin.
    public static let folder = "Mappings"

    private let nameOfCode: [String: String]

    /// - Parameter file: what an error calls the bytes.
    /// - Throws: ``DictionaryError`` with the line that is none.
    public init(_ bytes: [UInt8], file: String, taxonomy: Taxonomy) throws(DictionaryError) {
        let known = Set(taxonomy.nodes.map(\.code))
        var names: [String: String] = [:]
        for (number, line) in DictionaryLines(bytes) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
                .map { String($0).trimmingSpaces }
            func failure(_ problem: String) -> DictionaryError {
                DictionaryError(file: file, line: number, problem: problem)
            }
            guard columns.count == 2, !columns[1].isEmpty else { throw failure("needs a code and the office's name") }
            guard known.contains(columns[0]) else { throw failure("there is no class \(columns[0])") }
            guard names.updateValue(columns[1], forKey: columns[0]) == nil else {
                throw failure("class \(columns[0]) is there twice")
            }
        }
        guard !names.isEmpty else { throw DictionaryError(file: file, line: 0, problem: "maps no class") }
        nameOfCode = names
    }

    /// The office's name of a class, by its code.
    public func name(of code: String) -> String? {
        var code = Substring(code)
        while true {
            if let name = nameOfCode[String(code)] { return name }
            guard let dot = code.lastIndex(of: ".") else { return nil }
            code = code[..<dot]
        }
    }
}
