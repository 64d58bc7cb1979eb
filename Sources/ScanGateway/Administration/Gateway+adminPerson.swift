import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Wording

extension Gateway {
    private static let historyShown = 100

    /// What was typed into a form of a person's page and refused.
    enum PersonTyped: Sendable {
        case nothing
        case mail(String, language: String, isGone: Bool)
        case reason(String)
        /// With the places that may be meant.
        case grant(GrantDraft, places: [Place])
    }

    /// `GET /-/admin/people/{number}`
    func personPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireAdministrator(context)
        let voice = voice(context)
        let done = request.uri.queryParameters["done"].flatMap { AdminDone(rawValue: String($0)) }
        return try await personPage(
            try await person(context), .nothing, [],
            said: done.map { voice.say("admin.done.\($0.rawValue)") }, staff, context)
    }

    /// - Throws: `GatewayError.notFound` where nobody has this number.
    func person(_ context: GatewayContext) async throws -> Person {
        guard let number = Int64(try context.parameters.require("person")),
            let person = try await store.person(PersonID(number))
        else { throw GatewayError.notFound }
        return person
    }

    func personPage(
        _ person: Person, _ typed: PersonTyped, _ problems: [Problem], said: String? = nil,
        _ staff: StaffSession, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let route = Route.adminPerson("\(person.id)")
        let events = try await store.envelopes(of: StreamID(.person, person.id.rawValue))
        let teller = PersonTeller(
            grants: try await grantTeller(of: events.compactMap(\.grant) + person.grants, voice))
        let told = events.filter(LedgerSort.people.holds)
        let forms = try await PersonForms(self, person, typed, problems, staff, voice)
        let lists = grantLists(person, events, teller.grants, forms, voice)
        let model = AdminPersonPage(
            tabs: adminTabs(of: staff, here: .adminPeople, voice), problems: problems,
            hasProblems: !problems.isEmpty,
            back: .init(link: Route.adminPeople.path, text: voice.say("admin.people.back")),
            name: person.shownName(voice), state: person.stateWord(voice),
            tone: person.isDisabled ? "ended" : "done", facts: facts(person, events, voice), said: said,
            note: note(person, staff, voice), grantLists: lists, hasGrants: !lists.isEmpty, csrf: staff.csrf,
            grant: forms.grant, mail: forms.mail, password: forms.password, disable: forms.disable,
            hasActs: forms.mail != nil || forms.disable != nil,
            history: try await history(told, teller, staff, voice),
            historyNote: told.count > Self.historyShown
                ? voice.say("admin.historyCut", ["count": String(Self.historyShown)]) : nil)
        return try page(
            model, "admin-person", context, title: "admin.personTitle",
            titleValues: ["name": model.name], status: problems.isEmpty ? .ok : .unprocessableContent,
            hidden: true, isStaff: true, here: route.path, headers: [.cacheControl: "no-store"],
            offersScan: false)
    }

    private func facts(_ person: Person, _ events: [EventEnvelope], _ voice: Voice) -> [AdminPersonPage.Fact]
    {
        let signIns = events.filter { $0.kind.name == "person.signedIn" }
        let language = person.language ?? settings.language.rawValue
        let last = signIns.last.map {
            voice.say(
                "admin.lastSignIn",
                ["when": voice.minute($0.recordedAt), "times": voice.count("admin.times", signIns.count)])
        }
        let facts = [
            ("signIn", person.signInNames(voice)), ("number", "\(person.id)"),
            ("mail", person.maskedMail ?? voice.say("admin.noMail")),
            ("language", voice.book.text("admin.language.\(language)", in: voice.language) ?? language),
            ("lastSignIn", last ?? voice.say("admin.neverSignedIn")),
        ]
        return facts.map { .init(label: voice.say("admin.fact.\($0)"), value: $1) }
    }

    /// Who does what the reader may not do here.
    private func note(_ person: Person, _ staff: StaffSession, _ voice: Voice) -> String? {
        if person.id == staff.person.id { return voice.say("admin.note.own") }
        if person.isDisabled { return voice.say("admin.note.off") }
        return Role.allCases.first(where: staff.administers.contains).map {
            voice.say("admin.note.\($0.rawValue)")
        }
    }

    private func grantLists(
        _ person: Person, _ events: [EventEnvelope], _ teller: GrantTeller, _ forms: PersonForms,
        _ voice: Voice
    ) -> [AdminPersonPage.GrantList] {
        let now = voice.now
        let over =
            person.grants.filter { !$0.isAhead(of: now) }.map {
                AdminPersonPage.GrantLine(words: teller.words($0))
            }
            + events.filter { $0.kind.name == "person.grantEnded" }.compactMap { event in
                event.grant.map {
                    let values = ["grant": teller.words($0), "when": voice.minute(event.recordedAt)]
                    return AdminPersonPage.GrantLine(words: voice.say("admin.grant.taken", values))
                }
            }
        func lines(_ isMeant: (Grant) -> Bool) -> [AdminPersonPage.GrantLine] {
            person.grants.filter { $0.isAhead(of: now) && isMeant($0) }.map {
                .init(words: teller.words($0), end: forms.end($0, teller))
            }
        }
        let lists = [
            ("now", lines { $0.holds(at: now) }), ("ahead", lines { !$0.holds(at: now) }), ("over", over),
        ]
        return lists.filter { !$0.1.isEmpty }.map {
            .init(id: $0, title: voice.say("admin.grants.\($0)"), grants: $1)
        }
    }

    /// The newest first.
    private func history(
        _ events: [EventEnvelope], _ teller: PersonTeller, _ staff: StaffSession, _ voice: Voice
    ) async throws -> [AdminEvent] {
        var actors = ActorTeller(store: store, voice: voice)
        let readsLedger = staff.administers.contains(.auditor)
        var lines: [AdminEvent] = []
        for event in events.suffix(Self.historyShown).reversed() {
            let position = event.position.rawValue
            lines.append(
                AdminEvent(
                    when: voice.minute(event.recordedAt), exact: voice.exact(event.recordedAt),
                    who: try await actors.who(event.actor),
                    what: teller.sentence(event) ?? event.kind.name, number: String(event.number),
                    ledger: readsLedger
                        ? .init(
                            link: Route.adminLedger.path + "?after=\(position + 1)",
                            text: voice.say("admin.toLedger", ["position": String(position)])) : nil))
        }
        return lines
    }
}
