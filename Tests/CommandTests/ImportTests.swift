import Foundation
import Testing

@Suite("Importing as a clerk does")
struct ImportTests {
    @Test("Each bad file has its reason, the rest is done, status 3")
    func badFiles() throws {
        let folder = try LaixinProgram.temporaryFolder()
        let letters = folder.appending(path: "letters")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        func write(_ name: String, _ data: Data) throws { try data.write(to: letters.appending(path: name)) }
        try write("good.txt", Data("市信访局：我家楼上漏水，请求修理。".utf8))
        try write("empty.txt", Data())
        try write("binary.txt", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7) }))
        // 您好 in GB18030, its last character cut in half.
        try write(
            "truncated.txt", Data([0xC4, 0xFA, 0xBA, 0xC3, 0xA3, 0xAC, 0xCE, 0xD2, 0xBC, 0xD2, 0xCD, 0xA3, 0xCB]))
        let line = Data("我家的地被占了，没有人管。\n".utf8)
        var large = Data(capacity: 52_000_000)
        while large.count < 50_000_000 { large += line }
        try write("large.txt", large)
        try write("lines.ndjson", Data("{\"id\":\"x\",\"text\":\"停水三天，请求恢复供水。\"}\nnot json\n".utf8))

        let program = try LaixinProgram()
        // The store in the folder that is imported, as a clerk may have it.
        let store = letters.appending(path: "r.sqlite").path
        let outcome = try program.run(["import", letters.path, "--store", store])
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("set aside 5"))
        let status = try program.run(["import", "--status", "--store", store]).output
        for (name, code) in [
            ("empty.txt", "empty"), ("binary.txt", "binary"), ("truncated.txt", "malformed"), ("large.txt", "tooLarge"),
            ("lines.ndjson:2", "invalidJSON"),
        ] {
            #expect(status.contains("\(name)  \(code)"), "\(name): \(status)")
        }
        #expect(try program.run(["query", "--store", store]).output.contains("漏水"))
        #expect(try program.run(["query", "--store", store]).output.contains("停水三天"))
    }

    @Test("Killed in the middle of 5,000 letters and run again: none lost, none doubled")
    func killed() throws {
        let folder = try LaixinProgram.temporaryFolder()
        let letters = folder.appending(path: "letters")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        for number in 0..<5_000 {
            let text = "第\(number)号来信：东河镇停水\(number % 90 + 1)天，请求恢复供水。"
            try Data(text.utf8).write(to: letters.appending(path: "\(number).txt"))
        }
        let program = try LaixinProgram()
        let store = folder.appending(path: "r.sqlite").path
        let arguments = ["import", letters.path, "--store", store]
        func done() throws -> Int {
            guard FileManager.default.fileExists(atPath: store) else { return 0 }
            let status = try program.run(["import", "--status", "--store", store])
            return status.output.split(separator: " ").first.flatMap { Int($0) } ?? 0
        }

        let process = try program.start(arguments)
        while process.isRunning, try done() < 500 { usleep(50_000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal, "it was done before it could be killed")
        let half = try done()
        #expect(half >= 500 && half < 5_000)

        #expect(try program.run(arguments).status == 0)
        let rows = try program.run(["query", "--limit", "10000", "--format", "csv", "--store", store]).output
            .split(separator: "\n").dropFirst()
        #expect(rows.count == 5_000)
        let titles = Set(rows.compactMap { $0.split(separator: "第").last?.split(separator: "号").first })
        #expect(titles.count == 5_000)
        let again = try program.run(arguments)
        #expect(again.status == 0 && again.output.contains("imported 0 files"))
    }
}
