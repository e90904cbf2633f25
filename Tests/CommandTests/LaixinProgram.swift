import Foundation

/// The built program, run as its users run it.
struct LaixinProgram {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    let path: URL

    /// The program beside the test bundle.
    init() throws {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appending(path: "laixin")
            if FileManager.default.isExecutableFile(atPath: candidate.path) {
                path = candidate
                return
            }
            folder.deleteLastPathComponent()
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// - Parameter wrapper: a command that runs the program, such as `unshare -n`.
    func run(
        _ arguments: [String], input: Data = Data(), wrapper: [String] = [], locale: String = "C.UTF-8",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        let command = wrapper + [path.path] + arguments
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": locale]) { $1 }
            .merging(environment) { $1 }
        let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardError
        try process.run()
        let writer = standardInput.fileHandleForWriting
        DispatchQueue.global().async {
            try? writer.write(contentsOf: input)
            try? writer.close()
        }
        let errors = ReadBox()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            errors.set(standardError.fileHandleForReading.readDataToEndOfFile())
        }
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        group.wait()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors.data, as: UTF8.self))
    }

    /// Starts the program and returns at once.
    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = path
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// A folder of its own for one test.
    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Filled on another thread, read after the group's wait.
private final class ReadBox: @unchecked Sendable {
    // `Sendable`: all access holds the lock.
    private var bytes = Data()
    private let lock = NSLock()

    func set(_ data: Data) { lock.withLock { bytes = data } }
    var data: Data { lock.withLock { bytes } }
}
