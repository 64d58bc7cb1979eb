import Facility
import Ledger
import TicketTracking

/// Reads the parts of a rules file; what is wrong is noted and the rest is read on.
struct SiteRulesReader {
    let root: SiteRulesNode
    let faults: SiteRulesFaultList

    static let keys =
        [
            "time-zone", "hotline", "organisations", "teams", "categories", "choices", "hazard-words",
            "calendars",
            "calendar",
            "targets", "follow-up", "reopen-within", "hold-at-most", "pausing-holds", "causes", "actions",
            "responsibilities", "parts", "routing", "response-ends",
        ] + workKeys + oversightKeys + dispatchKeys + incidentKeys + calendarKeys
        + priorityKeys

    /// - Returns: what the file comes to; meant only where no fault was noted. nil: not even that.
    func policy(version: Int) -> DeskPolicy? {
        let fields = root.fields(Self.keys)
        func required(_ name: String, _ expected: String) -> SiteRulesNode? {
            if fields[name] == nil { root.missing(name, expected: expected) }
            return fields[name]
        }
        let zone = required("time-zone", "an IANA zone such as Asia/Shanghai").flatMap(zone)
        let organisations = required("organisations", "the organisations").map(organisations) ?? []
        let (teams, chosen, chosenByPlace, pools) =
            required("teams", "the teams").map(teams) ?? ([], [:], [:], [])
        let categories = required("categories", "the fault categories").map(categories) ?? []
        let choices = fields["choices"]?.items.map { ($0, choice($0)) } ?? []
        let calendars = required("calendars", "the working hours").map { self.calendars($0, zone) } ?? [:]
        let standard = required("calendar", "the name of a calendar").flatMap { calendar($0, calendars) }
        let targets = required("targets", "the targets by priority").flatMap(targets)
        let followUp = required("follow-up", "the rounds of the follow-up").flatMap(followUp)
        let routing = required("routing", "the routing rules").flatMap(routing)
        let codes = CodedLists(
            causes: fields["causes"].map(codes) ?? [], actions: fields["actions"].map(codes) ?? [],
            responsibilities: fields["responsibilities"].map(codes) ?? [],
            parts: fields["parts"].map(codes) ?? [])
        let teamCalendars = chosen.compactMapValues { calendar($0, calendars) }
        let placeCalendars = PlaceCalendars(
            everyTeam: fields["place-calendars"].map { byPlace($0, calendars) } ?? [:],
            byTeam: chosenByPlace.mapValues { byPlace($0, calendars) })
        let limits = limits(fields)
        let hotline = fields["hotline"]?.text
        let work = work(fields)
        let oversight = oversight(fields)
        let dispatch = dispatch(fields["dispatch"], pools: pools)
        let incidents = incidents(fields)
        let repeats = repeats(fields["repeated-faults"])
        let priorities = fields["priorities"].flatMap(priorities)
        let hazardWords = HazardWords(fields["hazard-words"]?.items.compactMap(\.text) ?? [])
        // What is missing has a fault of its own; with something in its place the rest is checked all the same.
        guard let zone = zone ?? ServiceZone("UTC"), let standard = standard ?? Self.anyCalendar(zone),
            let routing
        else { return nil }
        do {
            return try DeskPolicy(
                version: version, zone: zone, organisations: organisations, teams: teams,
                categories: categories, choices: choices.map(\.1),
                routing: routing, targets: targets ?? Self.anyTargets, calendar: standard,
                teamCalendars: teamCalendars,
                followUp: followUp ?? Self.anyFollowUp, codes: codes, limits: limits, hotline: hotline,
                hazardWords: hazardWords,
                work: work, oversight: oversight, dispatch: dispatch,
                trades: fields["trades"].map(trades) ?? [], skills: fields["skills"].map(skills) ?? [],
                reporterGroups: fields["reporter-groups"].map(reporterGroups) ?? [], incidents: incidents,
                placeCalendars: placeCalendars,
                responseEnds: fields["response-ends"]?.choice(ResponseEnd.self) ?? .accept,
                priorities: priorities, repeats: repeats)
        } catch {
            let said = faults.faults
            for fault in error.faults where !isEcho(fault, of: said, fields) {
                var said = fault.inRules
                if case .choice(_, let number) = fault { said.line = choices[number - 1].0.line }
                faults.add(said)
            }
            return nil
        }
    }

    private func zone(_ node: SiteRulesNode) -> ServiceZone? {
        guard let text = node.text else { return nil }
        let zone = ServiceZone(text)
        if zone == nil { node.fault(expected: "an IANA zone such as Asia/Shanghai") }
        return zone
    }

    private func organisations(_ node: SiteRulesNode) -> [Organisation] {
        node.members.compactMap { name, member in
            let fields = member.fields(["zh", "en", "kind"])
            let kinds = ["ownUnit", "propertyCompany", "contractor", "carrier"]
            let kind = fields["kind"]?.text.flatMap(Organisation.Kind.init)
            if kind == nil {
                (fields["kind"] ?? member).fault(
                    expected: "a kind, one of \(kinds.joined(separator: ", "))",
                    found: fields["kind"]?.content ?? "nothing")
            }
            guard let key: OrganisationKey = member.key(name), let kind else { return nil }
            return Organisation(key: key, name: member.name(fields), kind: kind)
        }
    }

    /// The teams, where a team names its own calendar or calendars by place, and those whose people take tickets by
    /// themselves.
    private func teams(
        _ node: SiteRulesNode
    ) -> ([Team], [TeamKey: SiteRulesNode], [TeamKey: SiteRulesNode], Set<TeamKey>) {
        var pools: Set<TeamKey> = []
        var calendars: [TeamKey: SiteRulesNode] = [:]
        var byPlace: [TeamKey: SiteRulesNode] = [:]
        let teams: [Team] = node.members.compactMap { name, member in
            let fields = member.fields(["zh", "en", "organisation", "phone", "calendar", "calendars", "pool"])
            if fields["organisation"] == nil {
                member.missing("organisation", expected: "an organisation's key")
            }
            guard let key: TeamKey = member.key(name),
                let organisation: OrganisationKey = fields["organisation"]?.key()
            else { return nil }
            calendars[key] = fields["calendar"]
            byPlace[key] = fields["calendars"]
            if fields["pool"]?.flag == true { pools.insert(key) }
            return Team(
                key: key, name: member.name(fields), organisation: organisation, phone: fields["phone"]?.text)
        }
        return (teams, calendars, byPlace, pools)
    }

    private func categories(_ node: SiteRulesNode) -> [CategoryRule] {
        node.members.compactMap { name, member in
            let fields = member.fields(["zh", "en", "hints", "trades", "skills"])
            guard let key: FaultCategoryKey = member.key(name) else { return nil }
            return CategoryRule(
                category: FaultCategory(key: key, name: member.name(fields)),
                hints: TextHints(fields["hints"]?.items.compactMap(\.text) ?? []),
                needs: WorkNeeds(
                    trades: Set(fields["trades"]?.items.compactMap { $0.key() } ?? []),
                    skills: Set(fields["skills"]?.items.compactMap { $0.key() } ?? [])))
        }
    }

    private func codes(_ node: SiteRulesNode) -> [CodedEntry] {
        node.members.compactMap { name, member in
            guard let key: CodeKey = member.key(name) else { return nil }
            return CodedEntry(key: key, name: member.name(member.fields(["zh", "en"])))
        }
    }

    private func limits(_ fields: [String: SiteRulesNode]) -> DeskLimits {
        var limits = DeskLimits()
        if let window = fields["reopen-within"]?.duration { limits.reopenWindow = window }
        if let hold = fields["hold-at-most"]?.duration { limits.holdMax = hold }
        if let holds = fields["pausing-holds"] {
            limits.pausingHolds = Set(holds.items.compactMap { $0.choice(HoldReason.self) })
        }
        return limits
    }
}
