import Facility
import Ledger

@testable import TicketTracking

/// Every standing that a command can meet a ticket in.
enum Stage: String, CaseIterable {
    case none, unlocated, reported, assigned, accepted, working, onHold, referred, resolved
    case closed, merged, withdrawn, advised, dismissed

    func ticket() throws -> Ticket? {
        let lead = PersonID(900)
        switch self {
        case .none: return nil
        case .unlocated:
            let words = Personal<String>.clear("三教那个大教室", of: PersonID(101))
            return try SampleDesk.opened(SampleDesk.report(at: .unknown(words)), path: [])
        case .reported: return try SampleDesk.opened().after(.declineAssignment(words: "不归我们"))
        case .assigned: return try SampleDesk.opened()
        case .accepted: return try SampleDesk.opened().after(.accept(lead))
        case .working: return try SampleDesk.opened().after(.accept(lead), .workRemotely)
        case .onHold:
            let until = SampleDesk.monday + .seconds(3600)
            return try SampleDesk.opened().after(.accept(lead), .hold(.parts, until: until, words: nil))
        case .referred:
            let due = SampleDesk.monday + .seconds(86_400)
            let carrier = OrganisationKey("carrier")
            return try carrier.map {
                try SampleDesk.opened().after(.refer($0, due: due, reference: "A-1", words: nil))
            }
        case .resolved: return try SampleDesk.opened().after(.accept(lead), .resolve(SampleDesk.solved))
        case .closed:
            return try SampleDesk.opened().after(
                .accept(lead), .resolve(SampleDesk.solved),
                .recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil))
        case .merged: return try SampleDesk.opened().after(.merge(into: TicketID(9)))
        case .withdrawn: return try SampleDesk.opened().after(.withdraw(ReportID(1), words: nil))
        case .advised: return try SampleDesk.opened().after(.adviseAndClose(answer: "请拨运营商客服"))
        case .dismissed: return try SampleDesk.opened().after(.dismiss(.test, words: nil))
        }
    }
}

extension TicketCommandName {
    /// One command of each name, as good as any; sent by a dispatcher who is the lead.
    func sample() throws -> TicketCommand {
        let later = SampleDesk.monday + .seconds(7200)
        let (report, room) = (ReportID(1), PlaceID(5))
        return switch self {
        case .report: .report(SampleDesk.report(), reworkOf: nil)
        case .joinReport: .joinReport(SampleDesk.report(2))
        case .split: .split([report])
        case .merge: .merge(into: TicketID(9))
        case .confirmMine: .confirmMine(report, isMended: false, words: nil)
        case .locate: .locate(room)
        case .relocate: .relocate(room)
        case .classify: .classify(try SampleDesk.key("power"), isHazard: false)
        case .reprioritise: .reprioritise(.high, words: nil)
        case .assign: .assign(try SampleDesk.key("repairs"), lead: nil, assistants: [])
        case .accept: .accept(nil)
        case .declineAssignment: .declineAssignment(words: "不归我们")
        case .refer: .refer(try SampleDesk.key("carrier"), due: later, reference: nil, words: nil)
        case .answerReferral: .answerReferral("已修复光缆", isDone: true)
        case .arrive: .arrive(.liveScan, label: nil, at: room)
        case .workRemotely: .workRemotely
        case .hold: .hold(.access, until: later, words: nil)
        case .resume: .resume
        case .resolve: .resolve(SampleDesk.solved)
        case .reopen: .reopen(report, words: "还是没网")
        case .withdraw: .withdraw(report, words: nil)
        case .dismiss: .dismiss(.abuse, words: nil)
        case .adviseAndClose: .adviseAndClose(answer: "请拨运营商客服")
        case .comment: .comment("已联系楼管", isPublic: true, photos: [], report: nil)
        case .amend: .amend(report, contact: Contact(phone: "13900139000"))
        case .urge: .urge(report, words: nil)
        case .recordFollowUp: .recordFollowUp(report, round: 1, .satisfied, words: nil)
        case .close: .close
        case .sweep: .sweep
        case .assist: .assist([PersonID(7)], removing: [])
        case .reassign: .reassign(try SampleDesk.key("repairs"), lead: nil, words: "该后勤修")
        case .transfer: .transfer(nil, lead: PersonID(7), words: "我不在校")
        case .appoint:
            .appoint(report, from: later, until: later + .seconds(3600), words: nil)
        case .askReporter: .askReporter(report, question: "插座在哪一面墙？", until: later, workaround: "先用无线")
        case .answerDesk: .answerDesk(report, answer: "在北墙")
        case .requestExtension: .requestExtension(until: later + .seconds(3 * 86_400), words: "等配件")
        case .decideExtension: .decideExtension(isGranted: true, words: nil)
        case .recordParts: .recordParts("RJ45 模块", quantity: 2, serial: nil)
        case .replaceDevice: .replaceDevice(DeviceID(8), by: DeviceID(9), retiresOld: false, words: "烧了")
        case .signOff: .signOff(report, words: nil)
        case .amendEntry: .amendEntry(1, words: "已联系楼长", category: nil)
        case .redact: .redact(.report(report), words: "写了别人的电话")
        case .acknowledge: .acknowledge(until: later, words: nil)
        case .answerUrge: .answerUrge(report, answer: "师傅下午到")
        case .supervise: .supervise(notice: "请说明为何未到场", due: nil)
        case .readSupervision: .readSupervision(1)
        case .answerSupervision: .answerSupervision(1, answer: "配件已到，今天修好")
        case .claim: .claim
        case .revealContact: .revealContact(report, round: 1)
        case .showContact: .showContact(report, .visit)
        case .chooseFollowUp:
            .chooseFollowUp(
                TicketFact.FollowUpChosen(
                    report: report, round: 3, month: "2026-09", seed: 1, population: Position(9),
                    stratum: .rest))
        case .acceptIncident: .acceptIncident
        case .refuseIncident: .refuseIncident(words: nil)
        case .mineDiffers: .mineDiffers(report, words: nil)
        case .closeFinding: .closeFinding(words: "已换交换机")
        case .cancelAppointment: .cancelAppointment(report, words: "改天")
        case .recalculate: .recalculate(words: "假日安排变了")
        }
    }
}
