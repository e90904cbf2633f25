internal import ArgumentParser
internal import Documents
internal import Foundation
internal import ICUKit
internal import Intake
internal import Linkage
internal import Pipeline

/// One input of a stream: a document, or why there is none.
enum StreamItem: Sendable {
    case document(Document)
    case failure(id: String?, line: Int?, code: String, message: String)
}

/// Exit status when some inputs could not be read; the rest was done.
let partialFailureStatus: Int32 = 3

extension JSONEncoder {
    static var line: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

private struct ErrorRecord: Encodable {
    struct Reason: Encodable {
        let code: String
        let message: String
    }

    let id: String?
    let line: Int?
    let error: Reason
}

/// Reads NDJSON or files as batches of items, in order, in bounded memory.
struct InputStream {
    let input: InputFormat
    let files: [String]
    let pipeline: DocumentPipeline

    /// - Parameters:
    ///   - size: most items of a batch.
    ///   - length: with how many scalars of text a batch is full.
    func forEachBatch(of size: Int, length: Int = .max, _ body: ([StreamItem]) -> Void) {
        var batch: [StreamItem] = []
        var scalars = 0
        func add(_ item: StreamItem) {
            batch.append(item)
            if case .document(let document) = item { scalars += document.text.count }
            if batch.count >= size || scalars >= length {
                body(batch)
                batch.removeAll(keepingCapacity: true)
                scalars = 0
            }
        }
        switch input {
        case .ndjson:
            if files.isEmpty { lines(of: 0, add) }
            for file in files {
                let descriptor = open(file, O_RDONLY)
                if descriptor < 0 {
                    add(
                        .failure(
                            id: file, line: nil, code: "unreadable", message: Message.text("文件打不开", "cannot be opened"))
                    )
                    continue
                }
                defer { close(descriptor) }
                guard beginsAsJSON(descriptor) else {
                    add(
                        .failure(
                            id: file, line: nil, code: "invalidJSON",
                            message: Message.text(
                                "不是 JSON 行;一件一个文本文件的信请加 --input files",
                                "these are no lines of JSON; for letters in files of text give --input files")))
                    continue
                }
                lines(of: descriptor, add)
            }
        case .files:
            let reader = Environment.reader()
            if files.isEmpty { read(reader, "-", [UInt8](FileHandle.standardInput.readDataToEndOfFile()), add) }
            for file in files {
                do throws(IntakeFailure) {
                    for document in try reader.read(path: file).flatMap(pipeline.documents) {
                        add(.document(document))
                    }
                } catch {
                    add(
                        .failure(
                            id: file, line: nil, code: error.code, message: error.message(chinese: Message.isChinese)))
                }
            }
        }
        if !batch.isEmpty { body(batch) }
    }

    private func read(_ reader: DocumentReader, _ path: String, _ bytes: [UInt8], _ add: (StreamItem) -> Void) {
        do throws(IntakeFailure) {
            for document in try reader.read(bytes: bytes, path: path).flatMap(pipeline.documents) {
                add(.document(document))
            }
        } catch {
            add(.failure(id: path, line: nil, code: error.code, message: error.message(chinese: Message.isChinese)))
        }
    }

    /// Whether the first line may be an object. Of a pipe nothing is known before it is read.
    private func beginsAsJSON(_ descriptor: Int32) -> Bool {
        var head = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &head, head.count, 0)
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard count > 0, let first = head[..<count].first(where: { $0 > 0x20 && !byteOrderMark.contains($0) }) else {
            return true
        }
        return first == UInt8(ascii: "{")
    }

    private func lines(of descriptor: Int32, _ add: (StreamItem) -> Void) {
        let reader = LineReader(fileDescriptor: descriptor)
        let parser = NDJSONInput()
        var number = 0
        while true {
            let line: LineCutter.Line?
            do throws(IntakeFailure) { line = try reader.next() } catch {
                add(
                    .failure(
                        id: nil, line: number + 1, code: error.code, message: error.message(chinese: Message.isChinese))
                )
                return
            }
            guard let line else { return }
            number += 1
            switch line {
            case .tooLong:
                add(
                    .failure(
                        id: nil, line: number, code: LineFailure.lineTooLong.code,
                        message: LineFailure.lineTooLong.message))
            case .bytes(let bytes):
                if line.isBlank { continue }
                do throws(LineFailure) { add(.document(try parser.parse(bytes, number: number))) } catch {
                    add(.failure(id: error.id, line: number, code: error.code, message: error.message))
                }
            }
        }
    }

    /// Maps every document to a line of output, some documents at a time, on all cores, in order. Returns true when an
    /// input failed.
    func map(_ body: @escaping @Sendable ([Document]) -> [Data]) -> Bool {
        var writer = LineWriter()
        var hasFailed = false
        forEachBatch(of: 4_096, length: DocumentPipeline.batchLength) { batch in
            let documents = batch.compactMap { item -> Document? in
                if case .document(let document) = item { document } else { nil }
            }
            let groups = DocumentPipeline.groups(of: documents)
            var lines = parallelMap(groups.count) { body(Array(documents[groups[$0]])) }.joined().makeIterator()
            for item in batch {
                switch item {
                case .document: if let line = lines.next() { writer.write(line) }
                case .failure(let id, let line, let code, let message):
                    hasFailed = true
                    let record = ErrorRecord(id: id, line: line, error: .init(code: code, message: message))
                    writer.write((try? JSONEncoder.line.encode(record)) ?? Data())
                }
            }
        }
        writer.flush()
        return hasFailed
    }
}

struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: Message.text(
            "读文件或标准输入,一件一条记录(NDJSON)。", "Reads files or standard input; one record a document (NDJSON)."),
        discussion: """
            laixin parse letter.txt
            laixin parse --input ndjson < letters.ndjson > records.ndjson
            laixin parse --home 411000 --mapping departments-2018 letter.txt
            """)

    @Option var input = InputFormat.files
    @OptionGroup var office: HomeOptions
    @Argument(completion: .file()) var files: [String] = []

    func run() throws {
        let pipeline = Environment.pipeline(home: office.home, mapping: office.mapping)
        let hasFailed = InputStream(input: input, files: files, pipeline: pipeline).map { documents in
            pipeline.records(of: documents).map { Data(RecordWriter.json($0)) }
        }
        if hasFailed { throw ExitCode(partialFailureStatus) }
    }
}

struct Segment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: Message.text("切词和断句(NDJSON)。", "Words and sentences (NDJSON)."),
        discussion: """
            laixin segment --input ndjson < letters.ndjson
            laixin segment --words own-words.txt letter.txt
            """)

    @Option var input = InputFormat.files
    @Option(
        help: ArgumentHelp(Message.text("本单位的词表:一行一词,照原样切。", "The office's own words, one a line, kept whole.")),
        completion: .file())
    var words: String?
    @Argument(completion: .file()) var files: [String] = []

    func run() throws {
        let pipeline = Environment.pipeline(userWords: words)
        try pipeline.loadWords()
        let hasFailed = InputStream(input: input, files: files, pipeline: pipeline).map { documents in
            documents.map { document in
                let (tokens, sentences) = pipeline.segments(of: document)
                return Data(RecordWriter.json(id: document.id, sentences: sentences, tokens: tokens))
            }
        }
        if hasFailed { throw ExitCode(partialFailureStatus) }
    }
}
