internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Linkage
internal import NIOCore
internal import NIOPosix
internal import Pipeline
internal import Register

extension API {
    private struct LineError: Encodable {
        struct Reason: Encodable {
            let code: String
            let message: String
        }

        let id: String?
        let line: Int
        let error: Reason
    }

    /// JSON lines in, one record a line out, as `laixin parse --input ndjson` does; nothing of it is kept. What is long
    /// or of unknown length is answered while it comes, so that only some of its lines are held at once.
    static func parse(_ visit: Visit) throws -> Reply {
        try checkLines(visit)
        let pipeline = visit.office.pipeline
        let longest = visit.console.settings.uploadBytes
        guard let stream = visit.stream else {
            try checkContent(visit)
            var lines = NumberedLines(limit: longest)
            return .lines(records(of: lines.add(visit.body) + lines.finish(), pipeline))
        }
        var reply = Reply.lines([])
        reply.stream = { writer in
            try await answer(stream, pipeline, longest: longest, to: &writer)
            try await writer.finish(nil)
        }
        return reply
    }

    /// - Parameter longest: bytes of a line; of a longer one it is only told that it is.
    private static func answer(
        _ stream: RequestBody, _ pipeline: DocumentPipeline, longest: Int, to writer: inout any ResponseBodyWriter
    ) async throws {
        var batches = LineBatches(limit: longest)
        func answers(_ lines: [NumberedLines.Line]) async throws -> ByteBuffer {
            ByteBuffer(bytes: try await NIOThreadPool.singleton.runIfActive { records(of: lines, pipeline) })
        }
        for try await buffer in stream {
            if let lines = batches.add(buffer) { try await writer.write(try await answers(lines)) }
        }
        try await writer.write(try await answers(batches.finish()))
    }

    /// Lines as they come, so many together that it is worth reading them: enough for all cores, little to hold.
    private struct LineBatches {
        private static let bytes = 256 << 10
        private var cutter: NumberedLines
        private var lines: [NumberedLines.Line] = []
        private var held = 0

        init(limit: Int) { cutter = NumberedLines(limit: limit) }

        mutating func add(_ buffer: ByteBuffer) -> [NumberedLines.Line]? {
            lines += cutter.add(Array(buffer.readableBytesView))
            held += buffer.readableBytes
            guard held >= Self.bytes, !lines.isEmpty else { return nil }
            defer { (lines, held) = ([], 0) }
            return lines
        }

        mutating func finish() -> [NumberedLines.Line] { lines + cutter.finish() }
    }

    private static func records(of lines: [NumberedLines.Line], _ pipeline: DocumentPipeline) -> [UInt8] {
        parallelMap(lines.count) { index -> [UInt8] in
            let line = lines[index]
            do throws(LineFailure) {
                guard case .bytes(let bytes) = line.line else { throw LineFailure.lineTooLong }
                let record = pipeline.record(of: try NDJSONInput().parse(bytes, number: line.number))
                return (try? API.bytes(record)) ?? []
            } catch {
                let reason = LineError.Reason(code: error.code, message: error.message)
                return (try? API.bytes(LineError(id: error.id, line: line.number, error: reason))) ?? []
            }
        }.flatMap { $0 + [0x0A] }
    }

    /// Hands lines on as they come. Who lets it wait too long in all is not waited for.
    static func send(_ stream: RequestBody, to feed: LineFeed, _ settings: Settings) async {
        var batches = LineBatches(limit: settings.uploadBytes)
        var waited = Duration.zero
        do {
            var pieces = stream.makeAsyncIterator()
            while true {
                let start = ContinuousClock.now
                guard let buffer = try await pieces.next() else { break }
                waited += start.duration(to: .now)
                guard waited < .seconds(settings.uploadSeconds) else { return feed.end(isBroken: true) }
                if let lines = batches.add(buffer) { await feed.put(lines) }
            }
            let rest = batches.finish()
            if !rest.isEmpty { await feed.put(rest) }
            feed.end(isBroken: false)
        } catch { feed.end(isBroken: true) }
    }

    /// What is no JSON lines by its own word is refused.
    static func checkLines(_ visit: Visit) throws(Refusal) {
        let type = visit.contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard type == "application/x-ndjson" else {
            throw Refusal(
                .unsupportedMediaType,
                visit.text("内容类型须为 application/x-ndjson", "the content type must be application/x-ndjson"))
        }
    }

    static func checkContent(_ visit: Visit) throws(Refusal) {
        guard visit.body.contains(where: { $0 > 0x20 }) else {
            throw Refusal(.badRequest, visit.text("没有内容", "there is nothing in it"))
        }
    }
}
