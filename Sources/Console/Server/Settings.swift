internal import Foundation
public import Logging

/// How the console runs: from a file, then the environment, then what was typed, each over the one before.
public struct Settings: Sendable, Equatable {
    public var host = "127.0.0.1"
    public var port = 8300
    /// Of health and figures for monitoring, on the loopback address; 0 for none.
    public var metricsPort = 8301
    /// Files in PEM.
    public var certificate: String?
    public var privateKey: String?
    public var logLevel = Logger.Level.info
    /// Figures below this are not shown to those who may not open the letters (SAFETY 9).
    public var smallCell = 10
    public var uploadMegabytes = 64
    public var uploadFiles = 2_000
    public var uploadSeconds = 600
    /// Folders of this machine that letters may be imported from, whole paths with colons between; none by default.
    public var importFolders: [String] = []
    public var idleMinutes = 30
    public var sessionHours = 12
    /// Connections at a time.
    public var connections = 1_024

    /// For tests.
    var passwordCost = PasswordHash.Cost.standard
    var signIn = SignInGuard.Limits()

    public init() {}

    var isSecure: Bool { certificate != nil }
    var uploadBytes: Int { uploadMegabytes << 20 }
    var sessions: Sessions.Limits {
        Sessions.Limits(idle: Double(idleMinutes) * 60, absolute: Double(sessionHours) * 3_600)
    }

    static let mostFormBytes = 256 << 10
    /// Lines that are longer together are answered while they come.
    static let mostWholeBytes = 1 << 20
    static let formSeconds = 30

    /// A setting that cannot be, and where it stands.
    public struct Invalid: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
    }

    /// Names as they stand in a file, `name = value` a line; in the environment `LAIXIN_NAME`.
    public static let names = [
        "host", "port", "metrics-port", "certificate", "private-key", "log-level", "small-cell", "upload-megabytes",
        "upload-files", "upload-seconds", "import-folders", "idle-minutes", "session-hours", "connections",
    ]

    /// - Parameters:
    ///   - file: path of a file of settings, if any.
    ///   - environment: variables of the process.
    public static func read(file: String?, environment: [String: String]) throws(Invalid) -> Settings {
        var settings = Settings()
        if let file {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw Invalid(description: "\(file): cannot be read")
            }
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let line = String(line).trimmingSpaces
                if line.isEmpty || line.hasPrefix("#") { continue }
                let parts = line.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
                guard parts.count == 2 else { throw Invalid(description: "\(file):\(number + 1): needs name = value") }
                do throws(Invalid) { try settings.set(parts[0], to: parts[1]) } catch {
                    throw Invalid(description: "\(file):\(number + 1): \(error.description)")
                }
            }
        }
        for name in names {
            let variable = "LAIXIN_" + name.uppercased().replacing("-", with: "_")
            if let value = environment[variable], !value.isEmpty {
                do throws(Invalid) { try settings.set(name, to: value) } catch {
                    throw Invalid(description: "\(variable): \(error.description)")
                }
            }
        }
        return settings
    }

    /// Sets one by its name.
    public mutating func set(_ name: String, to value: String) throws(Invalid) {
        func number(_ range: ClosedRange<Int>) throws(Invalid) -> Int {
            guard let number = Int(value), range.contains(number) else {
                throw Invalid(description: "\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        switch name {
        case "host": host = value
        case "port": port = try number(0...65_535)
        case "metrics-port": metricsPort = try number(0...65_535)
        case "certificate": certificate = value
        case "private-key": privateKey = value
        case "log-level":
            guard let level = Logger.Level(rawValue: value) else {
                let known = Logger.Level.allCases.map(\.rawValue).joined(separator: " ")
                throw Invalid(description: "log-level is one of: \(known)")
            }
            logLevel = level
        // Never below 5.
        case "small-cell": smallCell = try number(5...1_000)
        case "upload-megabytes": uploadMegabytes = try number(1...1_024)
        case "upload-files": uploadFiles = try number(1...100_000)
        case "upload-seconds": uploadSeconds = try number(1...86_400)
        case "import-folders": importFolders = value.split(separator: ":").map { String($0).trimmingSpaces }
        case "idle-minutes": idleMinutes = try number(1...24 * 60)
        case "session-hours": sessionHours = try number(1...24)
        case "connections": connections = try number(8...100_000)
        default:
            throw Invalid(
                description: "there is no setting \(name); there are: \(Settings.names.joined(separator: " "))")
        }
    }

    /// - Throws: when certificate and key are not both there, or the console would be open to others without them, or a
    ///   folder is not there.
    public func check() throws(Invalid) {
        guard (certificate == nil) == (privateKey == nil) else {
            throw Invalid(description: "certificate and private-key go together")
        }
        for path in importFolders where ImportFolder(path) == nil {
            throw Invalid(description: "import-folders: \(path) is no folder, or not a whole path")
        }
        guard isSecure || ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw Invalid(description: "on \(host) others can listen in: give a certificate and its private-key")
        }
    }
}
