import TicketTracking

extension SentenceKeys {
    /// What is done less often on a ticket's page.
    static let more =
        moreLiterals + ["same", "yes", "no"].map { "staff.danger.\($0)" }
        + DismissalReason.allCases.flatMap { ["staff.dismissal.\($0.rawValue)", "dismissed.\($0.rawValue)"] }

    private static let moreLiterals = [
        "desk.gone", "problem.chooseOne", "problem.dayNeeded", "problem.groundNeeded",
        "problem.noTicket", "problem.nothingChanged", "problem.organisationNeeded",
        "problem.placeSeveral", "problem.timeEmpty", "problem.timeNeeded", "problem.timeOrder",
        "report.mail", "report.name", "report.phone", "staff.advise", "staff.adviseHint",
        "staff.adviseSend", "staff.amend", "staff.amendHint", "staff.amendSend", "staff.answerReferral",
        "staff.answerReferralOwn", "staff.answerReferralSend", "staff.answerReferralWords",
        "staff.appoint", "staff.appointDay", "staff.appointFrom", "staff.appointHint",
        "staff.appointSend", "staff.appointUntil", "staff.appointWords", "staff.asItWas", "staff.ask",
        "staff.askHint", "staff.askSend", "staff.askUntil", "staff.askWords", "staff.chooseOne",
        "staff.classify", "staff.classifySend", "staff.dangerAsked", "staff.dangerNo",
        "staff.dangerYes", "staff.decideExtension", "staff.decideExtensionSend", "staff.decline",
        "staff.declineSend", "staff.declineWhy", "staff.dismiss", "staff.dismissSend",
        "staff.dismissWhy", "staff.done.amended", "staff.done.extension", "staff.done.urged",
        "staff.extend", "staff.extendSend", "staff.extendUntil", "staff.extendWhy",
        "staff.extensionAnswer", "staff.extensionNo", "staff.extensionUntil", "staff.extensionWhy",
        "staff.extensionYes", "staff.forStaff", "staff.merge", "staff.mergeHint", "staff.mergeInto",
        "staff.mergeSend", "staff.refer", "staff.referNumber", "staff.referNumberHint",
        "staff.referSend", "staff.referTo", "staff.referUntil", "staff.referralDone",
        "staff.referralNo", "staff.referralYes", "staff.relocate", "staff.reopen", "staff.reopenOne",
        "staff.reopenSend", "staff.review", "staff.signOff", "staff.signOffSend", "staff.split",
        "staff.splitSend", "staff.spoken", "staff.urge", "staff.urgeSend", "staff.whichReport",
        "staff.withdraw", "staff.withdrawSend", "step.referredDue", "step.referredNumber",
        "ticket.splitTo", "ticket.what",
    ]
}
