import ArgumentParser
import Facility
import ScanGateway

struct StaffMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Say where messages reach a person, and in which language.",
        discussion: flowing(
            """
            The address is kept sealed under the person's own key and shown masked. `mendmark messages test NAME` tries
            it out.
            """))

    @OptionGroup var options: SiteOptions
    @Argument(help: "The sign-in name.") var signInName: String
    @Argument(help: "The address, or - to read it from standard input, or none to take it away.")
    var address: String
    @Option(help: "zh or en (default: the site's).") var language: String?

    func validate() throws {
        guard [nil, "zh", "en"].contains(language) else {
            throw ValidationError("--language: expected zh or en, found \(language ?? "")")
        }
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let mail = address == "none" ? nil : address == "-" ? readLine() ?? "" : address
        let reply = try await site.desk.perform(
            .setMail(
                signInName: signInName, mail: mail, language: language ?? site.configuration.language))
        guard case .person(let person) = reply else { throw OperatorFailure.unexpectedReply }
        print(
            person.mail.map { "Messages reach \(signInName) at \($0)." } ?? "\(signInName) isn't written to.")
    }
}
