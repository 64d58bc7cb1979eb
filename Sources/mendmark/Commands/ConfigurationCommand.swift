import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway

struct ConfigurationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration",
        abstract: "What was ever in force: rules, rota, timetable, channels, hosts, with who and why.",
        discussion: flowing(
            """
            Pages and files are two hands at one thing: what an administrator changes by a page stands in the site's folder
            too, and what is edited there comes into force at a start, on SIGHUP, or by a page. Each is a version.
            """),
        subcommands: [Versions.self, Show.self])

    struct SubjectOptions: ParsableArguments {
        @OptionGroup var site: SiteOptions
        @Argument(
            help: ArgumentHelp(
                "One of \(ConfigurationSubject.allCases.map(\.rawValue).joined(separator: ", "))."))
        var subject: String

        func ask(_ request: ConfigurationRequest) async throws -> ConfigurationReply {
            let open = try await OpenSite(site.folder)
            defer { open.close() }
            guard
                case .configuration(let reply) = try await open.desk.perform(
                    .configuration(request, actAs: nil))
            else { throw OperatorFailure.unexpectedReply }
            return reply
        }
    }

    struct Versions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the versions, the oldest first.")
        @OptionGroup var options: SubjectOptions

        func run() async throws {
            guard case .versions(let versions) = try await options.ask(.versions(subject: options.subject))
            else {
                throw OperatorFailure.unexpectedReply
            }
            if versions.isEmpty { print("none") }
            for version in versions {
                print(
                    "\(version.version)\t\(version.at)\t\(version.by)\t\(version.bytes) bytes\t\(version.reason ?? "-")"
                )
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the text of a version, word for word.")
        @OptionGroup var options: SubjectOptions
        @Option(help: "Default: the newest.") var version: Int?

        func run() async throws {
            guard
                case .text(let text) = try await options.ask(
                    .text(subject: options.subject, version: version))
            else { throw OperatorFailure.unexpectedReply }
            print(text, terminator: "")
        }
    }
}

struct PracticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice",
        abstract:
            "演练: begin or end practice. Nobody is told of what is reported in it, and no figure counts it.")

    enum Mode: String, ExpressibleByArgument, CaseIterable { case on, off }

    @OptionGroup var options: SiteOptions
    @Argument(help: "on or off.") var mode: Mode
    @Option(help: "Why.") var reason: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let request = ConfigurationRequest.practice(isOn: mode == .on, reason: reason)
        guard
            case .configuration(.practice(let isOn)) = try await site.desk.perform(
                .configuration(request, actAs: nil))
        else { throw OperatorFailure.unexpectedReply }
        print(
            isOn
                ? "Practice is on: every page says so, nobody is told, nothing is counted."
                : "Practice is off; what was made for it and wasn't finished is dismissed.")
    }
}
