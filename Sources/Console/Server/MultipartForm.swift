internal import Register

/// `multipart/form-data` (RFC 7578): the fields and files of an upload. Nothing of it is written to a disk.
struct MultipartForm: Sendable {
    enum Problem: Error, Sendable, Equatable { case noBoundary, broken, tooManyFiles }

    private(set) var form = Form()
    private(set) var files: [UploadedFile] = []

    /// - Parameter boundary: as the content type names it.
    init(_ body: [UInt8], boundary: String, mostFiles: Int) throws(Problem) {
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { throw .broken }
        var rest = body[mark.count...]
        let between = Array("\r\n--\(boundary)".utf8)
        while true {
            if rest.starts(with: [0x2D, 0x2D]) { return }
            guard rest.starts(with: [0x0D, 0x0A]) else { throw .broken }
            rest = rest.dropFirst(2)
            guard let end = MultipartForm.find(between, in: rest) else { throw .broken }
            try take(rest[rest.startIndex..<end], mostFiles)
            rest = rest[(end + between.count)...]
        }
    }

    private mutating func take(_ part: ArraySlice<UInt8>, _ mostFiles: Int) throws(Problem) {
        guard let blank = MultipartForm.find([0x0D, 0x0A, 0x0D, 0x0A], in: part) else { throw .broken }
        let head = String(decoding: part[part.startIndex..<blank], as: UTF8.self)
        let body = part[(blank + 4)...]
        let line = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line, let name = MultipartForm.value("name", in: line) else { throw .broken }
        guard let file = MultipartForm.value("filename", in: line) else {
            return form.add(name, String(decoding: body, as: UTF8.self))
        }
        // A form sent without a file holds an empty one.
        guard !file.isEmpty || !body.isEmpty else { return }
        guard files.count < mostFiles else { throw .tooManyFiles }
        files.append(UploadedFile(name: MultipartForm.safe(file), bytes: Array(body)))
    }

    /// The boundary that a content type names.
    static func boundary(_ contentType: String?) -> String? {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        let value = value("boundary", in: contentType[...])
        return value.flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
    }

    private static func value(_ name: String, in line: some StringProtocol) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let field = String(part).trimmingSpaces
            guard field.lowercased().hasPrefix(name + "=") else { continue }
            let value = field.dropFirst(name.count + 1)
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
                ? String(value.dropFirst().dropLast()) : String(value)
        }
        return nil
    }

    /// The last part of a path, without what could steer a terminal or a page.
    private static func safe(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200)))
        return kept.isEmpty || kept.hasPrefix(".") ? "letter.txt" : kept
    }

    /// Where the bytes begin; linear in practice, because what is looked for begins with a line break.
    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            var at = 0
            let last = buffer.count - wanted.count
            while at <= last {
                if buffer[at] == wanted[0] {
                    var length = 1
                    while length < wanted.count, buffer[at + length] == wanted[length] { length += 1 }
                    if length == wanted.count { return bytes.startIndex + at }
                }
                at += 1
            }
            return nil
        }
    }
}
