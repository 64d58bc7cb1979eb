public import Facility
public import Ledger
public import TicketTracking
import Wording

extension Messenger {
    /// Sends a test message to a channel itself.
    ///
    /// - Parameter id: 32 hexadecimal digits, new for each test.
    /// - Returns: nil where `channels.yaml` has no such channel.
    public func test(_ channel: ChannelKey, id: String, at now: Instant) async -> SendOutcome? {
        if let webhook = ways.webhooks[channel] {
            return await webhook.send(WebhookBody.test(at: now), id: id, at: now, by: ways.client)
        }
        guard let robot = ways.robots[channel] else { return nil }
        let language = ways.language(of: channel, else: sources.language)
        return await robot.send(letter(language).markdown, at: now, by: ways.client)
    }

    /// Sends a test mail to one of the staff.
    public func test(mailTo member: Person, id: String, at now: Instant) async -> SendOutcome {
        do throws(LetterRefusal) {
            let language = member.language.flatMap { Language(tag: $0) } ?? sources.language
            return await send(letter(language), to: try LetterWriter.address(of: member), id: id, at: now)
        } catch {
            return .refused(error.words)
        }
    }

    private func letter(_ language: Language) -> Letter {
        func say(_ key: String, _ values: [String: String] = [:]) -> String {
            sources.book.text(key, in: language, values) ?? key
        }
        return Letter(
            language: language, subject: say("message.test.subject"), lead: say("message.test.lead"),
            footer: [
                say("message.footerStaff", ["site": sources.siteName.text(in: language.rawValue)])
            ])
    }
}
