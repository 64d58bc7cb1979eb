import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Follow-up and closing")
struct FollowUpTests {
    private func resolved(_ reports: Int64, reachable: (Int64) -> Bool = { _ in true }) throws -> Ticket {
        var ticket = try SampleDesk.opened(SampleDesk.report(1, isReachable: reachable(1)))
        for number in 1..<max(reports, 1) {
            let report = SampleDesk.report(number + 1, isReachable: reachable(number + 1))
            ticket = try ticket.after(.joinReport(report))
        }
        return try ticket.after(.accept(PersonID(7)), .resolve(SampleDesk.solved))
    }

    @Test(
        "A ticket closes as the worst of its reports: dissatisfied, unreached, noContact, mended, satisfied")
    func order() {
        let all: [Closing] = [.dissatisfied, .unreached, .noContact, .mended, .satisfied]
        for (index, worst) in all.enumerated() {
            #expect(Closing.worst(of: all[index...].reversed()) == worst)
            #expect(Closing.worst(of: Array(all[index...])) == worst)
        }
    }

    @Test("It closes when the last report that is called is finished")
    func lastCall() throws {
        var ticket = try resolved(2)
        ticket = try ticket.after(.recordFollowUp(ReportID(1), round: 1, .dissatisfied, words: "太慢"))
        #expect(ticket.state == .resolved)
        #expect(throws: Refusal.followUpPending([ReportID(2)])) { try ticket.after(.close) }
        ticket = try ticket.after(.recordFollowUp(ReportID(2), round: 1, .satisfied, words: nil))
        #expect(ticket.closing == .dissatisfied)
        #expect(ticket.reports.map(\.closing) == [.dissatisfied, .satisfied])
    }

    @Test("Attempts are used up after as many calls as the rules ask, each in another stretch of the day")
    func attempts() throws {
        let none = TicketCommand.recordFollowUp(ReportID(1), round: 1, .noAnswer, words: nil)
        func call(_ ticket: Ticket, _ time: String) throws -> Ticket {
            try ticket.after(none, SampleDesk.context(by: SampleDesk.caller, at: SampleDesk.instant(time)))
        }
        var ticket = try call(try resolved(1), "2026-09-14T13:00:00+08:00")
        // The same morning again and again: not one attempt more.
        for minute in 10...15 { ticket = try call(ticket, "2026-09-14T13:\(minute):00+08:00") }
        #expect(ticket.state == .resolved)
        #expect(
            ticket.reports[0].followUps.map(\.call.isRepeated) == [false] + Array(repeating: true, count: 6))
        ticket = try call(ticket, "2026-09-14T14:00:00+08:00")
        #expect(ticket.closing == .unreached)
    }

    @Test("Without anybody to call it closes by hand at once, or by the sweep when round 1 opens")
    func noContact() throws {
        let ticket = try resolved(1) { _ in false }
        #expect(try ticket.after(.close).closing == .noContact)
        let opens = SampleDesk.monday + .seconds(7200)
        #expect(ticket.deadlines(under: try SampleDesk.policy()).map(\.due) == [opens])
        let swept = try ticket.after(.sweep, SampleDesk.context(by: .system("sweep"), at: opens))
        #expect(swept.closing == .noContact)
        #expect(throws: Refusal.nothingDue) {
            try ticket.after(.sweep, SampleDesk.context(by: .system("sweep"), at: opens - .seconds(1)))
        }
    }

    @Test(
        "A contact that is left later makes round 1 due by call, and it is amended again until it is the same"
    )
    func amended() throws {
        let phone = Contact(name: "李雷", phone: "13900139000")
        let ticket = try resolved(1) { _ in false }.after(.amend(ReportID(1), contact: phone))
        let over = SampleDesk.monday + .seconds(3 * 86_400)
        #expect(ticket.deadlines(under: try SampleDesk.policy()).map(\.due) == [over])
        #expect(throws: Refusal.followUpPending([ReportID(1)])) { try ticket.after(.close) }
        #expect(throws: Refusal.unchanged(.amend)) { try ticket.after(.amend(ReportID(1), contact: phone)) }
        let changed = try ticket.after(.amend(ReportID(1), contact: Contact(mail: "li@example.edu")))
        #expect(
            changed.reports[0].report.contact
                == .clear(Contact(name: "李雷", mail: "li@example.edu"), of: PersonID(101)))
        #expect(
            try changed.after(.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)).closing
                == .satisfied)
    }

    @Test("A contact by which nobody can be reached, or that is too long, is refused")
    func badContacts() throws {
        let ticket = try resolved(1)
        #expect(throws: Refusal.emptyText(field: "contact")) {
            try ticket.after(.amend(ReportID(1), contact: Contact(name: "李雷")))
        }
        let long = String(repeating: "1", count: ReportLimits.contactMax + 1)
        #expect(throws: Refusal.self) { try ticket.after(.amend(ReportID(1), contact: Contact(phone: long))) }
    }

    @Test("Nobody's contact is put back after an erasure")
    func erased() throws {
        var report = SampleDesk.report(1)
        report.contact = .erased(of: report.reporter)
        #expect(throws: Refusal.erasedReport(ReportID(1))) {
            try SampleDesk.opened(report).after(.amend(ReportID(1), contact: Contact(phone: "13900139000")))
        }
    }

    @Test("A ticket carries five hundred reports and no more")
    func full() throws {
        var ticket = try SampleDesk.opened()
        for number in 2...Int64(ReportLimits.reportsMax) {
            ticket = ticket.applying(
                .joined(.init(report: SampleDesk.report(number))), at: SampleDesk.monday)
        }
        #expect(throws: Refusal.tooMany(field: "reports", max: 500, found: 501)) {
            try ticket.after(.joinReport(SampleDesk.report(501)))
        }
        #expect(ticket.reports.count == 500)
    }

    @Test("The sweep closes as unreached when round 1 is over")
    func window() throws {
        let ticket = try resolved(2) { $0 == 1 }
        let over = SampleDesk.monday + .seconds(3 * 86_400)
        let swept = try ticket.after(.sweep, SampleDesk.context(by: .system("sweep"), at: over))
        #expect(swept.reports.map(\.closing) == [.unreached, .noContact])
        #expect(swept.closing == .unreached)
    }

    @Test("Of an incident a sample is called, spread over its reports")
    func sample() throws {
        var ticket = try resolved(10)
        let called = ticket.reportsToCall(try SampleDesk.policy().followUp).map(\.report.id)
        #expect(called == [ReportID(1), ReportID(6)])
        for id in called { ticket = try ticket.after(.recordFollowUp(id, round: 1, .satisfied, words: nil)) }
        #expect(ticket.closing == .satisfied)
        #expect(ticket.reports.count { $0.closing == nil } == 8)
    }

    @Test("Round 1 belongs to resolved tickets, rounds 2 and 3 to closed ones, and each ends")
    func rounds() throws {
        let ticket = try resolved(1)
        let call = TicketCommand.recordFollowUp(ReportID(1), round: 2, .satisfied, words: nil)
        #expect(throws: Refusal.followUpRound(found: 2, expected: 1...1)) { try ticket.after(call) }
        let closed = try ticket.after(.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil))
        let second = try closed.after(call)
        #expect(throws: Refusal.followUpFinished(ReportID(1), round: 2)) { try second.after(call) }
        #expect(throws: Refusal.followUpRound(found: 4, expected: 2...3)) {
            try second.after(.recordFollowUp(ReportID(1), round: 4, .satisfied, words: nil))
        }
    }

    @Test("A withdrawn report is neither called nor counted; the last one closes the ticket")
    func withdrawn() throws {
        var ticket = try SampleDesk.opened().after(.joinReport(SampleDesk.report(2)))
        ticket = try ticket.after(.withdraw(ReportID(1), words: nil))
        #expect(ticket.state == .assigned)
        #expect(ticket.row.reportCount == 1)
        #expect(throws: Refusal.reportEnded(ReportID(1), .withdrawn)) {
            try ticket.after(.urge(ReportID(1), words: nil))
        }
        #expect(try ticket.after(.withdraw(ReportID(2), words: nil)).closing == .withdrawn)
    }

    @Test("A due that was missed and comes back with its priority isn't missed again")
    func dueThatComesBack() throws {
        let policy = try SampleDesk.policy()
        let at = SampleDesk.monday + .seconds(40 * 86_400)
        func swept(_ ticket: Ticket) throws -> Ticket {
            try ticket.after(.sweep, try SampleDesk.context(by: .system("sweep"), at: at))
        }
        let normal = try SampleDesk.opened()
        let missed = try swept(normal)
        let high = try swept(try missed.after(.reprioritise(.high, words: nil)))
        let again = try high.after(.reprioritise(normal.priority, words: nil))
        #expect(again.resolutionDue == normal.resolutionDue && high.resolutionDue != normal.resolutionDue)
        #expect(again.deadlines(under: policy).filter { $0.kind == .resolution } == [])
    }

    @Test("A clock that runs out is noted once")
    func overdue() throws {
        let ticket = try SampleDesk.opened()
        let due = try #require(ticket.responseDue)
        let context = try SampleDesk.context(by: .system("sweep"), at: due)
        let noted = try ticket.after(.sweep, context)
        #expect(noted.missed == [.response: [due]])
        #expect(throws: Refusal.nothingDue) { try noted.after(.sweep, context) }
        #expect(noted.deadlines(under: try SampleDesk.policy()).map(\.kind) == [.resolution])
    }
}
