import Facility
import Ledger
import TicketTracking
import Wording

extension LetterWriter {
    /// To whoever reported: in the report's language, with the tracking link.
    ///
    /// - Parameter ticket: that the event happened to; the report may be with another one by now.
    func reporter(
        _ row: ReportRow, _ ticket: Ticket, _ fact: TicketFact, _ delivery: Delivery
    ) async throws -> AddressedLetter {
        let present =
            row.ticket == ticket.id
            ? ticket : try Ticket.folding(try await sources.tickets.events(of: row.ticket))
        guard let report = (present?.standing(of: row.id) ?? ticket.standing(of: row.id))?.report else {
            throw LetterRefusal.gone
        }
        let address = try await address(of: report)
        let language = Language(tag: report.language) ?? sources.language
        var lines = lines(of: present ?? ticket, try await path(present ?? ticket), language)
        lines += moments(of: fact, language)
        var footer = [
            say("message.footerReporter", language, ["site": sources.siteName.text(in: language.rawValue)])
        ]
        if let hotline = sources.hotline {
            footer.append(say("message.footerHotline", language, ["phone": hotline]))
        }
        let link = sources.trackingURL(row).map {
            Letter.Link(title: say("message.openTracking", language), url: $0)
        }
        return AddressedLetter(
            to: address,
            letter: Letter(
                language: language, subject: subject(delivery, ticket, language),
                lead: say("message.\(delivery.template)", language), lines: lines,
                words: words(of: fact, language), links: [link].compactMap(\.self), footer: footer,
                isUrgent: false))
    }

    /// The report's own, else where its reporter has an account, that one's.
    private func address(of report: Report) async throws -> MailAddress {
        if case .erased? = report.contact { throw LetterRefusal.erased }
        if let mail = report.contact?.value?.mail {
            guard let address = MailAddress(mail) else { throw LetterRefusal.malformedAddress }
            return address
        }
        guard let member = try await sources.register.store.person(report.reporter) else {
            throw LetterRefusal.noAddress
        }
        return try Self.address(of: member)
    }

    /// What was written to the reporter by this very step.
    private func words(of fact: TicketFact, _ language: Language) -> Letter.Line? {
        if case .dismissed(let payload) = fact {
            let sentences = [payload.reason.rawValue, "again"].map { say("dismissed.\($0)", language) }
            return quoted(sentences.joined(separator: language == .zh ? "" : " "), "answer", language)
        }
        let (label, words): (String, Personal<String>?) =
            switch fact {
            case .resolved(let payload): ("answer", payload.resolution.answer)
            case .closed(let payload): ("answer", payload.answer)
            case .urgeAnswered(let payload): ("answer", payload.answer)
            case .reporterAsked(let payload): ("question", payload.question)
            case .commented(let payload): ("words", payload.isPublic ? payload.words : nil)
            case .held(let payload): ("words", payload.workaround)
            case .appointed(let payload): ("words", payload.words)
            default: ("words", nil)
            }
        return words?.value.map { quoted($0, label, language) }
    }

    func quoted(_ words: String, _ label: String, _ language: Language) -> Letter.Line {
        let isLong = words.count > Letter.wordsMax
        return Letter.Line(
            label: say("message.label.\(label)", language),
            value: isLong ? words.prefix(Letter.wordsMax) + "…\n" + say("message.cut", language) : words)
    }

    private func moments(of fact: TicketFact, _ language: Language) -> [Letter.Line] {
        func line(_ label: String, _ value: String) -> Letter.Line {
            Letter.Line(label: say("message.label.\(label)", language), value: value)
        }
        return switch fact {
        case .appointed(let payload): [line("time", "\(local(payload.from)) – \(local(payload.until))")]
        case .held(let payload): [line("until", local(payload.until))]
        default: []
        }
    }
}
