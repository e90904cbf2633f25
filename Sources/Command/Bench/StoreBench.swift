internal import ArgumentParser
internal import Foundation
internal import Register
internal import Storage

/// Measures a register of many letters: how fast letters are taken up, from the first to the last, how large the store
/// is, and how long questions take.
struct StoreBench {
    let path: String
    /// Letters that it takes up where it is not there yet.
    let files: [String]
    /// A file of limits.
    let check: String?

    private struct Limits: Decodable {
        let questionMilliseconds: Double
        let lettersPerSecond: Double
        /// Part by which the last letters may be taken up more slowly than the first.
        let slowing: Double
        let bytesPerLetter: Double
    }

    func run() throws {
        let limits = try check.map { path in
            try JSONDecoder().decode(Limits.self, from: Data(contentsOf: URL(filePath: path)))
        }
        var failures: [String] = []
        if !FileManager.default.fileExists(atPath: path) {
            let rates = try fill()
            if let limits, let first = rates.first, let last = rates.last {
                let slowest = rates.min() ?? 0
                if slowest < limits.lettersPerSecond { failures.append("import: \(Int(slowest)) letters a second") }
                if last < first * (1 - limits.slowing) { failures.append("import: from \(Int(first)) to \(Int(last))") }
            }
        }
        let store = try RegisterStore(path: path, key: .file(path + ".key", isNew: false))
        let count = try store.importStatus().letters
        let size = [path, path + "-wal"].reduce(0) {
            $0 + ((try? FileManager.default.attributesOfItem(atPath: $1))?[.size] as? Int ?? 0)
        }
        let each = Double(size) / Double(max(1, count))
        print("store\t\(count) letters\t\(size >> 20) MB\t\(Int(each)) bytes a letter")
        if let limits, each > limits.bytesPerLetter { failures.append("\(Int(each)) bytes a letter") }
        for (kind, spent) in try ask(store) {
            let sorted = spent.sorted()
            let p95 = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
            print(
                "\(kind)\t\(sorted.count) questions\tmedian \(format(sorted[sorted.count / 2])) ms\tp95 \(format(p95)) ms"
                    + "\tlongest \(format(sorted[sorted.count - 1])) ms")
            if let limits, p95 > limits.questionMilliseconds { failures.append("\(kind): p95 \(format(p95)) ms") }
        }
        failures.forEach(Message.warn)
        if !failures.isEmpty { throw ExitCode(1) }
    }

    /// - Returns: letters a second, of each twentieth of the letters.
    private func fill() throws -> [Double] {
        guard !files.isEmpty else {
            Message.fail(
                Message.text("没有 \(path),也没有给出要收录的信", "there is no \(path), and no letters are given to take up"))
        }
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        let importer = Importer(
            reader: Environment.reader(), pipeline: Environment.pipeline(), linker: Environment.linker(), store: store,
            isChinese: false)
        var rates: [Double] = []
        var (start, processor, done) = (ContinuousClock.now, Bench.processorTime(), 0)
        let summary = try importer.run(paths: files) { progress in
            guard progress.done - done >= max(1, progress.total / 20) || progress.done == progress.total else { return }
            let (now, used) = (ContinuousClock.now, Bench.processorTime())
            let count = Double(progress.done - done)
            let rate = count / max(1e-9, (now - start) / .seconds(1))
            let each = 1e6 * ((used - processor) / .seconds(1)) / max(1, count)
            print("import\t\(progress.done)\t\(Int(rate)) letters a second\t\(Int(each)) µs of processor time a letter")
            rates.append(rate)
            (start, processor, done) = (now, used, progress.done)
        }
        print("links\t\(summary.links)\tmemory \(Int(Bench.peakMemoryMegabytes())) MB")
        try store.registerForMeasuring()
        return rates
    }

    // MARK: questions

    private static let questions = [
        "", "category:国土资源", "类别:城乡建设 month:2021", "place:河南省", "place:410000 month:2020-03..2020-08", "body:教育局",
        "单位:自然资源局 category:国土资源|民政", "kind:letter -category:民政", "channel:web", "state:registered",
        "responsible:民政 -state:closed", "registered:no month:2019", "letters>=3", "件数:2 place:湖南", "duty:overdue",
        "期限:按时", "期限:迟延 month:2022", "duty:open channel:visit", "outcome:supported", "day:2020-02-29",
        "place:东 month:2018-01..2023-12 -channel:call duty:overdue",
    ]

    private static let searches = [
        "水", "停水", "的", "问题", "反映", "拖欠工资", "消防通道", "物业费 停电", "停水|停电", "噪音扰民 -油烟", "停水 place:河南省",
        "养老金 month:2021 category:劳动和社会保障", "答复 期限:逾期", "调查处理", "违章建築", "鼍", "房产证 letters>=2", "县 民政局", "居民 居民",
        "请求 尽快 解决",
    ]

    /// Times in milliseconds of processor time: what else the machine does plays no part, and a question runs on one core.
    private func ask(_ store: RegisterStore) throws -> [(String, [Double])] {
        var (queries, statistics, searches): ([Double], [Double], [Double]) = ([], [], [])
        func measure(_ spent: inout [Double], _ name: String, _ body: () throws -> Int) rethrows {
            var (all, found): ([Double], Int) = ([], 0)
            var elapsed = Double.infinity
            for _ in 0..<3 {
                let start = ContinuousClock.now
                let processor = try Bench.processorTime { found = try body() }
                all.append(1000 * (processor / .seconds(1)))
                elapsed = min(elapsed, 1000 * ((ContinuousClock.now - start) / .seconds(1)))
            }
            spent += all
            print(
                "\(name)\t\(found)\t" + all.map(format).joined(separator: " ") + " ms of processor time\t"
                    + format(elapsed) + " ms elapsed at best")
        }
        func filter(_ question: String) throws -> LetterFilter {
            LetterFilter(question: try Question(question), today: "2026-01-01")
        }
        for question in Self.questions {
            try measure(&queries, "query \(question)") { try store.letters(filter(question)).count }
        }
        for question in Self.searches {
            try measure(&searches, "search \(question)") { try store.letters(filter(question)).count }
        }
        for key in StatisticsKey.allCases {
            for question in ["", "month:2021", "category:国土资源 -place:河南省", "停水"] {
                try measure(&statistics, "stats \(key.rawValue) \(question)") {
                    try store.statistics(by: key, filter(question), for: .register).count
                }
            }
        }
        var published: [Double] = []
        for key in [StatisticsKey.category, .month, .channel] {
            for question in ["", "month:2021"] {
                try measure(&published, "published \(key.rawValue) \(question)") {
                    try store.statistics(by: key, filter(question), for: .published(k: 10)).count
                }
            }
        }
        return [("query", queries), ("search", searches), ("stats", statistics), ("published stats", published)]
    }

    private func format(_ number: Double) -> String { String(format: "%.1f", number) }
}
