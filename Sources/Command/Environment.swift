internal import Analysis
internal import ArgumentParser
internal import Dictionaries
internal import Foundation
internal import ICUKit
internal import Intake
internal import Linkage
internal import Pipeline
internal import Storage

/// Chooses between the Chinese and the English wording by the locale.
enum Message {
    static let isChinese: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
        return locale.hasPrefix("zh")
    }()

    static func text(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }

    static func warn(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Prints what went wrong and leaves with the status.
    static func fail(_ text: String, status: Int32 = 1) -> Never {
        warn("laixin: " + text)
        Foundation.exit(status)
    }

    /// The result, or the store's message in the user's language and the end.
    static func trying<Value>(_ body: () throws(StoreError) -> Value) -> Value {
        do throws(StoreError) { return try body() } catch { fail(error.message(chinese: isChinese)) }
    }
}

/// A file that a verb writes; none is overwritten.
struct NewFile {
    let path: String

    /// - Parameter path: must be free: it is looked at before anything is asked of the register.
    init(_ path: String) {
        guard !FileManager.default.fileExists(atPath: path) else {
            Message.fail(Message.text("已有此文件,不覆盖:\(path)", "the file is there already and is not overwritten: \(path)"))
        }
        self.path = path
    }

    func write(_ text: String) {
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            Message.fail(Message.text("写不了:\(path)", "cannot be written: \(path)"))
        }
    }
}

/// What the verbs share.
enum Environment {
    static var icuVersion: String { ICU.version }

    /// - Parameter userWords: a file of words that segmentation keeps whole.
    /// - Parameter home: code of the division whose letters these are.
    /// - Parameter mapping: a file of the office's names of the classes, or the name of one that comes with laixin.
    static func pipeline(userWords: String? = nil, home: String? = nil, mapping: String? = nil) -> DocumentPipeline {
        let homeCode = home.map { code in
            guard code.utf8.count == 6, let number = UInt32(code) else {
                Message.fail(
                    Message.text("--home 要六位行政区划代码:\(code)", "--home needs a division's code of six digits: \(code)"))
            }
            return number
        }
        do {
            let words = try userWords.map { path in
                guard let data = FileManager.default.contents(atPath: path) else {
                    Message.fail(Message.text("词表打不开:\(path)", "the list of words cannot be opened: \(path)"))
                }
                return try UserWords([UInt8](data), file: path)
            }
            let table = try mapping.map { name -> (bytes: [UInt8], file: String) in
                if let data = FileManager.default.contents(atPath: name) { return ([UInt8](data), name) }
                let path = "\(IssueMapping.folder)/\(name).tsv"
                guard let bytes = try DictionaryFiles.standard().optionalBytes(of: path) else {
                    Message.fail(Message.text("没有对照表 \(name)", "there is no mapping \(name)"))
                }
                return (bytes, path)
            }
            return DocumentPipeline(analyzer: try Analyzer(userWords: words, mapping: table, home: homeCode))
        } catch { Message.fail("\(error)") }
    }

    static func linker() -> Linker {
        do { return try DocumentPipeline.linker() } catch { Message.fail("\(error)") }
    }

    static func reader() -> DocumentReader {
        do throws(IntakeFailure) { return try DocumentReader() } catch {
            Message.fail(error.message(chinese: Message.isChinese))
        }
    }
}

enum InputFormat: String, ExpressibleByArgument, CaseIterable { case files, ndjson }

struct HomeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Message.text(
                "本单位所在行政区划代码(六位,如 411000);来信未说明的地名以此确定。",
                "Code of the office's own division (six digits, such as 411000); it settles places a letter leaves open."
            )))
    var home: String?

    @Option(
        help: ArgumentHelp(
            Message.text(
                "类别对照表:文件(代码、本单位名称,制表符分隔),或自带的 departments-2018。",
                "The office's names of the classes: a file (code, tab, name), or departments-2018, which comes with laixin."
            )),
        completion: .file())
    var mapping: String?
}

struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Message.text("登记库文件。", "The store's file.")))
    var store = "laixin.sqlite"

    @Option(
        help: ArgumentHelp(Message.text("密钥文件,缺省为“登记库.key”。", "The key file; by default the store's name with .key.")))
    var key: String?

    /// - Parameter creating: whether a store that does not exist yet is made.
    func open(creating: Bool = false) -> RegisterStore {
        let isNew = !FileManager.default.fileExists(atPath: store)
        guard creating || !isNew else {
            Message.fail(
                Message.text(
                    "没有登记库 \(store);先执行 laixin import", "there is no store \(store); run laixin import first"))
        }
        do throws(StoreError) {
            return try RegisterStore(path: store, key: try SealingKey.file(keyPath, isNew: isNew))
        } catch {
            // A change of keys that was broken off after the store had the new one.
            let next = keyPath + Self.nextKey
            if error.code == .wrongKey, let key = try? SealingKey.file(next, isNew: false),
                let opened = try? RegisterStore(path: store, key: key)
            {
                takeNextKey()
                return opened
            }
            Message.fail(error.message(chinese: Message.isChinese))
        }
    }
}

/// Writes whole lines to standard output through one buffer.
struct LineWriter {
    private var buffer: [UInt8] = []

    mutating func write(_ line: some Sequence<UInt8>) {
        buffer += line
        buffer.append(0x0A)
        if buffer.count > 1 << 18 { flush() }
    }

    mutating func flush() {
        var start = 0
        buffer.withUnsafeBytes { bytes in
            while start < bytes.count {
                let count = Foundation.write(1, bytes.baseAddress! + start, bytes.count - start)
                if count <= 0 { Foundation.exit(0) }
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
