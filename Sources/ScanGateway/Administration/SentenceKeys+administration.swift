import Facility
import Ledger
import Wording

extension SentenceKeys {
    /// Every sentence of the pages of administration that the code asks for.
    static var administration: [String] {
        administrationLiterals + LedgerSort.allCases.map { "admin.ledger.sort.\($0.rawValue)" }
            + StreamKind.allCases.map { "admin.stream.\($0.rawValue)" }
            + AdminDone.allCases.map { "admin.done.\($0.rawValue)" }
            + Language.allCases.map { "admin.language.\($0.rawValue)" }
            + ledgerKinds.map { "admin.kind.\($0)" }
            + PersonExported.Subject.allCases.map { "admin.event.exported.\($0.rawValue)" }
            + Role.allCases.filter(Role.separated.contains).flatMap { role in
                ["does", "rest", "note"].map { "admin.\($0).\(role.rawValue)" }
            }
            + ["signIn", "number", "mail", "language", "lastSignIn"].map { "admin.fact.\($0)" }
            + ["now", "ahead", "over"].map { "admin.grants.\($0)" }
            + ["ending", "unreachable"].map { "admin.people.show.\($0)" }
            + ["role", "scope", "place", "placeNotFound", "placeUnused", "whichPlace"]
            .map { "admin.missing.\($0)" }
            + [
                "ownAccount", "disabled", "noSuchGrant", "separated", "alreadyGranted", "emptyTerm",
                "unknownPlace", "taken", "text",
            ].map { "admin.refused.\($0)" }
            + [
                "position", "recorded", "occurred", "who", "channel", "name", "kind", "stream", "number",
                "detail",
                "hash",
            ].map { "admin.ledger.column.\($0)" }
    }

    /// Kinds of events that have words of their own in the ledger; the rest stand under their own names.
    static let ledgerKinds = [
        "person.added", "person.granted", "person.grantEnded", "person.passwordSet", "person.signedIn",
        "person.exported",
        "person.disabled", "person.mailSet", "configuration.loaded", "place.added", "place.renamed",
        "place.moved", "place.changed", "place.retired", "place.cabled", "place.noticePosted",
        "place.noticeChanged", "place.noticeEnded", "device.added", "device.changed", "device.installed",
        "device.retired", "label.minted", "label.printed", "label.stateChanged", "label.replaced",
        "label.bound", "label.seen", "label.problemReported", "label.problemMoved", "batch.opened",
        "batch.printed", "batch.spoiled", "batch.voided", "sheet.kept", "sheet.used", "sheet.corrected",
        "sheet.spoiled", "sheet.discarded", "ticket.contactRevealed", "ticket.contactShown",
        "ticket.reported", "ticket.joined", "ticket.routed", "ticket.assigned", "ticket.accepted",
        "ticket.arrived", "ticket.held", "ticket.resumed", "ticket.resolved", "ticket.reopened",
        "ticket.withdrawn", "ticket.dismissed", "ticket.closed", "ticket.reportClosed", "ticket.followedUp",
        "ticket.commented", "ticket.redacted", "ticket.amended", "ticket.merged", "ticket.classified",
        "ticket.reprioritised", "ticket.urged", "ticket.supervised", "ticket.offered", "ticket.overdue",
        "ticket.escalated",
        "ticket.acknowledged", "ticket.appointed", "ticket.appointmentCancelled",
        "ticket.appointmentMissed", "ticket.appointmentNear", "ticket.assignmentDeclined",
        "ticket.assisted", "ticket.deviceReplaced", "ticket.dispatchFrozen", "ticket.dispatchResumed",
        "ticket.entryAmended", "ticket.extensionDecided", "ticket.extensionLapsed",
        "ticket.extensionRequested", "ticket.faultRepeated", "ticket.findingClosed",
        "ticket.followUpChosen", "ticket.followUpMissed", "ticket.hazardPassedOn",
        "ticket.incidentAccepted", "ticket.incidentGrew", "ticket.incidentProposed",
        "ticket.incidentRefused", "ticket.incidentWidened", "ticket.lateNoted", "ticket.listedLate",
        "ticket.located", "ticket.partsUsed", "ticket.reassigned", "ticket.recalculated",
        "ticket.referralAnswered", "ticket.referralOverdue", "ticket.referred", "ticket.relocated",
        "ticket.remoteWorkStarted", "ticket.reporterAnswered", "ticket.reporterAsked",
        "ticket.reportsReleased", "ticket.reportsTaken", "ticket.reworked", "ticket.signOffLapsed",
        "ticket.signOffOverdue", "ticket.signedOff", "ticket.splitOff", "ticket.supervisionAnswered",
        "ticket.supervisionOverdue", "ticket.supervisionRead", "ticket.transferred", "ticket.urgeAnswered",
        "ticket.urgeOverdue",
    ]

    private static let administrationLiterals = [
        "admin.title", "admin.tab.start", "admin.tab.people", "admin.tab.ledger", "admin.who.any",
        "admin.who.disable", "admin.nobody", "admin.vacant", "admin.count.people", "admin.count.ending",
        "admin.count.off", "admin.count.unreachable", "admin.changesCut", "admin.people.title",
        "admin.people.found", "admin.people.cut", "admin.people.back", "admin.personTitle", "admin.noMail",
        "admin.state.on", "admin.state.off", "admin.missing.name", "admin.missing.account",
        "admin.wrong.account", "admin.wrong.mail", "admin.wrong.moment", "admin.added", "admin.passwordSet",
        "admin.toPerson", "admin.toLedger", "admin.lastSignIn", "admin.times", "admin.neverSignedIn",
        "admin.note.own", "admin.note.off", "admin.historyCut", "admin.endGrantOf", "admin.grant.words",
        "admin.grant.from", "admin.grant.until", "admin.grant.site", "admin.grant.place", "admin.grant.zone",
        "admin.grant.placeOfOld", "admin.grant.taken", "admin.event.added", "admin.event.granted",
        "admin.event.grantEnded", "admin.event.passwordSet", "admin.event.signedIn", "admin.event.disabled",
        "admin.event.mailSet", "admin.event.mailGone", "admin.event.configuration", "admin.actor.reporter",
        "admin.actor.program", "admin.actor.system", "admin.actor.operator", "admin.actor.unknown",
        "admin.account.title", "admin.account.done", "admin.account.wrongOld", "admin.account.short",
        "admin.account.differs", "admin.account.home", "admin.ledger.title", "admin.ledger.summary",
        "admin.ledger.noDay", "admin.ledger.noSpan", "admin.ledger.noPerson", "admin.ledger.holds",
        "admin.ledger.broken", "admin.ledger.fileNote", "admin.ledger.fileCut", "admin.ledger.lookedAll",
        "admin.ledger.lookedPart", "admin.ledger.lookedUntil",
    ]
}
