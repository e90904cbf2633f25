internal import Analysis
internal import Documents
internal import Evaluation
internal import Foundation
internal import Intake
internal import Storage

/// Texts whose classes a person has set, from JSON lines, folders of training texts or of marked texts, or the
/// examples of the taxonomy's folder.
struct LabelledTexts {
    struct Text {
        var text: String
        /// Codes of the taxonomy, the primary first.
        var codes: [String]
        var purpose: Purpose?
        var weight: Float
        /// What must not be parted in cross-validation: the matter's number.
        var group: String?
        /// An example of the taxonomy.
        var isOfDictionary = false
    }

    struct Failure: Error, CustomStringConvertible {
        var path: String
        var line = 0
        var problem: String
        var description: String { line > 0 ? "\(path):\(line): \(problem)" : "\(path): \(problem)" }
    }

    private struct Line: Decodable {
        let text: String?
        let title: String?
        let body: String?
        /// A level-1 class by its name, or codes, the primary first.
        let label: String?
        let codes: [String]?
        let purpose: String?
    }

    private static let purposes: [String: Purpose] = [
        "求": .appeal, "举": .accusation, "建": .suggestion, "询": .inquiry, "他": .other,
    ]

    private let codeOfPath: [String: String]
    private let codes: Set<String>
    private let examples: [Text]
    /// How much a line of JSON counts that has a label and no codes.
    var lineWeight: Float = 1
    /// How much a text counts whose codes a person chose with care: such texts are few.
    private static let careful: Float = 2

    init(_ taxonomy: Taxonomy) {
        codeOfPath = Dictionary(taxonomy.nodes.map { ($0.path.joined(separator: "/"), $0.code) }) { first, _ in first }
        codes = Set(taxonomy.nodes.map(\.code))
        examples = taxonomy.nodes.flatMap { node in
            node.examples.map {
                Text(text: $0, codes: [node.code], purpose: nil, weight: Self.careful, isOfDictionary: true)
            }
        }
    }

    func read(_ path: String) throws(Failure) -> [Text] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(path: path, problem: Message.text("没有此文件", "is not there"))
        }
        guard isFolder.boolValue else { return try lines(path) }
        if URL(filePath: path).lastPathComponent == "Categories" { return examples }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        var texts: [Text] = []
        for name in names where name.hasSuffix(".txt") {
            texts += try name.hasSuffix(".marked.txt") ? marked(path + "/" + name) : training(path + "/" + name)
        }
        return texts
    }

    /// Letters of a register whose category a person confirmed or set; the masked texts, which are all there is.
    func confirmed(in store: RegisterStore) throws(StoreError) -> [Text] {
        var texts: [Text] = []
        for letter in try store.confirmedLetters() {
            guard let code = letter.code, codes.contains(code) else { continue }
            texts.append(
                Text(
                    text: letter.text, codes: [code], purpose: letter.purpose, weight: 1,
                    group: String(try store.matter(holding: letter.letter))))
        }
        return texts
    }

    private func content(_ path: String) throws(Failure) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(path: path, problem: Message.text("文件读不了", "cannot be read"))
        }
        return data
    }

    private func lines(_ path: String) throws(Failure) -> [Text] {
        var texts: [Text] = []
        for (number, bytes) in try content(path).split(separator: 0x0A).enumerated() {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else {
                throw Failure(
                    path: path, line: number + 1, problem: Message.text("不是带 label 的 JSON", "is no labelled JSON"))
            }
            let text = line.text ?? [line.title, line.body].compactMap { $0 }.joined(separator: "\n")
            let own = line.codes ?? line.label.map { [codeOfPath[$0] ?? $0] } ?? []
            guard !own.isEmpty, own.allSatisfy(codes.contains) else {
                throw Failure(
                    path: path, line: number + 1,
                    problem: Message.text(
                        "没有类别 \(own.joined(separator: ","))", "no category \(own.joined(separator: ","))"))
            }
            let purpose = line.purpose.flatMap { Self.purposes[$0] ?? Purpose(rawValue: $0) }
            guard line.purpose == nil || purpose != nil else {
                throw Failure(
                    path: path, line: number + 1,
                    problem: Message.text("没有目的 \(line.purpose ?? "")", "no purpose \(line.purpose ?? "")"))
            }
            texts.append(
                Text(
                    text: text, codes: own, purpose: purpose, weight: line.codes == nil ? lineWeight : Self.careful))
        }
        return texts
    }

    /// `Corpus/training`: codes (the primary first, parted by commas), purpose and text in columns; `⏎` is a new line.
    private func training(_ path: String) throws(Failure) -> [Text] {
        var texts: [Text] = []
        let content = String(decoding: try content(path), as: UTF8.self)
        for (number, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let columns = line.split(separator: "\t").map(String.init)
            let own = columns[0].split(separator: ",").map(String.init)
            guard columns.count == 3, own.allSatisfy(codes.contains), let purpose = Self.purposes[columns[1]] else {
                throw Failure(
                    path: path, line: number + 1,
                    problem: Message.text("要有类别代码、目的和文本", "needs code, purpose and text"))
            }
            let lines = columns[2].replacingOccurrences(of: "⏎", with: "\n")
            texts.append(Text(text: lines, codes: own, purpose: purpose, weight: Self.careful))
        }
        return texts
    }

    private func marked(_ path: String) throws(Failure) -> [Text] {
        let documents: [GoldDocument]
        do {
            documents = try MarkedDocument.parse(SourceText(String(decoding: try content(path), as: UTF8.self)))
                .map(GoldDocument.init)
        } catch { throw Failure(path: path, problem: "\(error)") }
        return documents.compactMap { gold in
            let codes = gold.issues.compactMap { path in
                (1...path.count).reversed().lazy.compactMap {
                    codeOfPath[path.prefix($0).joined(separator: "/")]
                }.first
            }
            guard !codes.isEmpty else { return nil }
            return Text(
                text: gold.text.string, codes: codes, purpose: gold.purpose.flatMap(Purpose.init),
                weight: Self.careful)
        }
    }
}
