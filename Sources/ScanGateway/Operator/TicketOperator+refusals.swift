import Facility
import Foundation
import Ledger
import TicketTracking

extension TicketOperator {
    /// What the operator reads at the command line: what was expected and what was found, each thing by the name
    /// that people give it and each time in the site's zone.
    ///
    /// - Parameter ticket: the one that the command was about; nil: none.
    func sentence(_ refusal: Refusal, on ticket: Ticket?) async -> String {
        switch refusal {
        case .unknownTicket(let id): "there is no ticket \(number(of: id))"
        case .wrongState(let command, let expected, let found):
            "\(Self.name(command)): expected a ticket that is \(Self.list(expected.map(\.rawValue))), found "
                + found.rawValue
        case .notPermitted(let command, let roles):
            "\(Self.name(command)) needs one of the roles \(Self.list(roles.map(\.rawValue))) for this ticket"
        case .assignedToAnother(let person):
            "\(await names.person(person)) has it; let it be declined or reassigned first"
        case .unfitLead(let person, let team, let roles):
            "\(await names.person(person)) can't be the lead: expected one of the roles "
                + "\(Self.list(roles.map(\.rawValue))) for team \(team) or at the ticket's place"
        case .unfitAssistant(let person, let roles):
            "\(await names.person(person)) can't assist: expected one of the roles "
                + Self.list(roles.map(\.rawValue))
        case .late(let command, let basedOn, let newest):
            "\(command.rawValue) came late: based on event \(basedOn.map(String.init) ?? "–"), the newest is \(newest)"
        case .occurredAt(let claimed, let earliest, let latest):
            "expected a time from \(local(earliest)) to \(local(latest)), found \(local(claimed))"
        case .unknownReport: "this ticket doesn't carry that report"
        case .reportEnded(let id, let how): "\(name(of: id, on: ticket)) has ended: \(word(for: how))"
        case .erasedReport(let id):
            "the reporter's data of \(name(of: id, on: ticket)) were erased; it stays where it is"
        case .unknownPlace(let place): "\(await names.place(place)) isn't a place in force"
        case .unknownLabel(let code): "there is no label \(code)"
        case .unknownTeam(let key): "the rules have no team \(key)"
        case .unknownOrganisation(let key): "the rules have no organisation \(key)"
        case .unknownCategory(let key): "the rules have no category \(key)"
        case .unknownCode(let key, let list): "the list \(list) has no \(key)"
        case .emptyText(let field): "\(field): expected a text, found nothing"
        case .textTooLong(let field, let max, let found):
            "\(field): expected at most \(max) characters, found \(found)"
        case .tooMany(let field, let max, let found): "\(field): expected at most \(max), found \(found)"
        case .date(let field, let after, let latest, let found):
            "\(field): expected a time after \(local(after)) and at most \(local(latest)), found \(local(found))"
        case .alreadyLocated(let place): "it is located, at \(await names.place(place)); relocate it instead"
        case .notLocated: "it has no exact place yet; locate it instead"
        case .samePlace(let place): "\(await names.place(place)) is where it is already"
        case .mergeIntoItself: "a ticket can't be merged into itself"
        case .practiceMixed: "what was made for practice doesn't come together with what is real"
        case .mergeTarget(let id, let found):
            "ticket \(number(of: id)) is \(found.rawValue) and can't take reports"
        case .splitSize(let found, let count):
            "a split takes at least one report and leaves one: found \(found) of \(count)"
        case .reopenWindowOver(let since):
            "it can't be reopened any more since \(local(since)); report the fault anew"
        case .followUpPending(let reports):
            "the reporters of \(Self.list(reports.map { name(of: $0, on: ticket) })) are to be called first"
        case .followUpRound(let found, let expected):
            "expected round \(expected.lowerBound) to \(expected.upperBound), found \(found)"
        case .followUpFinished(let id, let round): "round \(round) of \(name(of: id, on: ticket)) is finished"
        case .foreignResult(let command): "the key \(command) belongs to something else that was done"
        case .nothingDue: "nothing came due"
        case .unchanged: "everything is as asked already"
        case .hazardUnconfirmed(let command, let roles):
            "\(command.rawValue): somebody may get hurt; expected the confirmation of a named person with one of the "
                + "roles \(Self.list(roles.map(\.rawValue))) (--as NAME --confirm-hazard)"
        case .holdNeedsLead(let grounds, let roles):
            "hold: \(grounds.map(Self.phrase).joined(separator: ", and ")); expected one of the roles "
                + "\(Self.list(roles.map(\.rawValue))) and a stated workaround (--workaround)"
        case .nobodyHasIt: "nobody leads it who could pass it on; reassign it instead"
        case .noAppointment(let id):
            "no visit is agreed with \(name(of: id, on: ticket)) that could be called off"
        case .noQuestion(let id): "no question to \(name(of: id, on: ticket)) waits for an answer"
        case .deadlinePassed(let due): "expected before the deadline, which was \(local(due))"
        case .extensionPending: "a request for more time waits to be decided"
        case .noExtension: "no request for more time waits to be decided"
        case .urgedLately(let id, let next):
            "\(name(of: id, on: ticket)) urged a short while ago; it can again from \(local(next))"
        case .noUrge(let id): "no urge of \(name(of: id, on: ticket)) waits for an answer"
        case .unknownSupervision(let number, let count):
            count == 0
                ? "the ticket has no supervision"
                : "expected a supervision from 1 to \(count), found \(number)"
        case .ownExtension: "whoever asked for more time can't decide it"
        case .noDevice: "the ticket is about no device: say which was faulty (--old)"
        case .number(let field, let expected, let found):
            "\(field): expected \(expected.lowerBound) to \(expected.upperBound), found \(found)"
        case .notAmendable(let event):
            "event \(event) can't be put right: expected a note of the desk or the answer that stands"
        case .unknownEvent(let event, let newest): "expected an event from 1 to \(newest), found \(event)"
        case .signOffMissing(let category):
            "work on \(category?.rawValue ?? "–") is to be signed off before it is closed"
        case .noPool(let team):
            "the ticket isn't in a pool\(team.map { " of team \($0)" } ?? ""): have it assigned instead"
        case .notOnDuty(let team): "nobody takes a ticket of team \(team) but who is on duty in it"
        case .callerRepaired(let person):
            "\(await names.person(person)) worked on it; somebody else calls and asks how it was"
        case .signerRepaired(let person):
            "\(await names.person(person)) worked on it; somebody else signs it off"
        case .callHours(let hours, let found):
            "expected a call from \(Self.clock(hours.start)) to \(Self.clock(hours.end)), found \(local(found))"
        case .callDay(let next, let found):
            "no calls are made on the day of \(local(found)); next they are at \(local(next))"
        case .callOpen(let person, let since):
            if let person {
                "\(await names.person(person)) has had this call open since \(local(since))"
            } else {
                "the operator has had this call open since \(local(since))"
            }
        case .otherCallOpen(let other, let since):
            "a call about \(number(of: other)) has been open since \(local(since)): record that one first"
        case .notCalled(let id, let round):
            "\(name(of: id, on: ticket)) isn't called in round \(round): another call covers it, it isn't of the sample, "
                + "or calling is over"
        case .roundNotOpen(let round, let opens):
            "round \(round) opens at \(local(opens)): --round \(round) calls before"
        case .followUpAnswers(let round):
            round == 1
                ? "expected how the service was (--satisfaction), or that it isn't mended (--no-mended), found neither"
                : "expected whether it is mended (--mended, --no-mended) or how the service was (--satisfaction), "
                    + "found neither"
        case .nothingToCall(let id): "\(name(of: id, on: ticket)) left nothing to call, or it was erased"
        case .frozen(let incident, let until):
            "nobody is sent until incident \(number(of: incident)) is answered, at the latest at \(local(until))"
        case .incidentUndecided: "it is an incident that nobody has said yes to: accept or refuse it first"
        case .incidentRefused:
            "somebody said that it is no incident: its reports have gone their own ways"
        case .noFinding: "the ticket has no finding of repeated faults that waits to be closed"
        case .noIncident: "it is no incident that waits for an answer"
        case .incidentLapsed(let until):
            "it was to be answered by \(local(until)): its reports have gone their own ways"
        case .overview(let overview, let roles):
            "\(Self.name(overview)) needs one of the roles \(Self.list(roles.map(\.rawValue)))"
                + (overview == .drawSample || overview == .checkSample ? " for the whole site" : "")
        case .sampleDrawn(let month, let seed, let position):
            "\(month) was drawn with seed \(seed) as of event \(position.rawValue): a month is drawn once"
        case .monthNotOver(let last): "expected a month that is over, found one that ends on \(last)"
        case .span(let from, let until):
            "expected a time until which that lies after \(local(from)), found \(local(until))"
        }
    }

    /// As whoever sent it calls it.
    private static func name(_ command: TicketCommandName) -> String {
        switch command {
        case .revealContact: "calls dial"
        case .recordFollowUp: "calls record"
        default: command.rawValue
        }
    }

    private static func name(_ overview: Overview) -> String {
        switch overview {
        case .callsDue: "the list of calls"
        case .drawSample: "drawing a sample"
        case .checkSample: "checking a sample"
        case .rates: "rates"
        }
    }

    /// Minutes of the day as a clock shows them.
    private static func clock(_ minute: Int) -> String {
        "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }

    private static func list(_ words: [String]) -> String { words.sorted().joined(separator: ", ") }
}

extension TicketOperator {
    fileprivate static func phrase(_ ground: HoldGround) -> String {
        switch ground {
        case .days(let found, let max): "\(found) working days are more than \(max)"
        case .again(let count): "it would be on hold for time \(count)"
        }
    }
}
