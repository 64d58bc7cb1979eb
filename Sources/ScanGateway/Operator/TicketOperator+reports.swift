import Facility
import Ledger
import TicketTracking

extension TicketOperator {
    /// Languages in which a reporter is spoken to.
    private static let languages = ["zh", "en"]

    /// - Throws: `TicketOperatorError.field`
    func check(_ spoken: SpokenReport) throws(TicketOperatorError) {
        func refuse(_ field: String, _ expected: String, _ found: String) -> TicketOperatorError {
            .field(field, expected: expected, found: found.contains { !$0.isWhitespace } ? found : "nothing")
        }
        for (field, text) in [("words", spoken.words), ("where", spoken.whereabouts)] {
            if let text, !text.contains(where: { !$0.isWhitespace }) { throw refuse(field, "a text", text) }
        }
        if let phone = spoken.contact?.phone, !ReportForm.isPhone(phone) {
            throw refuse("phone", "a phone number of 5 to 20 digits", phone)
        }
        if let mail = spoken.contact?.mail, !ReportForm.isMail(mail) {
            throw refuse("mail", "an address such as name@example.edu", mail)
        }
        guard Self.languages.contains(spoken.language) else {
            throw refuse("language", "one of \(Self.languages.joined(separator: ", "))", spoken.language)
        }
    }

    /// - Throws: `TicketOperatorError.unended` for one that is being worked on.
    func endedTicket(_ number: String) async throws -> TicketID {
        let ticket = try await ticket(number)
        guard !ticket.state.isOpen else { throw TicketOperatorError.unended(number, ticket.state) }
        return ticket.id
    }
}
