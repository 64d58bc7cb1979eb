import Facility
import Ledger
import TicketTracking
import Wording

/// The forms of a person's page that the reader may use: none on the own account, none on one that is switched off.
struct PersonForms {
    var grant: AdminPersonPage.GrantForm?
    var mail: AdminPersonPage.MailForm?
    var password: AdminPersonPage.PlainForm?
    var disable: AdminPersonPage.DisableForm?
    private let gateway: Gateway
    private let number: String
    private let voice: Voice

    init(
        _ gateway: Gateway, _ person: Person, _ typed: Gateway.PersonTyped, _ problems: [Problem],
        _ staff: StaffSession, _ voice: Voice
    ) async throws {
        (self.gateway, self.voice, number) = (gateway, voice, "\(person.id)")
        guard person.id != staff.person.id, !person.isDisabled else { return }
        if staff.administers.contains(.systemAdministrator) {
            mail = mailForm(person, typed, problems)
            password = .init(action: action(.password), key: key)
        }
        if staff.administers.contains(.securityAdministrator) {
            grant = try await grantForm(typed, problems)
        }
        if !staff.administers.isDisjoint(with: RegisterRight.disablePeople.roles) {
            var reason = ""
            var isOpen = false
            if case .reason(let text) = typed { (reason, isOpen) = (text, true) }
            disable = .init(
                isOpen: isOpen, action: action(.disable), key: key,
                reasonField: AdminField("reason", reason, problems))
        }
    }

    /// - Returns: nil where the reader may not take it away.
    func end(_ grant: Grant, _ teller: GrantTeller) -> AdminPersonPage.EndForm? {
        guard self.grant != nil, let text = grant.wordForWord else { return nil }
        return .init(
            action: action(.endGrant), key: key, grant: text,
            label: voice.say("admin.endGrantOf", ["grant": teller.words(grant)]))
    }

    private var key: String { gateway.newKey(at: voice.now).description }
    private func action(_ act: Route.AdminAct) -> String { Route.adminPersonAct(number, act).path }

    private func mailForm(
        _ person: Person, _ typed: Gateway.PersonTyped, _ problems: [Problem]
    ) -> AdminPersonPage.MailForm {
        var (mail, language) = ("", person.language ?? gateway.settings.language.rawValue)
        var (isOpen, isGone) = (false, false)
        if case .mail(let text, let tag, let gone) = typed {
            (mail, language, isOpen, isGone) = (text, tag, true, gone)
        }
        return .init(
            isOpen: isOpen, action: action(.mail), key: key, mailField: AdminField("mail", mail, problems),
            languages: gateway.languageChoices(language, voice), mayGo: person.mail != nil, isGone: isGone)
    }

    private func grantForm(
        _ typed: Gateway.PersonTyped, _ problems: [Problem]
    ) async throws -> AdminPersonPage.GrantForm {
        var (draft, places) = (GrantDraft(), [Place]())
        var isOpen = false
        if case .grant(let given, let found) = typed { (draft, places, isOpen) = (given, found, true) }
        func choice(_ value: String, _ name: String) -> AdminChoice {
            AdminChoice(value: value, name: name, isChosen: value == draft.scope)
        }
        return .init(
            isOpen: isOpen, action: action(.grant), key: key,
            roleField: AdminField("role", draft.role, problems),
            roles: gateway.roleChoices(draft.role, voice),
            scopes: [choice("site", voice.say("admin.grant.site"))],
            teams: gateway.policy.teams.map { choice("team:\($0.key)", voice.name($0.name)) },
            organisations: gateway.policy.organisations.map {
                choice("organisation:\($0.key)", voice.name($0.name))
            }, placeScope: choice("place", voice.say("admin.grant.place")),
            placeField: AdminField("place", draft.place, problems),
            places: try await gateway.placeChoices(places, draft.chosen, voice), hasPlaces: !places.isEmpty,
            fromField: AdminField("from", draft.from, problems),
            untilField: AdminField("until", draft.until, problems),
            zone: voice.say("admin.grant.zone", ["zone": gateway.settings.timeZone]))
    }
}

extension Gateway {
    func placeChoices(_ places: [Place], _ chosen: String, _ voice: Voice) async throws -> [AdminChoice] {
        var choices: [AdminChoice] = []
        for place in places {
            let path = try await store.path(to: place.id).map { voice.name($0.name) }.filter { !$0.isEmpty }
            let name = path.joined(separator: voice.say("place.pathSeparator"))
            choices.append(
                AdminChoice(
                    value: place.reference, name: "\(name) (\(place.reference))",
                    isChosen: place.reference == chosen))
        }
        return choices
    }
}

extension Grant {
    /// By which a form says which of a person's grants it means.
    var wordForWord: String? {
        (try? CanonicalEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}
