internal import ArgumentParser
internal import Console
internal import Dispatch
internal import Foundation
internal import Logging

struct ServeVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: Message.text(
            "在浏览器里用登记库,并给程序用的接口;缺省只听本机。",
            "The register in a browser, and for programs; on this machine only by default."),
        discussion: """
            laixin account add 王经办 --role clerk --store office.sqlite
            laixin serve --store office.sqlite
            laixin serve --store office.sqlite --host 0.0.0.0 --certificate office.pem --private-key office.key.pem
            laixin serve --settings /etc/laixin/console.conf

            """
                + Message.text(
                    "设置的次序:文件(--settings,每行 名称 = 值)、环境变量(LAIXIN_PORT 等)、参数,后者为准。名称:",
                    "Settings come from a file (--settings, name = value a line), the environment (LAIXIN_PORT …), then flags; the later holds. Names: "
                ) + Settings.names.joined(separator: " "))

    @OptionGroup var options: StoreOptions
    @OptionGroup var office: HomeOptions
    @Option(help: ArgumentHelp(Message.text("设置文件。", "A file of settings.")), completion: .file()) var settings: String?
    @Option(help: ArgumentHelp(Message.text("端口,缺省 8300。", "The port, by default 8300."))) var port: String?
    @Option(help: ArgumentHelp(Message.text("地址,缺省 127.0.0.1。", "The address, by default 127.0.0.1."))) var host:
        String?
    @Option(help: ArgumentHelp(Message.text("TLS 证书(PEM)。", "The TLS certificate (PEM).")), completion: .file())
    var certificate: String?
    @Option(help: ArgumentHelp(Message.text("TLS 私钥(PEM)。", "Its private key (PEM).")), completion: .file())
    var privateKey: String?
    @Option(
        help: ArgumentHelp(
            Message.text("健康和指标的端口(只听本机),0 为不开。", "Port of health and metrics (this machine only), 0 for none.")))
    var metricsPort: String?
    @Option(help: ArgumentHelp(Message.text("日志详略,如 info、warning。", "How much is logged, such as info or warning.")))
    var logLevel: String?

    func run() throws {
        let settings = read()
        LoggingSystem.bootstrap { LineLog(label: $0, level: settings.logLevel) }
        let store = options.open(creating: true)
        let console: Console
        do {
            let office = try Office(
                store: store, pipeline: Environment.pipeline(home: office.home, mapping: office.mapping),
                linker: Environment.linker(), reader: Environment.reader())
            console = try Console(office: office, settings: settings, logger: Logger(label: "laixin"))
        } catch { Message.fail("\(error)") }
        let scheme = settings.certificate == nil ? "http" : "https"
        // The other verbs need no runtime of tasks; this one alone waits for its own.
        let isDone = DispatchSemaphore(value: 0)
        Task {
            do {
                try await console.run { port in
                    Message.warn(
                        Message.text(
                            "已开:\(scheme)://\(settings.host):\(port)/ ;按 Ctrl-C 停止",
                            "open at \(scheme)://\(settings.host):\(port)/ ; stop with Ctrl-C"))
                }
            } catch {
                Message.fail(
                    Message.text(
                        "开不了 \(settings.host):\(settings.port):\(error)",
                        "cannot be opened on \(settings.host):\(settings.port): \(error)"))
            }
            isDone.signal()
        }
        isDone.wait()
    }

    private func read() -> Settings {
        do throws(Settings.Invalid) {
            var settings = try Settings.read(
                file: settings, environment: ProcessInfo.processInfo.environment)
            for (name, value) in [
                ("port", port), ("host", host), ("certificate", certificate), ("private-key", privateKey),
                ("metrics-port", metricsPort), ("log-level", logLevel),
            ] {
                if let value { try settings.set(name, to: value) }
            }
            try settings.check()
            return settings
        } catch { Message.fail(error.description, status: 64) }
    }
}
