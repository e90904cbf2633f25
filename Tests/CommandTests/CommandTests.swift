import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
    /// The program beside the test bundle.
    private var program: URL {
        get throws {
            var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            for _ in 0..<6 {
                let candidate = folder.appending(path: "laixin")
                if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
                folder.deleteLastPathComponent()
            }
            throw CocoaError(.fileNoSuchFile)
        }
    }

    private func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = try program
        process.arguments = arguments
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = FileHandle.nullDevice
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test("A bad line gives an error record in its place, the rest is done, status 3")
    func badLine() throws {
        let input = "{\"id\":\"a\",\"text\":\"停水三天\"}\nnot json\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"停电\"}\n"
        let (status, output) = try run(["parse", "--input", "ndjson"], input: input)
        let lines = output.split(separator: "\n")
        #expect(status == 3)
        #expect(lines.count == 4)
        #expect(lines[1].contains("\"invalidJSON\"") && lines[1].contains("\"line\":2"))
        #expect(lines[2].contains("\"missingText\"") && lines[2].contains("\"c\""))
        #expect(lines[3].contains("\"id\":\"d\""))
    }

    @Test("Links name a before b; clusters hold every letter")
    func link() throws {
        let text = "我们小区楼下的烧烤店每天营业到凌晨三点，油烟直接排到楼道里，老人和孩子没法睡觉，多次找社区没有结果。"
        let input =
            ["a", "b"].map { "{\"id\":\"\($0)\",\"text\":\"\(text)\"}\n" }.joined() + "{\"id\":\"c\",\"text\":\"停水\"}\n"
        #expect(try run(["link", "--input", "ndjson"], input: input).output.contains("\"a\":\"a\",\"b\":\"b\""))
        #expect(
            try run(["link", "--input", "ndjson", "--clusters"], input: input).output.split(separator: "\n").count == 2)
    }

    @Test("Segments tokens and sentences")
    func segment() throws {
        let (status, output) = try run(["segment", "--input", "ndjson"], input: "{\"id\":\"a\",\"text\":\"停水。停电。\"}\n")
        #expect(status == 0)
        #expect(output.contains("\"sentences\":[{\"end\":3,\"start\":0},{\"end\":6,\"start\":3}]"))
    }
}
