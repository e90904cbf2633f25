import Foundation
import TestSupport
import Testing

/// The hunt over all that the program writes beside the store, for those without the right to see names.
@Suite("Leak hunt on the command line")
struct LeakHuntCommandTests {
    @Test("1,000 people: in no output, no log, no temporary file, no export, report, notice or copy")
    func hunt() throws {
        let office = try ClerksFolder()
        let temporary = office.folder.appending(path: "tmp")
        for name in ["tmp", "out"] {
            try FileManager.default.createDirectory(
                at: office.folder.appending(path: name), withIntermediateDirectories: true)
        }
        // A line that is none holds a name too: what is said of it may not repeat it.
        let lines = try PlantedPeople.lines() + Data("{\"text\": 赵芳娜}\n".utf8)
        try lines.write(to: office.folder.appending(path: "in.ndjson"))
        var hound = Hound()
        func laixin(_ line: String, status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
            let outcome = try office.program.run(
                line.split(separator: " ").map(String.init) + ["--store", office.path("r.sqlite")],
                locale: "zh_CN.UTF-8", environment: ["TMPDIR": temporary.path, "SQLITE_TMPDIR": temporary.path])
            #expect(outcome.status == status, "\(line): \(outcome.errors)", sourceLocation: sourceLocation)
            hound.search(outcome.output + outcome.errors)
            #expect(hound.isSilent, "\(line) tells \(hound.foundNames.count) names", sourceLocation: sourceLocation)
        }
        try laixin("import \(office.path("in.ndjson"))", status: 3)
        try laixin("register setup --office 湛河区信访局 --place 410411 --number XF{year}-{serial:4}")
        try laixin("register new --all --channel 来信 --on 2026-03-04")
        try laixin("register list --format csv")
        try laixin("query 停水 --limit 1000 --format json")
        try laixin("show 1")
        try laixin("review list --below 1 --limit 1000")
        try laixin("matter list")
        try laixin("matter show 1")
        try laixin("stats --by category --published")
        try laixin("due --window all --on 2026-05-01 --format csv")
        for name in ["t.csv", "t.ndjson", "t.xlsx"] { try laixin("export --into \(office.path("out/" + name))") }
        try laixin("report --month 2026-03 --into \(office.path("out/m.html"))")
        try laixin("report --month 2026-03 --published --into \(office.path("out/p.html"))")
        try laixin("register transfer XF2026-0001 --to 湛河区水利局 --on 2026-03-05 --checked 已核对")
        try laixin("notice XF2026-0001 --step transfer --into \(office.path("out/n.html"))")
        try laixin(
            "forward XF2026-0001 --to 湛河区人民政府 --role 抄送 --checked 已核对 --into \(office.path("out/copy.html"))")
        let before = hound.length
        let workbook = try unpacked(office.path("out/t.xlsx"))
        hound.search(workbook)
        #expect(workbook.contains("XF2026-0001"), "the hunt does not read the workbook")
        for folder in ["out", "tmp"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: office.path(folder)) {
                hound.search(name)
                guard let data = FileManager.default.contents(atPath: office.path("\(folder)/\(name)")) else {
                    continue
                }
                hound.search(String(decoding: data, as: UTF8.self))
                #expect(hound.isSilent, "\(name)")
            }
        }
        #expect(hound.length > before + 50_000 && hound.isSilent, "the hunt looks at little")
    }

    /// The parts of a workbook, one after the other.
    private func unpacked(_ path: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script =
            "import sys, zipfile; book = zipfile.ZipFile(sys.argv[1]); "
            + "[sys.stdout.buffer.write(book.read(name)) for name in book.namelist()]"
        process.arguments = ["python3", "-c", script, path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
