public import Facility
public import Ledger

/// Everything by which the desk decides: a value, replaced as a whole when the configuration changes.
public struct DeskPolicy: Sendable {
    /// 1 and up; stands in the events that were decided by it.
    public let version: Int
    public let zone: ServiceZone
    /// As they are listed to people.
    public let organisations: [Organisation]
    public let teams: [Team]
    public let categories: [CategoryRule]
    /// What a page offers first of them, by the kind of thing; empty: all of them everywhere.
    public let choices: [CategoryChoice]
    public let routing: RoutingTable
    public let targets: ServiceTargets
    public let followUp: FollowUpRules
    public let codes: CodedLists
    public let limits: DeskLimits
    /// As it is dialled; nil where there is none.
    public let hotline: String?
    /// Words that tell of a hazard where the reporter didn't tick it.
    public let hazardWords: HazardWords
    /// What is asked of those who work.
    public let work: WorkRules
    /// How tickets are watched over.
    public let oversight: OversightRules
    /// How tickets get from a team to a person.
    public let dispatch: DispatchRules
    public let trades: [Trade]
    public let skills: [Skill]
    /// Without the unknown.
    public let reporterGroups: [ReporterGroup]
    /// Who is on duty when.
    public private(set) var rota: Rota
    /// When an incident is proposed.
    public let incidents: IncidentRules
    /// What ends the response of tickets that are made from now on.
    public let responseEnds: ResponseEnd
    /// 影响 × 紧急; nil: what no rule gives another priority is normal.
    public let priorities: PriorityRules?
    /// When faults that come back become a finding; nil: never.
    public let repeats: RepeatRules?
    /// When lessons are held.
    public private(set) var timetable = Timetable.none
    /// 演练: whatever is reported is only for practice. Nobody is told of it, and no figure counts it.
    public private(set) var isPractice = false

    /// The working hours in force.
    public let calendars: CalendarSet
    /// Those and all that were in force before.
    public private(set) var calendarHistory: CalendarHistory
    private let teamsByKey: [TeamKey: Team]

    /// - Parameters:
    ///   - calendar: of every team that has none of its own, where no place on the way down has one.
    /// - Throws: `PolicyFaults`: everything that names what isn't there.
    public init(
        version: Int, zone: ServiceZone, organisations: [Organisation], teams: [Team],
        categories: [CategoryRule], choices: [CategoryChoice] = [],
        routing: RoutingTable, targets: ServiceTargets, calendar: ServiceCalendar,
        teamCalendars: [TeamKey: ServiceCalendar] = [:], followUp: FollowUpRules,
        codes: CodedLists = CodedLists(),
        limits: DeskLimits = DeskLimits(), hotline: String? = nil, hazardWords: HazardWords = HazardWords([]),
        work: WorkRules = WorkRules(),
        oversight: OversightRules = OversightRules(),
        dispatch: DispatchRules = DispatchRules(), trades: [Trade] = [], skills: [Skill] = [],
        reporterGroups: [ReporterGroup] = [], rota: Rota? = nil, incidents: IncidentRules = IncidentRules(),
        placeCalendars: PlaceCalendars = PlaceCalendars(), responseEnds: ResponseEnd = .accept,
        priorities: PriorityRules? = nil, repeats: RepeatRules? = nil
    ) throws(PolicyFaults) {
        self.version = version
        self.zone = zone
        self.organisations = organisations
        self.teams = teams
        self.categories = categories
        self.choices = choices
        self.routing = routing
        self.targets = targets
        calendars = CalendarSet(
            standard: calendar, teams: teamCalendars, places: placeCalendars,
            roundTheClock: Set(Priority.allCases.filter { targets[$0].isRoundTheClock }))
        calendarHistory = CalendarHistory(calendars)
        self.followUp = followUp
        self.codes = codes
        self.limits = limits
        self.hotline = hotline
        self.hazardWords = hazardWords
        self.work = work
        self.oversight = oversight
        self.dispatch = dispatch
        self.trades = trades
        self.skills = skills
        self.reporterGroups = reporterGroups
        self.rota = rota ?? .none(in: zone)
        self.incidents = incidents
        self.responseEnds = responseEnds
        self.priorities = priorities
        self.repeats = repeats
        teamsByKey = Dictionary(teams.map { ($0.key, $0) }) { first, _ in first }
        let faults = Self.faults(in: self)
        guard faults.isEmpty else { throw PolicyFaults(faults: faults) }
    }

    /// The same with another rota, whose teams must be this policy's: what it says of others is never asked.
    public func with(_ rota: Rota) -> DeskPolicy {
        var policy = self
        policy.rota = rota
        return policy
    }

    /// The same with the calendars that the site had before, by which tickets that were promised then go on.
    ///
    /// - Parameter history: its newest set is this policy's.
    public func with(_ history: CalendarHistory) -> DeskPolicy {
        var policy = self
        policy.calendarHistory = history
        return policy
    }

    /// The same with another timetable.
    public func with(_ timetable: Timetable) -> DeskPolicy {
        var policy = self
        policy.timetable = timetable
        return policy
    }

    /// The same, for practice or in earnest.
    public func practising(_ isPractice: Bool) -> DeskPolicy {
        var policy = self
        policy.isPractice = isPractice
        return policy
    }

    public func team(_ key: TeamKey) -> Team? { teamsByKey[key] }

    public func organisation(_ key: OrganisationKey) -> Organisation? {
        organisations.first { $0.key == key }
    }

    public func category(_ key: FaultCategoryKey) -> FaultCategory? {
        categories.first { $0.category.key == key }?.category
    }

    /// The calendar by which a team works at a place; `PlaceCalendars` says which of several.
    ///
    /// - Parameter path: from the campus down; empty where the place isn't known.
    public func calendar(of team: TeamKey, along path: [PlaceStep] = []) -> ServiceCalendar {
        calendars.calendar(of: team, along: path)
    }

    /// Every calendar that some team works by somewhere, each once, by name.
    public var calendarsInUse: [ServiceCalendar] {
        let all =
            [calendars.standard] + calendars.teams.values + calendars.places.everyTeam.values
            + calendars.places.byTeam.values.flatMap(\.values)
        return Set(all).sorted { $0.name < $1.name }
    }

    /// When a ticket of a team is to be answered and mended, counted from an instant.
    ///
    /// - Parameter path: from the campus down to its place.
    public func due(
        _ priority: Priority, _ team: TeamKey, from instant: Instant, along path: [PlaceStep] = []
    ) -> ServiceDues {
        targets[priority].due(from: instant, calendar(of: team, along: path))
    }

    func team(of target: RoutingRule.Target) -> Team? {
        switch target {
        case .team(let key): teamsByKey[key]
        case .organisation(let key): teams.first { $0.organisation == key }
        }
    }
}

/// A category with the words that tell of it.
public struct CategoryRule: Hashable, Sendable {
    public var category: FaultCategory
    /// Chinese and English, as people write; looked for where the reporter chose no category.
    public var hints: TextHints
    /// Of whoever is asked to mend it.
    public var needs: WorkNeeds

    public init(
        category: FaultCategory, hints: TextHints = TextHints([]), needs: WorkNeeds = WorkNeeds()
    ) {
        self.category = category
        self.hints = hints
        self.needs = needs
    }
}

/// The site's coded lists for resolutions.
public struct CodedLists: Hashable, Sendable {
    public var causes: [CodedEntry]
    public var actions: [CodedEntry]
    public var responsibilities: [CodedEntry]
    /// What the store has; anything else is written down by its name.
    public var parts: [CodedEntry]

    public init(
        causes: [CodedEntry] = [], actions: [CodedEntry] = [], responsibilities: [CodedEntry] = [],
        parts: [CodedEntry] = []
    ) {
        self.causes = causes
        self.actions = actions
        self.responsibilities = responsibilities
        self.parts = parts
    }
}

/// The desk's windows and bounds.
public struct DeskLimits: Hashable, Sendable {
    /// After the resolution; later a fault is a new ticket (返修).
    public var reopenWindow: Duration
    /// The furthest date of a hold.
    public var holdMax: Duration
    /// Holds during which the resolution clock stands still.
    public var pausingHolds: Set<HoldReason>
    /// How far a sender's clock may run ahead.
    public var clockSkewMax: Duration

    public init(
        reopenWindow: Duration = .seconds(7 * 86_400), holdMax: Duration = .seconds(90 * 86_400),
        pausingHolds: Set<HoldReason> = [.reporter, .access], clockSkewMax: Duration = .seconds(300)
    ) {
        self.reopenWindow = reopenWindow
        self.holdMax = holdMax
        self.pausingHolds = pausingHolds
        self.clockSkewMax = clockSkewMax
    }
}
