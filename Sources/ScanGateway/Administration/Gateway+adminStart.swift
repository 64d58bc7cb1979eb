import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let endingDays: Int64 = 14
    private static let changesShown = 20

    /// `GET /-/admin`
    func adminStart(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireAdministrator(context)
        let voice = voice(context)
        let people = try await store.people()
        let (changes, note) = try await newestChanges(voice)
        let own = Role.allCases.filter(staff.administers.contains)
        let warnings = warnings(people, voice)
        let model = AdminStartPage(
            tabs: adminTabs(of: staff, here: .admin, voice),
            own: own.map { voice.say("admin.does.\($0.rawValue)") },
            others: Role.allCases.filter { Role.separated.contains($0) && !own.contains($0) }.map {
                rest($0, people, voice)
            }, warnings: warnings, hasWarnings: !warnings.isEmpty, figures: figures(people, voice),
            changes: changes, hasChanges: !changes.isEmpty, changesNote: note)
        return try page(
            model, "admin", context, title: "admin.title", hidden: true, isStaff: true,
            headers: [.cacheControl: "no-store"], offersScan: false)
    }

    /// Whoever holds one of the three now, and can sign in.
    private func holders(of role: Role, _ people: [Person], at now: Instant) -> [Person] {
        people.filter { person in
            !person.isDisabled
                && person.grants.contains { $0.role == role && $0.scope == .site && $0.holds(at: now) }
        }
    }

    private func rest(_ role: Role, _ people: [Person], _ voice: Voice) -> String {
        let names = holders(of: role, people, at: voice.now).map { $0.name.value ?? "" }.filter {
            !$0.isEmpty
        }
        let who = names.isEmpty ? voice.say("admin.nobody") : voice.list(names)
        return voice.say("admin.rest.\(role.rawValue)", ["who": who])
    }

    private func warnings(_ people: [Person], _ voice: Voice) -> [String] {
        Role.allCases.filter {
            Role.separated.contains($0) && holders(of: $0, people, at: voice.now).isEmpty
        }.map { voice.say("admin.vacant", ["role": voice.say("role.\($0.rawValue)")]) }
    }

    private func figures(_ people: [Person], _ voice: Voice) -> [AdminStartPage.Figure] {
        let list = Route.adminPeople.path
        let inForce = people.filter { !$0.isDisabled }
        let soon = voice.now + .seconds(Self.endingDays * 86_400)
        let ending = inForce.flatMap(\.grants).count { grant in
            grant.until.map { $0 > voice.now && $0 <= soon } ?? false
        }
        return [
            .init(name: voice.say("admin.count.people"), value: String(people.count), link: list),
            .init(
                name: voice.say("admin.count.ending"), value: String(ending), link: list + "?show=ending"),
            .init(
                name: voice.say("admin.count.off"), value: String(people.count - inForce.count),
                link: list + "?off=1"),
            .init(
                name: voice.say("admin.count.unreachable"), value: String(inForce.count { $0.mail == nil }),
                link: list + "?show=unreachable"),
        ]
    }

    /// What was last done to accounts and grants, but who signed in.
    private func newestChanges(_ voice: Voice) async throws -> (changes: [AdminEvent], note: String?) {
        let stretch = try await LedgerWalk(source: tickets).events(
            before: Position(.max), limit: Self.changesShown, where: LedgerSort.people.holds)
        let teller = PersonTeller(
            grants: try await grantTeller(of: stretch.events.compactMap(\.grant), voice))
        var actors = ActorTeller(store: store, voice: voice)
        var changes: [AdminEvent] = []
        for event in stretch.events {
            let link = Route.adminPerson(String(event.stream.number)).path + "#e\(event.number)"
            changes.append(
                AdminEvent(
                    when: voice.minute(event.recordedAt), exact: voice.exact(event.recordedAt),
                    who: try await actors.who(event.actor),
                    what: teller.sentence(event) ?? event.kind.name,
                    whom: .init(
                        link: link, text: try await actors.name(PersonID(event.stream.number))),
                    number: String(event.number)))
        }
        let isCut = stretch.next != nil && changes.count < Self.changesShown
        let looked = stretch.looked.map { String($0.count) } ?? "0"
        return (changes, isCut ? voice.say("admin.changesCut", ["count": looked]) : nil)
    }
}
