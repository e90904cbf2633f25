internal import Foundation
internal import HTTPTypes

/// The stylesheet, the script and the documents that pages and programs load.
struct Assets: Sendable {
    private let files: [String: (type: String, bytes: [UInt8])]

    static var folder: URL { Bundle.module.bundleURL.appending(path: "Assets") }

    init(folder: URL = Assets.folder) throws(Templates.Unreadable) {
        var files: [String: (type: String, bytes: [UInt8])] = [:]
        for (ending, type) in [
            ("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml"),
            ("json", "application/json; charset=utf-8"),
        ] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            where name.hasSuffix("." + ending) {
                guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                    throw Templates.Unreadable(description: "\(name): cannot be read")
                }
                files[name] = (type, [UInt8](data))
            }
        }
        guard files["console.css"] != nil, files["openapi.json"] != nil else {
            throw Templates.Unreadable(description: "\(folder.path): the console's files are not there")
        }
        self.files = files
    }

    func reply(_ name: String) -> Reply? {
        guard let file = files[name] else { return nil }
        var reply = Reply(contentType: file.type, body: file.bytes)
        reply.headers[.cacheControl] = "public, max-age=3600"
        return reply
    }
}
