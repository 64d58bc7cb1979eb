import ArgumentParser
import ScanGateway

struct MessagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "Messages to people: what was sent, what wasn't, and whether a way works.",
        discussion: flowing(
            """
            channels.yaml in the site's folder says by which ways messages go out. A running gateway delivers them; a
            message that can't be delivered within a day is dead until somebody retries it.
            """),
        subcommands: [List.self, Dead.self, Retry.self, GiveUp.self, Bounced.self, Test.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List messages, the newest first.")
        @OptionGroup var options: SiteOptions
        @Option(help: "Only those that are waiting, sent, dead, byPhone, givenUp or needless.") var state:
            String?
        @Option(help: "At most so many, 1 to 1000.") var limit = 50

        func run() async throws { try await MessagesCommand.list(options, state, limit) }
    }

    struct Dead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List messages that were given up, with the reason.")
        @OptionGroup var options: SiteOptions
        @Option(help: "At most so many, 1 to 1000.") var limit = 50

        func run() async throws { try await MessagesCommand.list(options, "dead", limit) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a dead message begin anew.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The first letters of its id, or all.") var id: String

        func run() async throws {
            guard case .retried(let count) = try await MessagesCommand.perform(.retry(id: id), options) else {
                throw OperatorFailure.unexpectedReply
            }
            print("\(count) message(s) begin anew.")
        }
    }

    struct GiveUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a dead message for good, e.g. since its reader was told in another way.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The first letters of its id.") var id: String
        @Option(help: "Why; kept without addresses and telephone numbers.") var reason: String

        func run() async throws {
            guard case .givenUp = try await MessagesCommand.perform(.giveUp(id: id, reason: reason), options)
            else { throw OperatorFailure.unexpectedReply }
            print("Given up.")
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a test message, and remember that it was accepted.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "A channel's name in channels.yaml, or a sign-in name.") var receiver: String

        func run() async throws {
            guard
                case .tested(let test) = try await MessagesCommand.perform(.test(receiver: receiver), options)
            else { throw OperatorFailure.unexpectedReply }
            print(test.isAccepted ? "Accepted: \(test.answer)" : "Not accepted: \(test.answer)")
            if !test.isAccepted { throw ExitCode(1) }
        }
    }

    private static func list(_ options: SiteOptions, _ state: String?, _ limit: Int) async throws {
        guard case .listed(let messages) = try await perform(.list(state: state, limit: limit), options)
        else {
            throw OperatorFailure.unexpectedReply
        }
        for message in messages {
            let receiver = message.person ?? message.channel ?? message.recipient
            let way = message.channel.map { " by \($0)" } ?? ""
            print(
                "\(message.id.prefix(8))  \(message.settledAt ?? message.due)  \(message.state)  "
                    + "\(message.ticket)  \(message.template)  to \(receiver)\(way)"
                    + (message.remark.map { "  \($0)" } ?? ""))
        }
        print("\(messages.count) message(s)")
    }

    static func perform(
        _ request: MessageRequest, _ options: SiteOptions
    ) async throws -> MessageReply {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .messages(let reply) = try await site.desk.perform(.messages(request)) else {
            throw OperatorFailure.unexpectedReply
        }
        if case .refused(let why) = reply { throw OperatorFailure.refused(why) }
        return reply
    }
}
