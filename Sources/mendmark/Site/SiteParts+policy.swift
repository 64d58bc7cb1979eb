import Facility
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

extension SiteParts {
    /// Puts texts into force where they changed or were taken away, each as an event of its own.
    ///
    /// - Parameter texts: that make a policy, as `SiteTexts.policy` finds out beforehand; of a timetable the faulty lines
    ///   are left out.
    static func policy(
        of texts: SiteTexts, _ folder: SiteFolder, _ register: Register, _ act: Act
    ) async throws -> DeskPolicy {
        let before = try await register.store.configuration("rules")
        let loaded = try await register.loadConfiguration(.rules, text: texts.rules, act: act)
        let read = try SiteRules.policy(text: loaded.text, file: folder.rules, version: loaded.version)
        let rules = read.with(try await calendars(read, after: before?.text, register, act))
        return try policy(
            rules, rota: try await load(.rota, texts.rota, register, act),
            lessons: try await load(.timetable, texts.timetable, register, act), folder)
    }

    /// The texts put into force, or where they make no policy what was last, which nothing is written for.
    ///
    /// - Parameter onFault: told why not.
    static func policy(
        of texts: Result<SiteTexts, any Error>, _ folder: SiteFolder, _ register: Register,
        _ onFault: ((any Error) -> Void)?
    ) async throws -> DeskPolicy {
        switch texts {
        case .success(let texts): return try await policy(of: texts, folder, register, operatorAct())
        case .failure(let fault):
            let store = register.store
            guard let onFault, let loaded = try await store.configuration("rules") else { throw fault }
            onFault(fault)
            let read = try SiteRules.policy(text: loaded.text, file: folder.rules, version: loaded.version)
            return try policy(
                read.with(try await calendars(read, register)), rota: try await store.configuration("rota"),
                lessons: try await store.configuration("timetable"), folder)
        }
    }

    private static func policy(
        _ rules: DeskPolicy, rota: ConfigurationLoaded?, lessons: ConfigurationLoaded?, _ folder: SiteFolder
    ) throws -> DeskPolicy {
        var policy = rules
        if let rota {
            policy = policy.with(
                try SiteRota.rota(text: rota.text, file: folder.rota, version: rota.version, policy: rules))
        }
        if let lessons {
            policy = policy.with(
                try SiteTimetable.read(
                    text: lessons.text, file: folder.timetable, version: lessons.version, zone: rules.zone
                ).timetable)
        }
        return policy
    }

    /// - Parameter text: nil: the file isn't there, or not any more.
    /// - Returns: nil where it never was.
    private static func load(
        _ subject: ConfigurationSubject, _ text: String?, _ register: Register, _ act: Act
    ) async throws -> ConfigurationLoaded? {
        let isKnown = try await register.store.configuration(subject.rawValue) != nil
        guard text != nil || isKnown else { return nil }
        var act = act
        act.command = CommandID(at: act.at, random: (RandomSource.bits(), RandomSource.bits()))
        return try await register.loadConfiguration(subject, text: text ?? "", act: act)
    }

    /// What the operator of the machine does now, under a new key.
    static func operatorAct() -> Act {
        let now = SystemClock.now()
        return Act(
            by: .system("operator"), at: now, channel: .commandLine,
            command: CommandID(at: now, random: (RandomSource.bits(), RandomSource.bits())))
    }

    /// Reads the folder's rules, rota and timetable again and puts them in force, for every copy of the desk and for every
    /// ticket that isn't finished; all of them, or none where one has a fault.
    ///
    /// - Returns: the policy in force now.
    /// - Throws: as `SiteTexts`, before anything is changed; what the store throws.
    func reload(_ folder: SiteFolder, act: Act) async throws -> DeskPolicy {
        let texts = try SiteTexts(folder)
        _ = try texts.policy()
        let policy = try await Self.practised(
            try await Self.policy(of: texts, folder, register, act), register)
        desk.adopt(policy)
        _ = try await desk.renewDeadlines()
        return policy
    }

    /// A policy as practice mode has it: 演练 or in earnest.
    static func practised(_ policy: DeskPolicy, _ register: Register) async throws -> DeskPolicy {
        policy.practising(
            try await register.store.configuration(ConfigurationSubject.practice.rawValue)?.text
                == PracticeMode.on.rawValue)
    }

    /// Lets what came into force of a subject hold from now on.
    func adopt(_ subject: ConfigurationSubject, act: Act) async throws {
        switch subject {
        case .rules, .rota, .timetable: _ = try await reload(folder, act: act.anew())
        case .practice:
            let policy = try await Self.practised(desk.policy, register)
            desk.adopt(policy)
            if !policy.isPractice { _ = try await desk.endPractice(act: act.anew()) }
        // The file is looked at whenever something is sent; hosts are read at the next start.
        case .channels, .hosts, .calendar, .teams, .categories, .priorities: break
        }
    }

    /// Writes down by which ways people are told, where that changed; a file with a fault isn't in force.
    func recordChannels(act: Act) async throws {
        guard let text = try folder.text(of: .channels),
            (try? SiteChannels.channels(text: text, file: folder.channels, policy: desk.policy)) != nil
        else { return }
        _ = try await register.loadConfiguration(.channels, text: text, act: act)
    }

    /// Writes down which label hosts the site has from this start on.
    func recordHosts() async throws {
        _ = try await register.loadConfiguration(
            .hosts, text: LabelHosts.text(configuration.hosts), act: Self.operatorAct())
    }
}
