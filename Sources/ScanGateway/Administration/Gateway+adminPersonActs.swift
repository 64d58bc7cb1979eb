import Facility
import HTTPTypes
import Hummingbird
import Ledger

/// What was just done to an account, in the address of the page that says so.
enum AdminDone: String, CaseIterable, Sendable {
    case mail, disable, grant, endGrant
    /// A form with a password was sent twice: the password isn't told again.
    case shownBefore
}

extension Route.AdminAct {
    /// Each of which alone suffices.
    var roles: Set<Role> {
        switch self {
        case .mail, .password: RegisterRight.managePeople.roles
        case .disable: RegisterRight.disablePeople.roles
        case .grant, .endGrant: RegisterRight.manageGrants.roles
        }
    }

    /// The words for them, by key.
    var who: String {
        switch self {
        case .mail, .password: "role.systemAdministrator"
        case .disable: "admin.who.disable"
        case .grant, .endGrant: "role.securityAdministrator"
        }
    }
}

extension Gateway {
    /// `POST /-/admin/people/{number}/{act}`
    func act(
        _ act: Route.AdminAct, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        let (form, staff, order) = try await adminForm(request, context, act.roles, who: act.who)
        let person = try await person(context)
        let voice = voice(context)
        var typed = PersonTyped.nothing
        do {
            // The register lets people set their own address and password; here nobody acts on the own account.
            if person.id == staff.person.id { throw RegisterRefusal.ownAccount }
            switch act {
            case .password: return try await setPassword(of: person, staff, order, context)
            case .mail:
                let isGone = form["gone"] == "1"
                typed = .mail(form["mail"], language: form["language"], isGone: isGone)
                var mail = MailAddress(form["mail"])
                if !form["mail"].isEmpty, mail == nil {
                    let values = ["found": String(form["mail"].prefix(80))]
                    let problem = Problem(field: "mail", sentence: voice.say("admin.wrong.mail", values))
                    return try await personPage(person, typed, [problem], staff, context)
                }
                // The present address isn't in the form: a new language alone mustn't take it away.
                if form["mail"].isEmpty, !isGone { mail = person.mail?.value.flatMap { MailAddress($0) } }
                _ = try await register.setMail(mail, language: form["language"], of: person.id, act: order)
                return done(.mail, person)
            case .disable:
                typed = .reason(form["reason"])
                _ = try await register.disable(person.id, reason: form["reason"], act: order)
                try await signIns.endSessions(of: person.id, but: nil)
                return done(.disable, person)
            case .grant:
                let draft = GrantDraft(form)
                let read = try await read(draft, voice)
                typed = .grant(draft, places: read.places)
                guard let grant = read.grant else {
                    return try await personPage(person, typed, read.problems, staff, context)
                }
                _ = try await register.grant(grant, to: person.id, act: order)
                return done(.grant, person)
            case .endGrant:
                guard let grant = person.grants.first(where: { $0.wordForWord == form["grant"] }) else {
                    // Taken away by this very form, which was sent twice.
                    if try await store.result(of: order.command) != nil { return done(.endGrant, person) }
                    return try await personPage(
                        person, typed,
                        [Problem(field: "main", sentence: voice.say("admin.refused.noSuchGrant"))], staff,
                        context)
                }
                _ = try await register.endGrant(grant, of: person.id, act: order)
                return done(.endGrant, person)
            }
        } catch let refusal as RegisterRefusal {
            return try await personPage(person, typed, [try problem(refusal, voice)], staff, context)
        }
    }

    private func done(_ done: AdminDone, _ person: Person) -> Response {
        redirect(to: .adminPerson("\(person.id)"), query: "?done=\(done.rawValue)")
    }

    /// A new password, made up; whoever knew the old one is signed out.
    private func setPassword(
        of person: Person, _ staff: StaffSession, _ order: Act, _ context: GatewayContext
    ) async throws -> Response {
        if try await store.result(of: order.command) != nil { return done(.shownBefore, person) }
        _ = try await register.recordPasswordSet(person.id, act: order)
        let password = NewPassword(random: random)
        try await signIns.setPasswordHash(
            try await passwords.hash(password, cost: settings.scryptCost), of: person.id)
        try await signIns.endSessions(of: person.id, but: nil)
        return try shown(password, of: person, heading: "admin.passwordSet", staff, context)
    }
}
