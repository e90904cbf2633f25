internal import Analysis
internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Intake
internal import Linkage
internal import Pipeline

struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: Message.text(
            "测速:各阶段和整体的速度、内存、启动时间。", "Measures speed by stage and as a whole, memory and start-up."),
        discussion: """
            laixin bench
            laixin bench letters.ndjson --check Benchmarks/thresholds.json
            laixin bench letters.ndjson --store /tmp/large.sqlite --check Benchmarks/store-thresholds.json
            """)

    @Argument(
        help: ArgumentHelp(
            Message.text("NDJSON 文件;缺省用固定生成的信。", "NDJSON files; by default fixed generated letters.")),
        completion: .file())
    var files: [String] = []
    @Option(help: ArgumentHelp(Message.text("生成多少 MB。", "Megabytes to generate."))) var megabytes = 8
    @Option(
        help: ArgumentHelp(Message.text("低于此文件所列下限则失败。", "Fail below the limits in this file.")),
        completion: .file())
    var check: String?
    @Option var format = OutputFormat.table

    private struct Figure {
        let name: String
        let megabytesPerSecond: Double
        let lettersPerSecond: Double
    }

    /// Lower limits by figure in MB/s, and upper limits.
    private struct Limits: Decodable {
        let megabytesPerSecond: [String: Double]
        let startUpMilliseconds: Double
        let peakMemoryMegabytes: Double
    }

    @Option(
        help: ArgumentHelp(
            Message.text(
                "只测关联:读这个 NDJSON 文件,关联写到文件外的 --links。",
                "Measures linking only, over this NDJSON file; --links takes the links as tab-separated lines.")),
        completion: .file())
    var linking: String?
    @Option(help: ArgumentHelp(Message.text("关联写到这里。", "Where to write the links.")), completion: .file())
    var links: String?

    @Option(
        help: ArgumentHelp(
            Message.text(
                "测登记库:没有此文件时把所给的信收录进去,测收录速度、大小和提问。",
                "Measures a store: takes the given files up if there is none; taking up, size, questions."
            )),
        completion: .file())
    var store: String?

    func run() throws {
        if let store { return try StoreBench(path: store, files: files, check: check).run() }
        if let linking { return try LinkBench(file: linking, links: links).run() }
        let startUp = try startUpMilliseconds()
        let pipeline = Environment.pipeline()
        let documents = files.isEmpty ? GeneratedLetters().documents(bytes: megabytes << 20) : read(pipeline)
        let bytes = documents.reduce(0) { $0 + $1.text.string.utf8.count }
        guard bytes > 0 else { Message.fail(Message.text("没有可测的信", "there are no letters to measure")) }
        let clock = ContinuousClock()
        var figures: [Figure] = []
        func add(_ name: String, _ duration: Duration) {
            let seconds = max(1e-9, duration / .seconds(1))
            figures.append(
                Figure(
                    name: name, megabytesPerSecond: Double(bytes) / 1e6 / seconds,
                    lettersPerSecond: Double(documents.count) / seconds))
        }

        let groups = DocumentPipeline.groups(of: documents).map { Array(documents[$0]) }
        var stages = StageClock()
        let analysis = ThreadClock.measure {
            for group in groups { _ = pipeline.analyzer.analyze(group, clock: &stages) }
        }
        for stage in StageClock.Stage.allCases { add("stage \(stage)", stages.total(stage)) }
        add("analysis, one thread", analysis)
        add("text core (decode to structure)", try textCore(documents, pipeline))
        add(
            "parse to JSON, one thread",
            ThreadClock.measure { for group in groups { encode(group, pipeline) } })
        let peakMemory = Bench.peakMemoryMegabytes()
        add(
            "parse to JSON, all threads",
            clock.measure {
                DispatchQueue.concurrentPerform(iterations: groups.count) { encode(groups[$0], pipeline) }
            })
        add(
            "segment, one thread",
            ThreadClock.measure { for document in documents { _ = pipeline.segments(of: document) } })
        let letters = LetterShelf(documents.map { pipeline.linkable(id: $0.id, pipeline.parse($0).masked) })
        let linker = Environment.linker()
        add("link copies, processor time", Bench.processorTime { _ = linker.ofCopies.links(on: letters) })
        add("link, processor time", Bench.processorTime { _ = linker.links(on: letters) })

        Table(
            header: [.figure, .megabytesPerSecond, .lettersPerSecond],
            rows: figures.map {
                [$0.name, String(format: "%.2f", $0.megabytesPerSecond), String(format: "%.0f", $0.lettersPerSecond)]
            }
        ).write(format)
        if format == .table {
            print("\(documents.count) letters, \(String(format: "%.1f", Double(bytes) / 1e6)) MB of UTF-8")
            print("start-up \(String(format: "%.0f", startUp)) ms")
            print("peak memory of the letters and one thread \(String(format: "%.0f", peakMemory)) MB")
        }
        if let check { try compare(figures, startUp, peakMemory, with: check) }
    }

    /// From bytes to the parts of the form, one thread.
    private func textCore(_ documents: [Document], _ pipeline: DocumentPipeline) throws -> Duration {
        let reader = Environment.reader()
        let files = documents.map { Array($0.text.string.utf8) }
        return try ThreadClock.measure {
            for bytes in files {
                for document in try reader.read(bytes: bytes, path: "letter.txt") {
                    _ = pipeline.analyzer.readForm(of: document.text)
                }
            }
        }
    }

    private func encode(_ documents: [Document], _ pipeline: DocumentPipeline) {
        for record in pipeline.records(of: documents) { _ = RecordWriter.json(record) }
    }

    private func read(_ pipeline: DocumentPipeline) -> [Document] {
        var documents: [Document] = []
        InputStream(input: .ndjson, files: files, pipeline: pipeline).forEachBatch(of: 256) { batch in
            for case .document(let document) in batch { documents.append(document) }
        }
        return documents
    }

    /// The median time in which the program, started anew, reads one short letter.
    private func startUpMilliseconds() throws -> Double {
        guard let program = Bundle.main.executableURL else { return 0 }
        let times = try (0..<5).map { _ in
            let process = Process()
            let input = Pipe()
            process.executableURL = program
            process.arguments = ["parse"]
            process.standardInput = input
            process.standardOutput = FileHandle.nullDevice
            let start = ContinuousClock.now
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data("停水三天。".utf8))
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        return times.sorted()[2]
    }

    /// The time that all threads of this process spend in `body`.
    static func processorTime(_ body: () throws -> Void) rethrows -> Duration {
        let start = processorTime()
        try body()
        return processorTime() - start
    }

    /// The time that all threads of this process have spent.
    static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    static func peakMemoryMegabytes() -> Double {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            let unit = 1024.0
        #else
            getrusage(RUSAGE_SELF, &usage)
            let unit = 1.0
        #endif
        return Double(usage.ru_maxrss) * unit / 1e6
    }

    private func compare(_ figures: [Figure], _ startUp: Double, _ peakMemory: Double, with path: String) throws {
        guard let data = FileManager.default.contents(atPath: path),
            let limits = try? JSONDecoder().decode(Limits.self, from: data)
        else { Message.fail("\(path): " + Message.text("不是下限文件", "is no file of limits")) }
        var failures: [String] = []
        for (name, least) in limits.megabytesPerSecond.sorted(by: { $0.key < $1.key }) {
            guard let figure = figures.first(where: { $0.name == name }) else {
                failures.append("\(name): no such figure")
                continue
            }
            if figure.megabytesPerSecond < least { failures.append("\(name): \(figure.megabytesPerSecond) < \(least)") }
        }
        if startUp > limits.startUpMilliseconds { failures.append("start-up: \(startUp) ms") }
        if peakMemory > limits.peakMemoryMegabytes { failures.append("peak memory: \(peakMemory) MB") }
        failures.forEach(Message.warn)
        if !failures.isEmpty { throw ExitCode(1) }
    }
}
