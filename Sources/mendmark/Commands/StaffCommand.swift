import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import TicketTracking

struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "People with an account: add, list, grant, set a password, switch off.",
        subcommands: [
            Add.self, List.self, GrantRole.self, EndRole.self, Password.self, StaffMail.self, Disable.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person; with --role, grant it too.",
            discussion: "Prints a password made up for the account, unless one is given on standard input.")

        @OptionGroup var options: SiteOptions
        @Argument(help: "What the person signs in with, e.g. wang.") var signInName: String
        @Option(help: "The person's name as others see it.") var name: String
        @OptionGroup var role: RoleOptions
        @Flag(
            name: .customLong("password-stdin"), help: "Read the password from standard input's first line.")
        var passwordStdin = false

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            let grant = try await role.grantIfAny(site)
            let password = try GivenPassword(fromStandardInput: passwordStdin)
            let hash = try password.hash(cost: site.configuration.scryptCost)
            _ = try await site.desk.perform(
                .addPerson(name: name, signInName: signInName, passwordHash: hash))
            if let grant { _ = try await site.desk.perform(.grant(grant, signInName: signInName)) }
            print("Added \(name), who signs in as \(signInName).")
            if password.isMadeUp { print("Password, shown only now: \(password.clear)") }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List people and what they may do.")
        @OptionGroup var options: SiteOptions

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            guard case .people(let people) = try await site.desk.perform(.people) else {
                throw OperatorFailure.unexpectedReply
            }
            for person in people {
                let names = person.signInNames.joined(separator: ", ")
                let grants = person.grants.map { $0.words(person.places, in: site.timeZone) }
                    .joined(separator: "; ")
                let mail = person.mail.map { "\t\($0)" } ?? ""
                let off = person.isDisabled ? "\tswitched off" : ""
                print("\(names)\t\(person.name)\t\(grants)\(mail)\(off)")
            }
        }
    }

    struct GrantRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant", abstract: "Give a person a role.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The sign-in name.") var signInName: String
        @OptionGroup var role: RoleOptions

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            let grant = try await role.grant(site)
            _ = try await site.desk.perform(.grant(grant, signInName: signInName))
            print("\(signInName) is now \(grant.words(role.places(grant), in: site.timeZone)).")
        }
    }

    struct EndRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end-grant", abstract: "Take a role away.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The sign-in name.") var signInName: String
        @OptionGroup var role: RoleOptions

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            let grant = try await role.held(by: signInName, site)
            _ = try await site.desk.perform(.endGrant(grant, signInName: signInName))
            print("\(signInName) is no longer \(grant.words(role.places(grant), in: site.timeZone)).")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set a person's password.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The sign-in name.") var signInName: String
        @Flag(
            name: .customLong("password-stdin"), help: "Read the password from standard input's first line.")
        var passwordStdin = false

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            let password = try GivenPassword(fromStandardInput: passwordStdin)
            let hash = try password.hash(cost: site.configuration.scryptCost)
            _ = try await site.desk.perform(.setPassword(signInName: signInName, passwordHash: hash))
            print("The password of \(signInName) was set.")
            if password.isMadeUp { print("Password, shown only now: \(password.clear)") }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Switch an account off; its history stays.")
        @OptionGroup var options: SiteOptions
        @Argument(help: "The sign-in name.") var signInName: String
        @Option(help: "Why.") var reason: String

        func run() async throws {
            let site = try await OpenSite(options.folder)
            defer { site.close() }
            _ = try await site.desk.perform(.disablePerson(signInName: signInName, reason: reason))
            print("\(signInName) can't sign in any more.")
        }
    }
}

/// A role and where it holds.
struct RoleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The role: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "role"))
    var role: String?
    @Option(help: "Holds for a team's tickets, e.g. network.") var team: String?
    @Option(help: "Holds for an organisation's tickets.") var organisation: String?
    @Option(help: "Holds in this place and all below it, by its reference.") var place: String?
    @Option(
        help:
            "From when it holds: a day, e.g. 2026-12-02, or a time, e.g. 2026-12-02 08:00; default: at once.")
    var from: String?
    @Option(
        help: """
            The last day on which it holds, e.g. 2027-01-31, or the first moment at which it holds no more, e.g. \
            2027-01-31 18:00; default: until it is taken away.
            """)
    var until: String?

    func grantIfAny(_ site: OpenSite) async throws -> Grant? { role == nil ? nil : try await grant(site) }

    func grant(_ site: OpenSite) async throws -> Grant {
        guard let role = role.flatMap(Role.init(rawValue:)) else {
            throw ValidationError(
                "--role: expected one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")), found "
                    + (self.role ?? "nothing"))
        }
        guard let zone = ServiceZone(site.timeZone.identifier) else {
            throw SiteError.setting(
                key: "time.zone", expected: "a zone of the IANA database", found: site.timeZone.identifier)
        }
        return Grant(
            role: role, scope: try await scope(site),
            from: try from.map { try Moment(term: $0, isEnd: false, option: "--from", in: zone).instant },
            until: try until.map { try Moment(term: $0, isEnd: true, option: "--until", in: zone).instant })
    }

    /// The grant of a person that is meant: of one without a term, whichever term it has.
    ///
    /// - Throws: `ValidationError` where several with different terms would do.
    func held(by signInName: String, _ site: OpenSite) async throws -> Grant {
        let asked = try await grant(site)
        guard from == nil, until == nil, case .people(let people) = try await site.desk.perform(.people)
        else { return asked }
        let grants = people.first { $0.signInNames.contains(signInName) }?.grants ?? []
        let fitting = grants.filter { $0.role == asked.role && $0.scope == asked.scope }
        guard fitting.count > 1 else { return fitting.first ?? asked }
        let terms = fitting.map { $0.words(places(asked), in: site.timeZone) }.joined(separator: "; ")
        throw ValidationError("--from, --until: expected the term of one of these, found none: \(terms)")
    }

    /// The reference that was given, by the place's number.
    func places(_ grant: Grant) -> [PlaceID: String] {
        guard case .subtree(let id) = grant.scope, let place else { return [:] }
        return [id: place]
    }

    private func scope(_ site: OpenSite) async throws -> GrantScope {
        let given = [("--team", team), ("--organisation", organisation), ("--place", place)]
            .filter { $0.1 != nil }.map(\.0)
        guard given.count < 2 else {
            throw ValidationError(
                "expected one of --team, --organisation and --place, found \(given.joined(separator: " and "))"
            )
        }
        if let team {
            guard let key = TeamKey(team), try site.rules().teams.contains(where: { $0.key == key }) else {
                throw ValidationError("--team: rules.yaml has no team \(team)")
            }
            return .team(key)
        }
        if let organisation {
            guard let key = OrganisationKey(organisation) else {
                throw ValidationError("--organisation: expected a key of rules.yaml, found \(organisation)")
            }
            return .organisation(key)
        }
        guard let place else { return .site }
        guard case .target(.place(let id)) = try await site.desk.perform(.reference(place)) else {
            throw ValidationError("--place: no place in force bears the reference \(place)")
        }
        return .subtree(id)
    }
}

/// A password for an account: given, or made up.
struct GivenPassword {
    let password: NewPassword
    let isMadeUp: Bool

    var clear: String { password.clear }

    init(fromStandardInput: Bool) throws {
        isMadeUp = !fromStandardInput
        guard fromStandardInput else {
            password = NewPassword(random: RandomSource.bits)
            return
        }
        guard let typed = NewPassword(typed: readLine() ?? "") else {
            throw ValidationError("expected a password of at least \(NewPassword.charactersMin) characters")
        }
        password = typed
    }

    /// - Parameter cost: log2 of scrypt's N.
    func hash(cost: Int) throws -> String { try password.hash(cost: cost) }
}

extension Grant {
    /// `technician (team network), until 2026-12-02T08:00:00+08:00`.
    ///
    /// - Parameter places: references by number.
    func words(_ places: [PlaceID: String], in zone: TimeZone) -> String {
        let scoped =
            switch scope {
            case .site: ""
            case .organisation(let key): " (organisation \(key))"
            case .team(let key): " (team \(key))"
            case .subtree(let place): " (place \(places[place] ?? "of old"))"
            }
        return role.rawValue + scoped + (from.map { ", from \($0.local(in: zone))" } ?? "")
            + (until.map { ", until \($0.local(in: zone))" } ?? "")
    }
}
