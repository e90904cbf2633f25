internal import ArgumentParser

@main
struct Laixin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "laixin")
}
