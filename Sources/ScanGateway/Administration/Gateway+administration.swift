import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Wording

extension Gateway {
    /// The table of contents of 三员: which function answers at which of their routes.
    func handleAdministration(
        _ endpoint: Endpoint, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        let isGet = endpoint.method == .get
        return switch endpoint.route {
        case .admin: try await adminStart(request, context)
        case .adminPeople:
            isGet ? try await peoplePage(request, context) : try await addPerson(request, context)
        case .adminPerson: try await personPage(request, context)
        case .adminPersonAct(_, let act): try await self.act(act, request, context)
        case .adminLedger: try await ledgerPage(request, context)
        case .adminLedgerFile: try await ledgerFile(request, context)
        case .account:
            isGet ? try await accountPage(request, context) : try await changePassword(request, context)
        default: throw GatewayError.notFound
        }
    }

    /// The pages of administration.
    func adminTabs(of staff: StaffSession, here: Route, _ voice: Voice) -> [DeskPage.Tab] {
        let tabs: [(isShown: Bool, route: Route, key: String)] = [
            (true, .admin, "admin.tab.start"), (true, .adminPeople, "admin.tab.people"),
            (staff.administers.contains(.auditor), .adminLedger, "admin.tab.ledger"),
            (configurationKeeper != nil, .configuration, "configuration.title"),
            (configurationKeeper != nil, .practice, "practice.title"),
        ]
        return tabs.filter(\.isShown).map {
            DeskPage.Tab(link: $0.route.path, name: voice.say($0.key), isHere: $0.route == here)
        }
    }

    /// - Parameter who: the key of the words for these roles.
    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    func requireAdministrator(
        _ context: GatewayContext, _ roles: Set<Role> = Role.separated, who: String = "admin.who.any"
    ) throws(GatewayError) -> StaffSession {
        guard let staff = context.staff else { throw .needsSignIn(back: nil) }
        guard !staff.administers.isDisjoint(with: roles) else { throw .needsRole(who) }
        return staff
    }

    /// A form's act: signed in with one of these roles, with the session's token and a key of its own.
    ///
    /// - Throws: `GatewayError`, `FormError`
    func adminForm(
        _ request: Request, _ context: GatewayContext, _ roles: Set<Role>, who: String
    ) async throws -> (form: Form, staff: StaffSession, act: Act) {
        let staff = try requireAdministrator(context, roles, who: who)
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        try checkCSRF(form, staff)
        let now = clock()
        guard let key = CommandID(form["key"]), isFresh(key, at: now) else { throw GatewayError.staleForm }
        return (form, staff, Act(by: staff.principal, at: now, channel: .desk, command: key))
    }

    /// `?a=1&b=2` of what isn't empty.
    static func query(_ fields: [(name: String, value: String)]) -> String {
        let parts = fields.filter { !$0.value.isEmpty }.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: Self.plainCharacters) ?? "")"
        }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// RFC 3986 section 2.3, unreserved.
    private static let plainCharacters = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// What languages a person is written to in.
    func languageChoices(_ chosen: String, _ voice: Voice) -> [AdminChoice] {
        Language.allCases.map {
            AdminChoice(
                value: $0.rawValue, name: voice.say("admin.language.\($0.rawValue)"),
                isChosen: $0.rawValue == chosen)
        }
    }

    /// All roles that an account may have; strangers report without one.
    func roleChoices(_ chosen: String, _ voice: Voice) -> [AdminChoice] {
        Role.allCases.filter { $0 != .reporter }.map {
            AdminChoice(
                value: $0.rawValue, name: voice.say("role.\($0.rawValue)"), isChosen: $0.rawValue == chosen)
        }
    }
}

extension StaffSession {
    /// Those of the three administrators' roles that hold now and for the whole site: on less, none of their rights holds.
    var administers: Set<Role> {
        Set(principal.grants.filter { $0.scope == .site }.map(\.role)).intersection(Role.separated)
    }

    /// No other role opens the desk.
    var administersOnly: Bool {
        !administers.isEmpty
            && principal.roles.subtracting(Role.separated).isDisjoint(with: Self.deskRoles)
    }
}
