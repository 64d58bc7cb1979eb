import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What a call comes to")
struct CallTests {
    @Test("Every outcome with what it comes to in round 1")
    func outcomes() throws {
        let later = SampleDesk.instant("2026-09-16T15:00:00+08:00")
        let table: [(FollowUpOutcome, used: Bool, closing: Closing?)] = [
            (.reached(isMended: true, satisfaction: .satisfied, reason: nil), true, .satisfied),
            (.reached(isMended: true, satisfaction: .fair, reason: .timeliness), true, .satisfied),
            // Unhappy and mended: dissatisfied, not reopened.
            (.reached(isMended: true, satisfaction: .dissatisfied, reason: .attitude), true, .dissatisfied),
            (.noAnswer, true, nil), (.busy, true, nil), (.off, true, nil),
            (.callBack(at: later), false, nil), (.language(tag: "en"), false, nil),
            (.refused, true, .unreached), (.wrongNumber, true, .unreached), (.notMe, true, .unreached),
            (.noContact, true, .noContact),
        ]
        for (outcome, used, closing) in table {
            let ticket = try SampleCalls.record(outcome, try SampleCalls.resolved())
            #expect(ticket.closing == closing, "\(outcome.name)")
            #expect(ticket.reports[0].followUps.map(\.call.usesAttempt) == [used], "\(outcome.name)")
        }
        #expect(Set(table.map(\.0.name)).count == 10)
    }

    @Test(
        "Silence is never satisfaction: no way without a word of it closes as satisfied or ends in a rate as such"
    )
    func silence() throws {
        let silent: [FollowUpOutcome] = [.noAnswer, .busy, .off, .refused, .wrongNumber, .notMe, .noContact]
        for outcome in silent {
            #expect(outcome.satisfaction == nil)
            let called = try SampleCalls.record(outcome, try SampleCalls.resolved())
            let over = SampleDesk.instant("2026-09-20T10:00:00+08:00")
            let system = try SampleDesk.context(by: .system("sweep"), at: over)
            let ended = called.state == .closed ? called : try called.after(.sweep, system)
            #expect(ended.closing == .unreached || ended.closing == .noContact, "\(outcome.name)")
        }
        // Reached, but nothing said of the service: that ends no report.
        for isMended in [true, nil] {
            #expect(throws: Refusal.followUpAnswers(round: 1)) {
                try SampleCalls.record(
                    .reached(isMended: isMended, satisfaction: nil, reason: nil), try SampleCalls.resolved())
            }
        }
    }

    @Test("Whoever repaired calls nobody: lead, assistants and whoever answered or was there")
    func repairers() throws {
        let network: TeamKey = try SampleDesk.key("network")
        let lead = SampleDesk.staff(.caller, person: 7)
        var ticket = try SampleDesk.opened().after(
            .assign(network, lead: PersonID(7), assistants: [PersonID(8)]), .accept(PersonID(7)))
        ticket = try ticket.after(
            .workRemotely, SampleDesk.context(by: SampleDesk.staff(.dispatcher, person: 900)))
        ticket = try ticket.after(
            .resolve(SampleDesk.solved), SampleDesk.context(by: SampleDesk.staff(.dispatcher, person: 901)))
        // The lead changes afterwards; who worked doesn't.
        for person: Int64 in [7, 8, 900, 901] {
            #expect(throws: Refusal.callerRepaired(PersonID(person))) {
                try SampleCalls.record(.satisfied, ticket, by: SampleDesk.staff(.dispatcher, person: person))
            }
            #expect(throws: Refusal.callerRepaired(PersonID(person))) {
                try ticket.after(
                    .revealContact(ReportID(1), round: 1),
                    SampleDesk.context(by: SampleDesk.staff(.dispatcher, person: person)))
            }
        }
        #expect(lead.actor.person == PersonID(7))
        #expect(
            try SampleCalls.record(.satisfied, ticket).reports[0].followUps[0].call.caller == PersonID(18))
    }

    @Test(
        "Nobody is called before nine or from eight in the evening on; reporters speak at any hour",
        arguments: [("08:59", false), ("09:00", true), ("19:59", true), ("20:00", false), ("03:00", false)])
    func hours(_ time: String, _ isAllowed: Bool) throws {
        let text = "2026-09-15T\(time):00+08:00"
        let instant = SampleDesk.instant(text)
        if isAllowed {
            #expect(
                try SampleCalls.record(.busy, try SampleCalls.resolved(), at: text).reports[0].followUps.count
                    == 1)
        } else {
            #expect(throws: Refusal.callHours(CallHours(), found: instant)) {
                try SampleCalls.record(.busy, try SampleCalls.resolved(), at: text)
            }
            #expect(throws: Refusal.callHours(CallHours(), found: instant)) {
                try SampleCalls.resolved().after(
                    .revealContact(ReportID(1), round: 1),
                    SampleDesk.context(by: SampleDesk.caller, at: instant))
            }
        }
        let own = Principal(actor: .reporter(PersonID(101)))
        #expect(
            try SampleCalls.record(.satisfied, try SampleCalls.resolved(), by: own, at: text).closing
                == .satisfied)
    }

    @Test("A call back is asked for within call hours and two weeks, and keeps the round open for it")
    func callBack() throws {
        let late = SampleDesk.instant("2026-09-21T15:00:00+08:00")
        let ticket = try SampleCalls.record(.callBack(at: late), try SampleCalls.resolved())
        let window = try #require(try SampleDesk.policy().followUpWindow(1, of: ticket))
        #expect(window.closes == SampleDesk.instant("2026-09-21T20:00:00+08:00"))
        #expect(ticket.deadlines(under: try SampleDesk.policy()).map(\.due) == [window.closes])
        for time in ["2026-09-15T09:59:00+08:00", "2026-10-15T15:00:00+08:00", "2026-09-16T21:00:00+08:00"] {
            #expect(throws: Refusal.self) {
                try SampleCalls.record(.callBack(at: SampleDesk.instant(time)), try SampleCalls.resolved())
            }
        }
    }

    @Test("A caller with the language is named; the reporter's own language until then")
    func language() throws {
        #expect(try SampleCalls.resolved().reports[0].callLanguage == "zh")
        #expect(
            try SampleCalls.record(.language(tag: "en"), try SampleCalls.resolved()).reports[0].callLanguage
                == "en")
    }

    @Test("Not mended reopens in round 1 within seven days; in rounds 2 and 3 the ticket stays closed")
    func notMended() throws {
        #expect(try SampleCalls.record(.stillBroken, try SampleCalls.resolved()).state == .assigned)
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        // Well within the seven days in which round 1 would have reopened it.
        let second = try SampleCalls.record(.stillBroken, closed, round: 2)
        #expect(second.state == .closed)
        #expect(second.reports[0].closing == .satisfied)
    }

    @Test("Whose first report is covered by another's number is called at the other number")
    func chained() throws {
        var (second, third) = (SampleDesk.report(2), SampleDesk.report(3, phone: "13900139000"))
        third.reporter = second.reporter
        second.contact = SampleDesk.report(1).contact.map {
            .clear($0.value ?? Contact(), of: second.reporter)
        }
        let ticket = try SampleCalls.resolved([SampleDesk.report(1), second, third])
        let rules = try SampleDesk.policy().followUp
        #expect(ticket.reportsToCall(rules).map(\.report.id) == [ReportID(1), ReportID(3)])
        let swept = try ticket.after(
            .sweep, SampleDesk.context(by: .system("sweep"), at: SampleDesk.monday + .seconds(4 * 86_400)))
        #expect(swept.state == .closed && swept.reports.allSatisfy { $0.closing == .unreached })
    }

    @Test(
        "One call covers a person's further reports on the ticket, by person or by number, and nobody is called twice"
    )
    func personOnce() throws {
        var again = SampleDesk.report(2)
        again.reporter = PersonID(101)
        let reports = [
            SampleDesk.report(1), again, SampleDesk.report(3, phone: "138 0013 8000"), SampleDesk.report(4),
        ]
        let ticket = try SampleCalls.resolved(reports)
        let rules = try SampleDesk.policy().followUp
        #expect(ticket.reportsToCall(rules).map(\.report.id) == [ReportID(1), ReportID(4)])
        let called = try SampleCalls.record(.satisfied, ticket)
        #expect(called.reports.map(\.closing) == [.satisfied, .satisfied, .satisfied, nil])
        #expect(called.pendingReports(round: 1, rules).map(\.report.id) == [ReportID(4)])
        #expect(try SampleCalls.record(.wrongNumber, called, report: 4).closing == .unreached)
    }

    @Test("A person's further reports end with the one that nobody could reach")
    func personUnreached() throws {
        let ticket = try SampleCalls.resolved([
            SampleDesk.report(1), SampleDesk.report(2, phone: "13800138000"),
        ])
        let over = SampleDesk.instant("2026-09-20T10:00:00+08:00")
        let swept = try ticket.after(.sweep, SampleDesk.context(by: .system("sweep"), at: over))
        #expect(swept.reports.map(\.closing) == [.unreached, .unreached])
        #expect(swept.reports.map(\.missedRounds) == [[1], []])
    }

    @Test("Rounds 2 and 3 come due by deadlines of their own, and nobody having called is recorded as that")
    func missed() throws {
        let policy = try SampleDesk.policy()
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        #expect(closed.deadlines(under: policy).map(\.kind) == [.secondRound])
        let due = try #require(closed.deadlines(under: policy).first?.due)
        let missed = try closed.after(.sweep, SampleDesk.context(by: .system("sweep"), at: due))
        #expect(missed.reports[0].missedRounds == [2])
        #expect(missed.closing == .satisfied)
        #expect(missed.deadlines(under: policy).isEmpty)
        #expect(throws: Refusal.followUpFinished(ReportID(1), round: 2)) {
            try SampleCalls.record(.satisfied, missed, round: 2)
        }
        let chosen = TicketFact.FollowUpChosen(
            report: ReportID(1), round: 3, month: "2026-09", seed: 1, population: Position(1), stratum: .rest)
        let drawn = try missed.after(
            .chooseFollowUp(chosen), SampleDesk.context(by: SampleDesk.staff(.supervisor), at: due))
        #expect(drawn.deadlines(under: policy).map(\.kind) == [.thirdRound])
        #expect(throws: Refusal.unchanged(.chooseFollowUp)) {
            try drawn.after(
                .chooseFollowUp(chosen), SampleDesk.context(by: SampleDesk.staff(.supervisor), at: due))
        }
    }

    @Test("Taken up again and mended again, everybody is called anew, whatever came of the calls before")
    func anew() throws {
        let rules = try SampleDesk.policy().followUp
        let missed = try SampleCalls.resolved().after(
            .sweep,
            SampleDesk.context(by: .system("sweep"), at: SampleDesk.instant("2026-09-18T20:00:00+08:00")))
        #expect(missed.closing == .unreached && missed.reports[0].missedRounds == [1])
        for before in [try SampleCalls.record(.noAnswer, try SampleCalls.resolved()), missed] {
            let later = try SampleDesk.context(at: SampleDesk.instant("2026-09-19T10:00:00+08:00"))
            let again = try before.after(.reopen(ReportID(1), words: "又断了"), later).after(
                .resolve(SampleDesk.solved), later)
            #expect(again.reports[0].followUps.isEmpty && again.reports[0].missedRounds.isEmpty)
            #expect(again.pendingReports(round: 1, rules).map(\.report.id) == [ReportID(1)])
        }
    }

    @Test("Nobody is called about what was never worked on", arguments: [Stage.merged, .withdrawn, .advised])
    func noWork(_ stage: Stage) throws {
        let ticket = try #require(try stage.ticket())
        let rules = try SampleDesk.policy().followUp
        #expect(ticket.state == .closed)
        for round in 1...3 { #expect(ticket.reportsToCall(round: round, rules).isEmpty, "\(round)") }
        #expect(ticket.deadlines(under: try SampleDesk.policy()).isEmpty)
    }

    @Test("Who didn't want to be called isn't called in later rounds")
    func refusedForGood() throws {
        let ticket = try SampleCalls.record(.refused, try SampleCalls.resolved())
        #expect(ticket.reportsToCall(round: 2, try SampleDesk.policy().followUp).isEmpty)
        #expect(ticket.deadlines(under: try SampleDesk.policy()).isEmpty)
    }

    @Test("A number is shown for one open attempt, and only where there is one")
    func reveal() throws {
        let reveal = TicketCommand.revealContact(ReportID(1), round: 1)
        let context = try SampleDesk.context(by: SampleDesk.caller)
        let ticket = try SampleCalls.record(.noAnswer, try SampleCalls.resolved())
        let facts = try Ticket.decide(reveal, on: ticket, id: ticket.id, in: context)
        let shown = TicketFact.ContactRevealed(
            report: ReportID(1), round: 1, attempt: 2, person: PersonID(18))
        #expect(facts == [.contactRevealed(shown)])
        #expect(throws: Refusal.nothingToCall(ReportID(1))) {
            try SampleCalls.resolved([SampleDesk.report(1, isReachable: false)]).after(reveal, context)
        }
        let finished = try SampleCalls.record(.satisfied, ticket)
        #expect(throws: Refusal.followUpRound(found: 1, expected: 2...3)) {
            try finished.after(reveal, context)
        }
    }

    @Test(
        "Whoever works on it is shown a number, for a reason that is kept, until the ticket is closed; nobody else"
    )
    func show() throws {
        let show = TicketCommand.showContact(ReportID(1), .access)
        let technician = SampleDesk.staff(.technician, .team(try SampleDesk.key("network")), person: 7)
        let ticket = try SampleDesk.opened()
        for person in [technician, SampleDesk.dispatcher, SampleDesk.staff(.supervisor)] {
            let facts = try Ticket.decide(
                show, on: ticket, id: ticket.id, in: SampleDesk.context(by: person))
            #expect(facts == [.contactShown(.init(report: ReportID(1), purpose: .access))])
            #expect(facts.map(\.audience) == [.staff])
            // It says nothing of the work.
            #expect(ticket.applying(facts, at: SampleDesk.monday).workRevision == ticket.workRevision)
        }
        let others = [
            SampleDesk.staff(.technician, .team(try SampleDesk.key("repairs")), person: 17),
            SampleDesk.staff(.head), SampleDesk.staff(.facilities), SampleDesk.staff(.auditor),
            Principal(actor: .reporter(PersonID(101))),
        ]
        for person in others {
            #expect(throws: Refusal.self, "\(person)") {
                try ticket.after(show, SampleDesk.context(by: person))
            }
        }
        #expect(throws: Refusal.nothingToCall(ReportID(1))) {
            try SampleDesk.opened(SampleDesk.report(isReachable: false)).after(show)
        }
        #expect(throws: Refusal.unknownReport(ReportID(9))) {
            try ticket.after(.showContact(ReportID(9), .visit))
        }
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        #expect(closed.state == .closed)
        #expect(
            throws: Refusal.wrongState(
                .showContact, expected: TicketState.open.union([.resolved]), found: .closed)
        ) {
            try closed.after(show, SampleDesk.context(by: technician))
        }
    }
}
