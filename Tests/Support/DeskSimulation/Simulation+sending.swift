import Facility
import Ledger
import TicketTracking

extension Simulation {
    func newKey() -> CommandID {
        keysMade += 1
        return CommandID(at: now, random: (keysMade, seed))
    }

    func principal(_ person: PersonID) -> Principal {
        Principal(actor: .staff(person), grants: campus.people[person] ?? [])
    }

    /// Sends something new, by whichever way the network takes it today.
    func send(_ request: DeskRequest, by principal: Principal, _ channel: Channel, after delay: Int = 0)
        async throws
    {
        var sending = Sending(
            key: newKey(), request: request, principal: principal, channel: channel,
            arrives: now + .seconds(delay))
        if delay > 0 || depth == 0 && draws.chance(8) {
            // On its way for a while: others overtake it.
            sending.arrives = sending.arrives + .seconds(draws.below(7_200))
            return pending.append(sending)
        }
        if depth == 0, draws.chance(2) {
            // Lost, and sent again.
            sending.arrives = now + .seconds(draws.below(600))
            return pending.append(sending)
        }
        try await deliver(sending)
    }

    func deliver(_ sending: Sending) async throws {
        var sending = sending
        sending.sent += 1
        let instant = clock
        vault.setClock(instant)
        witness.asked[sending.key] = Witness.Asked(
            request: sending.request, principal: sending.principal, at: instant)
        if depth == 0 { drawFate() }
        let act = Act(
            by: sabotage == .skipsGrants ? .system("operator") : sending.principal, at: instant,
            channel: sending.channel, command: sending.key)
        let desk = desks[draws.below(desks.count)]
        var isAnswered = false
        sent[sending.request.name, default: 0] += 1
        do {
            let receipt = try await desk.perform(altered(sending.request), act: act)
            isAnswered = true
            done[sending.request.name, default: 0] += 1
            note {
                "\(sending.request.short) by \(sending.principal.actor): \(receipt.state) \(receipt.ticket)"
            }
            try witness.look(vault, desk.policy)
            try witness.answered(sending.key, receipt)
        } catch let refusal as Refusal {
            isAnswered = true
            note { "\(sending.request.short) by \(sending.principal.actor): refused, \(refusal)" }
            try witness.look(vault, desk.policy)
            try witness.refused(sending.key, refusal)
        } catch let refusal as RegisterRefusal {
            isAnswered = true
            note {
                "\(sending.request.short) by \(sending.principal.actor): the register refused, \(refusal)"
            }
            try witness.look(vault, desk.policy)
        } catch CommitFailure.unavailable {
            note { "\(sending.request.short): storage not there" }
        } catch CommitFailure.unclear {
            note { "\(sending.request.short): crash" }
            try witness.look(vault, desk.policy)
            try await restart()
        }
        if depth == 0 { line.set(.written) }
        again(sending, isAnswered)
    }

    /// What a desk with a fault makes of a request.
    private func altered(_ request: DeskRequest) -> DeskRequest {
        guard case .act(let command, let ticket, let basedOn, let occurredAt) = request else {
            return request
        }
        switch sabotage {
        case .confirmsHazards:
            return .act(command.confirmed, on: ticket, basedOn: basedOn, occurredAt: occurredAt)
        case .forgetsBasis: return .act(command, on: ticket, occurredAt: occurredAt)
        default: return request
        }
    }

    private func drawFate() {
        switch draws.below(100) {
        case ..<8: line.set(.overtaken)
        case ..<10: line.set(.unavailable)
        case ..<12: line.set(.unclearLost)
        case ..<14: line.set(.unclearWritten)
        default: line.set(.written)
        }
    }

    /// Whoever got no answer sends the same again; sometimes a copy arrives after the answer.
    private func again(_ sending: Sending, _ isAnswered: Bool) {
        guard sending.sent < 6 else { return }
        guard !isAnswered || draws.chance(5) else { return }
        var copy = sending
        copy.arrives = now + .seconds(draws.below(3_600))
        pending.append(copy)
    }

    /// A careless client uses a key for something else: it must never pass.
    func reuseKey() async throws {
        guard let sending = draws.pick(pending), sending.sent > 0 else { return }
        let other = DeskRequest.report(NewReport(place: PlaceID(3), words: "同一个钥匙"))
        let asked = witness.asked[sending.key]
        let isWritten = vault.read { $0.answers[sending.key] != nil }
        guard isWritten else { return }
        do {
            _ = try await desks[0].perform(
                other, act: Act(by: .system("gateway"), at: clock, channel: .scan, command: sending.key))
            throw Broken(.keyOnce, "key \(sending.key) passed with other content")
        } catch CommitFailure.keyReused {
            note { "key used again: refused" }
        } catch is Refusal {
            note { "key used again: refused" }
        }
        witness.asked[sending.key] = asked
        try witness.look(vault, desks[0].policy)
    }
}

extension DeskRequest {
    var name: TicketCommandName {
        switch self {
        case .report: .report
        case .joinReport: .joinReport
        case .act(let command, _, _, _): command.name
        }
    }

    /// For a trace.
    fileprivate var short: String {
        switch self {
        case .report: "report"
        case .joinReport(_, let ticket): "joinReport \(ticket)"
        case .act(let command, let ticket, let basedOn, let occurredAt):
            "\(command.name.rawValue) \(ticket)\(basedOn.map { " based on \($0)" } ?? "")"
                + (occurredAt.map { " at \($0)" } ?? "")
        }
    }
}
