public import ArgumentParser
import Ledger
public import TicketTracking

struct TicketFollowUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow-up", abstract: "Record one call of a follow-up round (回访).",
        discussion: flowing(
            """
            What was said stands in --mended or --no-mended, --satisfaction and --reason; any other call is an --outcome.
            Somebody who is reached is asked both in round 1; unhappy and not mended are different things.
            """))
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @OptionGroup var call: CallOptions
    @Option(help: "1 to 3.") var round = 1
    @Option(help: "What was said.") var words: String?

    func validate() throws { _ = try call.outcome(in: nil) }

    func run() async throws {
        let zone = try await ticket.site.zone()
        try await ticket.send(
            .recordFollowUp(report.id, round: round, try call.outcome(in: zone), words: words))
    }
}

/// What came of a call, as it is typed.
struct CallOptions: ParsableArguments {
    enum Word: String, CaseIterable, ExpressibleByArgument {
        case reached, satisfied, dissatisfied, noAnswer, busy, off, callBack, refused, wrongNumber, notMe,
            language
        case noContact, notReached, stillBroken
    }

    @Option(
        name: .customLong("outcome"),
        help:
            "What came of the call; satisfied, dissatisfied and stillBroken say what a reached reporter said."
    )
    var word: Word = .reached
    @Flag(inversion: .prefixedNo, help: "Whether it is gone, as the reporter says.")
    var mended: Bool?
    @Option(help: "满意, 基本满意, 不满意: satisfied, fair, dissatisfied.") var satisfaction: Satisfaction?
    @Option(help: "时效, 态度, 质量, 费用, 未解决: timeliness, attitude, quality, cost, unsolved.") var reason:
        Discontent?
    @Option(
        name: .customLong("call-back"),
        help: "When to call again, e.g. 2026-12-02 10:00; for the outcome callBack.")
    var callBack: String?
    @Option(help: "Which language the caller needs, e.g. en; for the outcome language.") var language: String?

    /// - Parameter zone: of times without an offset; nil: it is only looked at whether they can be read.
    func outcome(in zone: ServiceZone?) throws -> FollowUpOutcome {
        switch word {
        case .reached: return .reached(isMended: mended, satisfaction: satisfaction, reason: reason)
        case .satisfied: return .reached(isMended: mended, satisfaction: .satisfied, reason: reason)
        case .dissatisfied: return .reached(isMended: mended, satisfaction: .dissatisfied, reason: reason)
        case .stillBroken: return .reached(isMended: false, satisfaction: satisfaction, reason: reason)
        case .noAnswer, .notReached: return .noAnswer
        case .busy: return .busy
        case .off: return .off
        case .callBack:
            guard let callBack else {
                throw ValidationError("--outcome callBack: expected --call-back, found none")
            }
            return .callBack(at: try Moment(callBack, option: "--call-back", in: zone).instant)
        case .refused: return .refused
        case .wrongNumber: return .wrongNumber
        case .notMe: return .notMe
        case .language:
            guard let language else {
                throw ValidationError("--outcome language: expected --language, found none")
            }
            return .language(tag: language)
        case .noContact: return .noContact
        }
    }
}

extension Satisfaction: ExpressibleByArgument {}
extension Discontent: ExpressibleByArgument {}
