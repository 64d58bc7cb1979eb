import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `GET /-/admin/practice`, `?done=on`, `off`
    func practicePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let done = request.uri.queryParameters["done"].flatMap { PracticeMode(rawValue: String($0)) }
        // As it stands now: the address stays in the browser's history.
        let isSo = done.map { ($0 == .on) == policy.isPractice } ?? false
        return try await practicePage(context, problems: [], done: isSo ? done : nil)
    }

    /// `POST /-/admin/practice` with `mode` (`on`, `off`) and `reason`.
    func changePractice(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let (staff, keeper) = try requireConfiguration(context)
        try checkCSRF(form, staff)
        let act = try configurationAct(form, staff)
        guard mayConfigure(staff) else { throw RegisterRefusal.notAllowed(.loadConfiguration, at: nil) }
        guard let mode = PracticeMode(rawValue: form["mode"]) else { throw GatewayError.notFound }
        guard !form["reason"].isEmpty else {
            return try await practicePage(
                context,
                problems: [
                    Problem(field: "reason", sentence: voice(context).say("configuration.reasonNeeded"))
                ])
        }
        let change = ConfigurationChange(
            subject: .practice, text: mode.rawValue, reason: form["reason"],
            basedOn: Int(form["based"]) ?? 0)
        _ = try await keeper.put(change, act: act)
        return redirect(to: .practice, query: "?done=\(mode.rawValue)")
    }

    private func practicePage(
        _ context: GatewayContext, problems: [Problem], done: PracticeMode? = nil
    ) async throws -> Response {
        let (staff, _) = try requireConfiguration(context)
        let voice = voice(context)
        let versions = try await register.configurationVersions(.practice)
        let isOn = policy.isPractice
        var history: [ConfigurationSubjectPage.Version] = []
        for version in versions.reversed().prefix(Self.versionsMax) {
            history.append(
                ConfigurationSubjectPage.Version(
                    link: "", number: voice.say("practice.\(version.loaded.text)"),
                    when: voice.when(version.at),
                    exact: voice.exact(version.at), who: try await who(version.by, voice),
                    reason: version.loaded.reason ?? "", isHere: false))
        }
        let model = PracticePage(
            tabs: adminTabs(of: staff, here: .practice, voice), problems: problems,
            hasProblems: !problems.isEmpty, said: done.map { voice.say("practice.done.\($0.rawValue)") },
            standing: voice.say(isOn ? "practice.isOn" : "practice.isOff"), isOn: isOn,
            form: mayConfigure(staff)
                ? PracticePage.Form(
                    action: Route.practice.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
                    mode: (isOn ? PracticeMode.off : .on).rawValue,
                    based: String(versions.last?.loaded.version ?? 0),
                    button: voice.say(isOn ? "practice.end" : "practice.begin"),
                    reasonMax: Register.reasonMax, reasonProblem: problems.first?.sentence) : nil,
            versions: history, hasVersions: !history.isEmpty)
        return try page(
            model, "practice", context, title: "practice.title",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.practice.path, offersScan: false)
    }
}

/// 演练: whether it is on, and the form to change that.
struct PracticePage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    /// What was begun or ended just now; nil: nothing was.
    var said: String?
    var standing: String
    var isOn: Bool
    /// nil: whoever reads the page changes nothing.
    var form: Form?
    var versions: [ConfigurationSubjectPage.Version]
    var hasVersions: Bool

    struct Form: Sendable {
        var action: String
        var csrf: String
        var key: String
        var mode: String
        /// The newest version that the page knows.
        var based: String
        var button: String
        var reasonMax: Int
        var reasonProblem: String?
    }
}
