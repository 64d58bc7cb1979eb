import Facility
import Ledger
import TicketTracking
import Wording

extension LetterWriter {
    /// To somebody who works on it or watches over it.
    ///
    /// - Parameters:
    ///   - sight: what the reader may see; who may see nothing any more, e.g. since it was handed to others, gets no link.
    ///   - since: when what is told happened.
    func staff(
        _ ticket: Ticket, _ path: [Place], _ delivery: Delivery, _ language: Language,
        sight: TicketSight, since: Instant
    ) -> Letter {
        let words = ticket.standingReports.lazy.compactMap { $0.report.words?.value }
        let reported = sight == .whole ? words.first : nil
        let page = Letter.Link(
            title: say("message.openDesk", language), url: sources.deskURL(number(of: ticket.id)))
        var links = sight == .nothing ? [] : [page]
        if let person = delivery.person, MessageTemplates.acknowledgeable.contains(delivery.template),
            let url = sources.acknowledgeURL(
                ticket.id, delivery.event, person, since + Self.acknowledgedWithin)
        {
            links.append(Letter.Link(title: say("message.acknowledge", language), url: url))
        }
        var lines = lines(of: ticket, path, language)
        if ticket.mayHurt {
            lines.insert(
                Letter.Line(
                    label: say("message.label.hazard", language), value: say("message.hazardYes", language)),
                at: 0)
        }
        if let team = ticket.team.flatMap(sources.policy().team) {
            lines.append(
                Letter.Line(
                    label: say("message.label.team", language), value: team.name.text(in: language.rawValue)))
        }
        let site = sources.siteName.text(in: language.rawValue)
        return Letter(
            language: language, subject: subject(delivery, ticket, language),
            lead: say("message.\(delivery.template)", language), lines: lines,
            words: reported.map { quoted($0, "reported", language) }, links: links,
            footer: [say("message.footerStaff", language, ["site": site])], isUrgent: ticket.mayHurt)
    }

    /// How long a link to acknowledge by counts, from the event on.
    private static let acknowledgedWithin = Duration.seconds(7 * 86_400)

    func subject(_ delivery: Delivery, _ ticket: Ticket, _ language: Language) -> String {
        let sentence = say("message.\(delivery.template)", language)
        return say(
            "message.subject", language, ["number": number(of: ticket.id), "sentence": sentence])
    }

    /// Number, place, what, state and the promised time.
    func lines(of ticket: Ticket, _ path: [Place], _ language: Language) -> [Letter.Line] {
        func line(_ label: String, _ value: String?) -> Letter.Line? {
            value.flatMap { $0.isEmpty ? nil : $0 }.map {
                Letter.Line(label: say("message.label.\(label)", language), value: $0)
            }
        }
        let names = path.map { $0.name.text(in: language.rawValue) }.filter { !$0.isEmpty }
        let place = names.joined(separator: " › ") + (path.last.map { " (\($0.reference))" } ?? "")
        let category = ticket.category.flatMap(sources.policy().category)?.name.text(in: language.rawValue)
        let due = ticket.state.isOpen ? ticket.resolutionDue.map(local) : nil
        return [
            line("number", number(of: ticket.id)), line("place", place),
            line("category", category), line("state", say("state.\(ticket.state.rawValue)", language)),
            line("due", due),
        ].compactMap(\.self)
    }

    func number(of ticket: TicketID) -> String { "\(TicketNumber(of: ticket, under: sources.numbers))" }

    /// `2026-11-29 14:30` by the site's clock.
    func local(_ instant: Instant) -> String {
        let (day, second) = sources.policy().zone.local(instant)
        let minute = Int(second / 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day) \(two(minute / 60)):\(two(minute % 60))"
    }
}
