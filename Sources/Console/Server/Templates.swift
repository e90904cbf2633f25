internal import Foundation
internal import HTTPTypes
internal import Mustache

/// Pages as Mustache templates, and the words in both languages that stand in them (`Templates/words.tsv`).
struct Templates: Sendable {
    typealias Fields = [String: Any]

    private let library: MustacheLibrary
    private let chinese: [String: String]
    private let english: [String: String]

    struct Unreadable: Error, Sendable, CustomStringConvertible {
        let description: String
    }

    static var folder: URL { Bundle.module.bundleURL.appending(path: "Templates") }

    init(folder: URL = Templates.folder) throws(Unreadable) {
        MustacheContentTypes.register(PageText(), named: Templates.contentType)
        var templates: [String: MustacheTemplate] = [:]
        (chinese, english) = try Templates.words(folder.appending(path: "words.tsv"))
        do {
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.pathExtension == "mustache" {
                let text = try String(contentsOf: file, encoding: .utf8)
                templates[file.deletingPathExtension().lastPathComponent] = try MustacheTemplate(
                    string: "{{% CONTENT_TYPE:\(Templates.contentType)}}\n" + text)
            }
        } catch { throw Unreadable(description: "\(folder.path): \(error)") }
        library = MustacheLibrary(templates: templates)
    }

    private static let contentType = "LAIXIN_PAGE"

    /// Id, Chinese, English; a word that stands twice is an error.
    private static func words(_ file: URL) throws(Unreadable) -> ([String: String], [String: String]) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Unreadable(description: "\(file.path): cannot be read")
        }
        var (chinese, english): ([String: String], [String: String]) = ([:], [:])
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 3, chinese.updateValue(columns[1], forKey: columns[0]) == nil else {
                throw Unreadable(description: "\(file.path):\(number + 1): needs an id of its own, Chinese and English")
            }
            english[columns[0]] = columns[2]
        }
        return (chinese, english)
    }

    /// The id itself for a word that the table does not have.
    func word(_ id: String, isChinese: Bool) -> String { (isChinese ? chinese : english)[id] ?? id }

    var wordIDs: Set<String> { Set(chinese.keys) }

    func has(_ template: String) -> Bool { library.getTemplate(named: template) != nil }

    func render(_ template: String, _ fields: Fields, isChinese: Bool) -> String {
        var fields = fields
        fields["w"] = isChinese ? chinese : english
        fields["isChinese"] = isChinese
        fields["lang"] = isChinese ? "zh-CN" : "en"
        return library.render(fields, withTemplate: template) ?? ""
    }
}

/// Escapes by scalars: a mark of HTML that a combining character follows is still a mark to a browser, though Swift
/// sees one character that is another.
struct PageText: MustacheContentType {
    func escapeText(_ text: String) -> String { PageText.escaped(text) }

    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return String(result)
    }

    static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
        switch scalar {
        case "<": result.append(contentsOf: "&lt;".unicodeScalars)
        case ">": result.append(contentsOf: "&gt;".unicodeScalars)
        case "&": result.append(contentsOf: "&amp;".unicodeScalars)
        case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
        case "'": result.append(contentsOf: "&#39;".unicodeScalars)
        // Not text in HTML; what it stands for is shown.
        case "\u{0}"..<"\u{9}", "\u{B}"..<"\u{D}", "\u{E}"..<"\u{20}", "\u{7F}": result.append("\u{FFFD}")
        default: result.append(scalar)
        }
    }
}

extension Templates.Fields {
    /// Without what is `nil` or an empty text, which Mustache would take for there.
    static func of(_ pairs: KeyValuePairs<String, Any?>) -> Templates.Fields {
        var fields: Templates.Fields = [:]
        for (name, value) in pairs {
            guard let value else { continue }
            if let text = value as? String, text.isEmpty { continue }
            fields[name] = value
        }
        return fields
    }
}

extension Visit {
    /// A page in the frame that all have.
    ///
    /// - Parameter title: id of a word, or the title itself.
    func page(_ template: String, title: String, _ fields: Templates.Fields = [:], status: HTTPResponse.Status = .ok)
        -> Reply
    {
        var all = fields
        all["title"] = word(title)
        all["formToken"] = formToken
        all["here"] = Form.encoded(address)
        if let identity {
            all["account"] = identity.account
            all["accountRoles"] = identity.roles.map { $0.name(chinese: isChinese) }.joined(separator: "、")
            all["navigation"] = Navigation.items(for: identity).map { item in
                Templates.Fields.of([
                    "href": item.path, "label": word(item.word),
                    "isCurrent": address == item.path || (item.path != "/" && address.hasPrefix(item.path))
                        ? true : nil,
                ])
            }
            for right in identity.rights {
                let name = right.rawValue
                all["may\(name.prefix(1).uppercased())\(name.dropFirst())"] = true
            }
        }
        let text = console.templates.render(template, all, isChinese: isChinese)
        return Reply(status: status, body: Array(text.utf8))
    }
}
