public import Foundation

/// The part of JSON Schema 2020-12 that our schema uses: enough to check our own records against it.
public struct JSONSchema {
    private let root: [String: Any]
    /// Keywords that a schema may hold here; another one is an error, so that no rule is passed over in silence.
    private static let known: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "const", "enum", "pattern", "properties",
        "required", "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum", "minProperties",
    ]

    public init(_ data: Data) throws {
        guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        self.root = root
    }

    /// Every violation with its path; empty when the value is valid.
    public func violations(of data: Data) throws -> [String] {
        var found: [String] = []
        try check(JSONSerialization.jsonObject(with: data), root, "$", &found)
        return found
    }

    private func check(_ value: Any, _ schema: [String: Any], _ path: String, _ found: inout [String]) throws {
        for keyword in schema.keys where !Self.known.contains(keyword) { found.append("\(path): unknown \(keyword)") }
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                found.append("\(path): no \(reference)")
                return
            }
            try check(value, target, path, &found)
        }
        if let type = schema["type"] as? String, !JSONSchema.isOf(type, value) {
            found.append("\(path): not \(type)")
            return
        }
        if let constant = schema["const"] as? String, value as? String != constant {
            found.append("\(path): not \(constant)")
        }
        if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
            found.append("\(path): \(value) not in \(choices)")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(path): \(text) is not \(pattern)")
        }
        if let number = (value as? NSNumber)?.doubleValue {
            if let least = schema["minimum"] as? Double, number < least {
                found.append("\(path): \(number) < \(least)")
            }
            if let most = schema["maximum"] as? Double, number > most { found.append("\(path): \(number) > \(most)") }
        }
        if let object = value as? [String: Any] { try checkObject(object, schema, path, &found) }
        if let list = value as? [Any] {
            if let least = schema["minItems"] as? Int, list.count < least { found.append("\(path): too few") }
            if let most = schema["maxItems"] as? Int, list.count > most { found.append("\(path): too many") }
            if let items = schema["items"] as? [String: Any] {
                for (index, item) in list.enumerated() { try check(item, items, "\(path)[\(index)]", &found) }
            }
        }
    }

    private func checkObject(
        _ object: [String: Any], _ schema: [String: Any], _ path: String, _ found: inout [String]
    ) throws {
        let properties = schema["properties"] as? [String: Any] ?? [:]
        for name in schema["required"] as? [String] ?? [] where object[name] == nil {
            found.append("\(path): no \(name)")
        }
        if let least = schema["minProperties"] as? Int, object.count < least { found.append("\(path): too few") }
        for (name, member) in object {
            if let own = properties[name] as? [String: Any] {
                try check(member, own, "\(path).\(name)", &found)
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(path): unexpected \(name)")
            }
        }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean":
            (value as? NSNumber).map { $0 === NSNumber(value: true) || $0 === NSNumber(value: false) } ?? false
                || value is Bool
        case "number": value is NSNumber
        case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }
}
