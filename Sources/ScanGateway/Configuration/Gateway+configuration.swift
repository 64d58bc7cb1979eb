import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// In the order of the page.
    static let configurationSubjects: [ConfigurationSubject] = [.rules, .rota, .timetable, .channels, .hosts]

    /// - Throws: `GatewayError.needsRole`, `.notFound` where nothing is configured here.
    func requireConfiguration(
        _ context: GatewayContext
    ) throws(GatewayError) -> (StaffSession, any ConfigurationKeeper) {
        let staff = try requireAdministrator(context)
        guard let keeper = configurationKeeper else { throw .notFound }
        return (staff, keeper)
    }

    func mayConfigure(_ staff: StaffSession) -> Bool {
        RegisterRight.loadConfiguration.isHeld(by: staff.principal, at: clock())
    }

    /// `GET /-/admin/configuration`
    func configurationPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await configurationPage(
            context, said: request.uri.queryParameters["done"] == "1" ? "configuration.tookOver" : nil)
    }

    /// `POST /-/admin/configuration`: what stands in the site's folder comes into force.
    func takeOverConfiguration(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let (staff, keeper) = try requireConfiguration(context)
        try checkCSRF(form, staff)
        let act = try configurationAct(form, staff)
        guard mayConfigure(staff) else { throw RegisterRefusal.notAllowed(.loadConfiguration, at: nil) }
        let faults = try await keeper.takeOverFiles(act: act)
        if faults.isEmpty { return redirect(to: .configuration, query: "?done=1") }
        return try await configurationPage(context, said: nil, faults: faults)
    }

    /// - Throws: `GatewayError.staleForm`
    func configurationAct(_ form: Form, _ staff: StaffSession) throws(GatewayError) -> Act {
        let now = clock()
        guard let key = CommandID(form["key"]), isFresh(key, at: now) else { throw .staleForm }
        return Act(by: staff.principal, at: now, channel: .desk, command: key)
    }

    private func configurationPage(
        _ context: GatewayContext, said: String?, faults: [ConfigurationFault] = []
    ) async throws -> Response {
        let (staff, keeper) = try requireConfiguration(context)
        let voice = voice(context)
        var subjects: [ConfigurationPage.Subject] = []
        for subject in Self.configurationSubjects {
            let versions = try await register.configurationVersions(subject)
            let newest = versions.last
            let text = try? await keeper.fileText(subject)
            subjects.append(
                ConfigurationPage.Subject(
                    link: Route.configurationSubject(subject.rawValue).path,
                    name: voice.say("configuration.subject.\(subject.rawValue)"),
                    hint: voice.say("configuration.hint.\(subject.rawValue)"),
                    version: versionName(newest, voice),
                    since: try await since(newest, voice),
                    differs: (text ?? "") != (newest?.loaded.text ?? "")))
        }
        let told = faults.map { voice.fault($0) }
        let model = ConfigurationPage(
            tabs: adminTabs(of: staff, here: .configuration, voice), said: said.map { voice.say($0) },
            subjects: subjects,
            takeOver: mayConfigure(staff)
                ? ConfigurationPage.Form(
                    action: Route.configuration.path, csrf: staff.csrf,
                    key: newKey(at: voice.now).description) : nil,
            faults: told, hasFaults: !told.isEmpty)
        return try page(
            model, "configuration", context, title: "configuration.title",
            status: faults.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.configuration.path, offersScan: false)
    }

    func versionName(_ version: ConfigurationVersion?, _ voice: Voice) -> String {
        guard let version, !version.loaded.text.isEmpty else { return voice.say("configuration.none") }
        return voice.count("configuration.version", version.loaded.version)
    }

    /// When a version came into force, and by whom.
    func since(_ version: ConfigurationVersion?, _ voice: Voice) async throws -> String? {
        guard let version else { return nil }
        return voice.say(
            "configuration.since", ["when": voice.when(version.at), "who": try await who(version.by, voice)])
    }

    func who(_ actor: EventActor, _ voice: Voice) async throws -> String {
        switch actor {
        case .staff(let person), .apiClient(let person):
            try await personName(person) ?? voice.say("ticket.nobody")
        case .system, .reporter: voice.say("configuration.machine")
        }
    }
}

extension Voice {
    /// `rules.yaml 第 12 行 teams.desk：应为…，现为…`
    ///
    /// - Parameter firstLine: of the part that is edited, in the whole text; nil: the whole text is.
    func fault(_ fault: ConfigurationFault, firstLine: Int? = nil) -> String {
        let place = [
            fault.file.isEmpty ? nil : fault.file,
            fault.line.map { count("configuration.line", $0 - (firstLine ?? 1) + 1) },
            fault.key.isEmpty ? nil : fault.key,
        ].compactMap(\.self).joined(separator: " ")
        return say(
            "configuration.fault",
            ["place": place, "expected": expectation(fault.expected), "found": finding(fault.found)])
    }
}
