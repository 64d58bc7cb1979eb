import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import TicketTracking

struct TicketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: "Reports and tickets by hand: whatever the repair desk can.",
        discussion: flowing(
            """
            Tickets are named by their number, XXXX-XXXX. Without --as the operator of the machine acts, with every right;
            with --as it is done in the name, and with the rights, of a person with an account. Times are those of the site's
            clocks, 2026-12-02 10:00, or any with an offset, 2026-12-02T10:00:00+08:00 (RFC 3339).
            """),
        subcommands: [
            TicketReport.self,
            TicketShow.self,
            TicketList.self,
            TicketSplit.self,
            TicketMerge.self,
            TicketConfirm.self,
            TicketLocate.self,
            TicketRelocate.self,
            TicketClassify.self,
            TicketReprioritise.self,
            TicketAssign.self,
            TicketAccept.self,
            TicketDecline.self,
            TicketRefer.self,
            TicketReferralAnswer.self,
            TicketArrive.self,
            TicketRemote.self,
            TicketHold.self,
            TicketResume.self,
            TicketResolve.self,
            TicketReopen.self,
            TicketWithdraw.self,
            TicketDismiss.self,
            TicketAdvise.self,
            TicketComment.self,
            TicketAmend.self,
            TicketContact.self,
            TicketUrge.self,
            TicketFollowUp.self,
            TicketClose.self,
            TicketSweep.self,
            TicketAcknowledge.self,
            TicketAnswerUrge.self,
            TicketSupervise.self,
            TicketReadSupervision.self,
            TicketAnswerSupervision.self,
            TicketSupervisions.self,
            TicketAssist.self,
            TicketReassign.self,
            TicketTransfer.self,
            TicketAppoint.self,
            TicketAsk.self,
            TicketAnswer.self,
            TicketExtend.self,
            TicketDecideExtension.self,
            TicketParts.self,
            TicketReplaceDevice.self,
            TicketSignOff.self,
            TicketAmendEntry.self,
            TicketRedact.self,
            TicketClaim.self,
            TicketAcceptIncident.self,
            TicketRefuseIncident.self,
            TicketDiffers.self,
            TicketCancelAppointment.self,
            TicketClocks.self,
            TicketRecalculate.self,
        ])
}

/// Which ticket, in whose name, and what the sender knew.
struct TicketOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions
    @Argument(help: "The ticket's number, XXXX-XXXX.") var number: String
    @Option(name: .customLong("as"), help: "Sign-in name of whoever does it.") var actAs: String?
    @Option(name: .customLong("based-on"), help: "The number of the last event that you had seen.")
    var basedOn: Int64?
    @Option(name: .customLong("occurred-at"), help: "When it happened, e.g. 2026-12-02 10:00; default: now.")
    var occurredAt: String?

    func occurred() async throws -> Instant? { try await site.moment(occurredAt, "--occurred-at") }

    /// Sends a command and prints the state that it led to.
    func send(_ command: TicketTracking.TicketCommand) async throws {
        try await ask(
            .command(command, number: number, basedOn: basedOn, occurredAt: try await occurred()), site: site,
            as: actAs)
    }
}

/// Sends a request about tickets and prints the reply.
///
/// - Throws: `OperatorFailure.refused` with the desk's sentence.
func ask(_ request: TicketRequest, site options: SiteOptions, as actAs: String?) async throws {
    let site = try await OpenSite(options.folder)
    defer { site.close() }
    guard case .ticket(let reply) = try await site.desk.perform(.ticket(request, actAs: actAs)) else {
        throw OperatorFailure.unexpectedReply
    }
    try TicketPrinter(site: site).show(reply)
}

extension Key {
    /// - Throws: `ValidationError` naming the option.
    init(_ text: String, option: String) throws {
        guard let key = Key(text) else {
            throw ValidationError("\(option): expected a key of rules.yaml, found \(text)")
        }
        self = key
    }
}
