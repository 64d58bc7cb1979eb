import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Wording

extension Gateway {
    private static let peopleShown = 200
    /// What the field for signing in takes.
    static let signInNameMax = 64

    /// `GET /-/admin/people?q=…&role=…&off=1`
    func peoplePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireAdministrator(context)
        let values = request.uri.queryParameters
        let filter = PeopleFilter { name in values[name[...]].map(String.init) }
        return try await peoplePage(filter, PersonDraft(language: settings.language), [], staff, context)
    }

    /// What was typed of somebody new.
    struct PersonDraft: Sendable {
        var name = ""
        var signIn = ""
        var mail = ""
        var language: String

        init(language: Language) { self.language = language.rawValue }

        init(_ form: Form) {
            (name, signIn, mail) = (form["name"], form["account"], form["mail"])
            language = form["language"]
        }
    }

    /// `POST /-/admin/people`: opens an account with a password that is made up and shown on the page that follows.
    func addPerson(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, staff, act) = try await adminForm(
            request, context, [.systemAdministrator], who: "role.systemAdministrator")
        let (voice, draft) = (voice(context), PersonDraft(form))
        var problems = draft.problems(voice)
        guard problems.isEmpty else { return try await again(draft, problems, staff, context) }
        // Sent twice: whoever sent it has seen the password, and a second one would make it worthless.
        let isRepeated = try await store.result(of: act.command) != nil
        do {
            let person = try await register.addPerson(
                name: draft.name, identities: [.password(draft.signIn)], act: act)
            if isRepeated { return redirect(to: .adminPerson("\(person.id)"), query: "?done=shownBefore") }
            let password = NewPassword(random: random)
            try await signIns.setPasswordHash(
                try await passwords.hash(password, cost: settings.scryptCost), of: person.id)
            let mail = MailAddress(draft.mail)
            if mail != nil || draft.language != settings.language.rawValue {
                _ = try await register.setMail(
                    mail, language: draft.language, of: person.id, act: act.part(1))
            }
            return try shown(password, of: person, heading: "admin.added", staff, context)
        } catch let refusal as RegisterRefusal {
            problems = [try problem(refusal, voice)]
            return try await again(draft, problems, staff, context)
        }
    }

    private func again(
        _ draft: PersonDraft, _ problems: [Problem], _ staff: StaffSession, _ context: GatewayContext
    ) async throws -> Response {
        try await peoplePage(PeopleFilter { _ in nil }, draft, problems, staff, context)
    }

    /// The one time that a password that was made up is told.
    func shown(
        _ password: NewPassword, of person: Person, heading: String, _ staff: StaffSession,
        _ context: GatewayContext
    ) throws -> Response {
        let voice = voice(context)
        let name = person.name.value ?? ""
        let route = Route.adminPerson("\(person.id)")
        let model = ShownPasswordPage(
            tabs: adminTabs(of: staff, here: .adminPeople, voice),
            heading: voice.say(heading, ["name": name]),
            name: name, signIn: person.signInNames(voice), password: password.clear,
            next: .init(link: route.path, text: voice.say("admin.toPerson", ["name": name])))
        return try page(
            model, "admin-password", context, title: heading, titleValues: ["name": name], hidden: true,
            isStaff: true, here: route.path, headers: [.cacheControl: "no-store"], offersScan: false)
    }

    private func peoplePage(
        _ filter: PeopleFilter, _ draft: PersonDraft, _ problems: [Problem], _ staff: StaffSession,
        _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let found = try await store.people().filter { filter.finds($0, at: voice.now) }
            .sorted { ($0.isDisabled ? 1 : 0, $0.id.rawValue) < ($1.isDisabled ? 1 : 0, $1.id.rawValue) }
        let lines = try await lines(found.prefix(Self.peopleShown), voice)
        let isCut = found.count > Self.peopleShown
        let model = AdminPeoplePage(
            tabs: adminTabs(of: staff, here: .adminPeople, voice), problems: problems,
            hasProblems: !problems.isEmpty, action: Route.adminPeople.path, query: filter.query,
            roles: roleChoices(filter.role?.rawValue ?? "", voice), isOffOnly: filter.isOffOnly,
            summary: voice.count("admin.people.found", found.count)
                + (filter.show.map { voice.say("admin.people.show.\($0.rawValue)") } ?? "")
                + (isCut ? voice.say("admin.people.cut", ["max": String(Self.peopleShown)]) : ""),
            people: lines, hasPeople: !lines.isEmpty,
            add: staff.administers.contains(.systemAdministrator)
                ? .init(
                    isOpen: !problems.isEmpty, key: newKey(at: voice.now).description,
                    nameField: AdminField("name", draft.name, problems),
                    accountField: AdminField("account", draft.signIn, problems),
                    mailField: AdminField("mail", draft.mail, problems),
                    languages: languageChoices(draft.language, voice)) : nil, csrf: staff.csrf)
        return try page(
            model, "admin-people", context, title: "admin.people.title",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.adminPeople.path + filter.addressQuery, headers: [.cacheControl: "no-store"],
            offersScan: false)
    }

    private func lines(_ people: some Collection<Person>, _ voice: Voice) async throws -> [AdminPeoplePage
        .Line]
    {
        let teller = try await grantTeller(of: people.flatMap(\.grants), voice)
        return people.map { person in
            AdminPeoplePage.Line(
                link: Route.adminPerson("\(person.id)").path, name: person.shownName(voice),
                signIn: person.signInNames(voice),
                grants: person.grants.filter { $0.isAhead(of: voice.now) }.map(teller.words),
                mail: person.maskedMail ?? voice.say("admin.noMail"), state: person.stateWord(voice),
                tone: person.isDisabled ? "ended" : "done")
        }
    }
}

extension Gateway.PersonDraft {
    /// What the register doesn't look at, or only after the account is opened.
    func problems(_ voice: Voice) -> [Problem] {
        var found: [Problem] = []
        if name.isEmpty {
            found.append(Problem(field: "name", sentence: voice.say("admin.missing.name")))
        }
        if signIn.isEmpty {
            found.append(Problem(field: "account", sentence: voice.say("admin.missing.account")))
        } else if signIn.count > Gateway.signInNameMax || signIn.contains(where: \.isWhitespace) {
            let values = ["max": String(Gateway.signInNameMax), "found": String(signIn.prefix(80))]
            found.append(Problem(field: "account", sentence: voice.say("admin.wrong.account", values)))
        }
        if !mail.isEmpty, MailAddress(mail) == nil {
            found.append(
                Problem(
                    field: "mail", sentence: voice.say("admin.wrong.mail", ["found": String(mail.prefix(80))])
                ))
        }
        return found
    }
}

extension Person {
    func shownName(_ voice: Voice) -> String {
        name.value ?? voice.say("admin.actor.unknown", ["number": "\(id)"])
    }

    func signInNames(_ voice: Voice) -> String { voice.list(identities.map(\.subject)) }
    /// nil: there is none.
    var maskedMail: String? { mail?.value.map { MailAddress($0)?.masked ?? "•••@•••" } }
    func stateWord(_ voice: Voice) -> String { voice.say(isDisabled ? "admin.state.off" : "admin.state.on") }
}
