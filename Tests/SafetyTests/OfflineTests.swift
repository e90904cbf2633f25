import Foundation
import Testing

/// SAFETY 12: the program opens no connection to anywhere.
@Suite("Offline")
struct OfflineTests {
    private static let signs = [
        "FoundationNetworking", "URLSession", "NWConnection", "AsyncHTTPClient", "connect(", "getaddrinfo", "CFNetwork",
    ]

    @Test("No source can open a connection")
    func sources() {
        let files = Repository.texts(under: ["Sources"], suffixes: [".swift", ".c", ".cpp", ".h"])
        for file in files {
            for sign in Self.signs { #expect(!file.text.contains(sign), "\(file.path): \(sign)") }
        }
    }

    @Test("No dependency that is there to talk to others")
    func dependencies() throws {
        let manifest = try String(contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
        let urls = manifest.components(separatedBy: "url: \"").dropFirst().compactMap {
            $0.split(separator: "\"").first
        }
        #expect(!urls.isEmpty)
        for url in urls {
            #expect(!["http-client", "telemetry", "sentry", "grpc", "otel"].contains { url.lowercased().contains($0) })
        }
    }
}
