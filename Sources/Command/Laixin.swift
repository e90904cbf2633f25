internal import ArgumentParser

/// `laixin`: reads letters.
@main
struct Laixin: ParsableCommand {
    // Every command writes out its name: the library would otherwise ask the runtime for the names of all their types,
    // which takes longer at each start than reading a short letter.
    static let configuration = CommandConfiguration(
        commandName: "laixin",
        abstract: Message.text(
            "来信:读来信和计划文件,登记、查重、查询。", "Reads letters and plan documents: records, duplicates, a register to ask."),
        discussion: """
            laixin parse letter.txt
            laixin parse --input ndjson < letters.ndjson > records.ndjson
            laixin import Corpus --store laixin.sqlite
            laixin stats --by category --store laixin.sqlite
            """,
        version: Version.text,
        subcommands: [
            Parse.self, Link.self, Segment.self, Import.self, Query.self, Stats.self, Show.self, Due.self,
            RegisterVerb.self, Matter.self, Review.self, Export.self, NoticeVerb.self, Forward.self, ReportVerb.self,
            Audit.self,
            StoreCare.self, RetentionVerb.self, Evaluate.self,
            Explain.self, Train.self,
            Model.self,
            Bench.self, Version.self,
        ] + consoleVerbs)

    private static var consoleVerbs: [any ParsableCommand.Type] {
        #if CONSOLE
            [ServeVerb.self, AccountVerb.self]
        #else
            []
        #endif
    }

    /// A run that names a command and is right reads that command's own arguments, without the tree of all commands,
    /// which takes longer than a letter. Whatever cannot be read so, help and mistakes too, goes the whole way.
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first,
            let kind = configuration.subcommands.first(where: { $0._commandName == name }),
            kind.configuration.subcommands.isEmpty, var command = try? kind.parse(Array(arguments.dropFirst()))
        else { return main(nil) }
        do { try command.run() } catch { exit(withError: error) }
    }
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: Message.text("版本。", "The version."))
    static let number = "0.1.0"
    static var text: String { "laixin \(number)" }

    func run() { print(Version.text, "(ICU \(Environment.icuVersion))") }
}
