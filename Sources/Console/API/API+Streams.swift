internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Linkage
internal import NIOCore
internal import NIOPosix
internal import Pipeline

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
        let pipeline = visit.office.pipeline
        guard let stream = visit.stream else {
            try checkContent(visit)
            var cutter = LineCutter()
            cutter.add(visit.body)
            return .lines(records(of: cutter.rest(), pipeline))
        }
        let longest = visit.console.settings.uploadBytes
        var reply = Reply.lines([])
        reply.stream = { writer in
            try await answer(stream, pipeline, longest: longest, to: &writer)
            try await writer.finish(nil)
        }
        return reply
    }

    /// - Parameter longest: bytes of a line; a longer one ends the answer.
    private static func answer(
        _ stream: RequestBody, _ pipeline: DocumentPipeline, longest: Int, to writer: inout any ResponseBodyWriter
    ) async throws {
        var cutter = LineCutter()
        for try await buffer in stream {
            cutter.add(buffer.readableBytesView)
            guard cutter.held >= batchBytes else { continue }
            let lines = cutter.whole()
            let answers = try await NIOThreadPool.singleton.runIfActive { records(of: lines, pipeline) }
            if !answers.isEmpty { try await writer.write(ByteBuffer(bytes: answers)) }
            guard cutter.held <= longest else {
                let reason = LineError.Reason(code: "tooLong", message: "a line is longer than \(longest) bytes")
                let answer = try bytes(LineError(id: nil, line: cutter.next, error: reason))
                return try await writer.write(ByteBuffer(bytes: answer + [0x0A]))
            }
        }
        let lines = cutter.rest()
        let answers = try await NIOThreadPool.singleton.runIfActive { records(of: lines, pipeline) }
        try await writer.write(ByteBuffer(bytes: answers))
    }

    /// So many bytes are read together: enough for all cores, little to hold.
    private static let batchBytes = 256 << 10

    private static func records(of lines: [LineCutter.Line], _ pipeline: DocumentPipeline) -> [UInt8] {
        parallelMap(lines.count) { index -> [UInt8] in
            let line = lines[index]
            do throws(LineFailure) {
                let record = pipeline.record(of: try NDJSONInput().parse(line.bytes, number: line.number))
                return (try? API.bytes(record)) ?? []
            } catch {
                let reason = LineError.Reason(code: error.code, message: error.message)
                return (try? API.bytes(LineError(id: error.id, line: line.number, error: reason))) ?? []
            }
        }.flatMap { $0 + [0x0A] }
    }

    static func checkContent(_ visit: Visit) throws(Refusal) {
        guard visit.body.contains(where: { $0 > 0x20 }) else {
            throw Refusal(.badRequest, visit.text("没有内容", "there is nothing in it"))
        }
    }
}

/// Lines out of bytes that come in pieces, each with its number; blank ones are counted only.
struct LineCutter: Sendable {
    struct Line: Sendable, Equatable {
        let number: Int
        let bytes: [UInt8]
    }

    private var waiting: [UInt8] = []
    /// The number of the line that begins what is held.
    private(set) var next = 1

    var held: Int { waiting.count }

    mutating func add(_ bytes: some Sequence<UInt8>) { waiting.append(contentsOf: bytes) }

    /// The lines that ended; what follows the last end waits for more.
    mutating func whole() -> [Line] {
        guard let end = waiting.lastIndex(of: 0x0A) else { return [] }
        let lines = cut(waiting[..<end])
        waiting.removeSubrange(...end)
        return lines
    }

    /// All that is left.
    mutating func rest() -> [Line] {
        let lines = cut(waiting[...])
        waiting = []
        return lines
    }

    private mutating func cut(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !piece.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) }) {
                lines.append(Line(number: next, bytes: Array(piece)))
            }
            next += 1
        }
        return lines
    }
}
