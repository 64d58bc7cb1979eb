import ArgumentParser

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read the labels in photos.",
        subcommands: [ScanRead.self, ScanStudy.self],
        defaultSubcommand: ScanRead.self)
}
