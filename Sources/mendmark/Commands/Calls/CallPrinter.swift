import ArgumentParser
import Foundation
import Ledger
import ScanGateway
import TicketTracking

/// Prints what the desk answered about calls.
struct CallPrinter {
    let site: OpenSite

    /// - Throws: `ExitCode.failure` where a sample isn't as it is drawn again.
    func show(_ reply: CallReply, json: Bool) throws {
        if json {
            switch reply {
            case .due(let calls, _): try Self.show(calls)
            case .dialed(let call): try Self.show(call)
            case .recorded(let call): try Self.show(call)
            case .sample(let sample): try Self.show(sample)
            case .checked(let drawings): try Self.show(drawings)
            case .rates(let rates): try Self.show(rates)
            }
        } else {
            switch reply {
            case .due(let calls, let isCut):
                for call in calls { show(call) }
                print("\(calls.count) calls\(isCut ? Self.cut : "")")
            case .dialed(let call): show(call)
            case .recorded(let call): show(call)
            case .sample(let sample): show(sample)
            case .checked(let drawings): show(drawings)
            case .rates: throw OperatorFailure.unexpectedReply
            }
        }
        if case .checked(let drawings) = reply, drawings.contains(where: { !$0.isEqual }) {
            throw ExitCode.failure
        }
    }

    private static let cut =
        ", the first of them; there are more: ask again with --round, or later"

    static func show(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private func show(_ call: CallLine) {
        print(
            "\(call.number) report \(call.report)  round \(call.round)  attempt \(call.attempt) of "
                + "\(call.attemptsMax)  \(call.place)  \(call.category)  since \(local(call.next)) until "
                + "\(local(call.closes))  speaks \(call.language)  \(call.contact ?? "no number left")")
        if let answer = call.answer { print("  mended: \(answer)") }
        if !call.menders.isEmpty {
            print("  mended by, so not called by: \(call.menders.joined(separator: ", "))")
        }
        for attempt in call.attempts {
            print(
                "  before: \(local(attempt.at)) \(attempt.outcome)\(attempt.caller.map { " by \($0)" } ?? "")"
            )
        }
        for other in call.gathered {
            print("  the same call: \(other.number) report \(other.report) round \(other.round)")
        }
        if let script = call.script { print("  script (version \(call.scriptVersion)): \(script)") }
    }

    private func show(_ dialed: DialedCall) {
        show(dialed.call)
        let parts = [dialed.name, dialed.phone, dialed.mail].compactMap { $0 }
        print("Call \(parts.joined(separator: "  "))")
        print(
            "Then: mendmark calls record \(dialed.call.number) --report \(dialed.call.report) --round "
                + "\(dialed.call.round) --mended|--no-mended --satisfaction … or --outcome …")
    }

    private func show(_ recorded: RecordedCall) {
        print("Ticket \(recorded.number) is now \(recorded.state).")
        if let new = recorded.newTicket { print("Ticket \(new) takes it up again (返修).") }
        if let next = recorded.next {
            print("Report \(recorded.report) is to be called again from \(local(next)) on.")
        } else {
            print("Round \(recorded.round) of report \(recorded.report) is over.")
        }
    }

    private func show(_ sample: SampleLines) {
        print(head(sample))
        for line in sample.lines { print(text(line)) }
        print("\(sample.lines.count) of \(sample.population) reports")
        print(sample.marked.map { "\($0) reports marked for round 3." } ?? "Nothing was written.")
    }

    private func show(_ drawings: [SampleComparison]) {
        if drawings.isEmpty { print("No sample of this month is recorded.") }
        for drawing in drawings {
            print(head(drawing.redrawn))
            for line in drawing.missing { print("drawn again, not recorded: \(text(line))") }
            for line in drawing.extra { print("recorded, not drawn again: \(text(line))") }
            print(
                "\(drawing.isEqual ? "Equal" : "Not equal"): \(drawing.recorded) recorded, "
                    + "\(drawing.redrawn.lines.count) drawn again of \(drawing.redrawn.population) reports")
        }
    }

    private func head(_ sample: SampleLines) -> String {
        "Month \(sample.month), seed \(sample.seed), as of event \(sample.position); all complaints and hazards, "
            + "\(sample.perTeam) a team, \(sample.percent) % of the rest"
    }

    private func text(_ line: SampleLine) -> String {
        "\(line.number) report \(line.report)  \(line.stratum)"
    }

    private func local(_ time: String) -> String { Instant(rfc3339: time).map(site.local) ?? time }
}
