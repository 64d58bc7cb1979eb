import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking
import Wording

extension Gateway {
    /// Versions that are listed, the newest first.
    static let versionsMax = 100
    /// Names the whole text where a section's key would stand.
    static let wholeText = "*"

    /// What stands in the form that changes a text.
    struct ConfigurationDraft: Sendable {
        /// A section's key, or `wholeText`.
        var section: String
        var text: String
        var reason = ""
        var based: Int
        var problems: [Problem] = []
        /// The whole text that it comes to, to be shown beside what is in force; nil: it wasn't checked.
        var proposed: String?
        var warnings: [ConfigurationFault] = []
    }

    /// - Throws: `GatewayError.notFound`
    func configurationSubject(_ context: GatewayContext) throws -> ConfigurationSubject {
        guard let subject = ConfigurationSubject(rawValue: try context.parameters.require("subject")),
            Self.configurationSubjects.contains(subject)
        else { throw GatewayError.notFound }
        return subject
    }

    /// `GET /-/admin/configuration/{subject}`, `?section=…` (`*`: all of it), `?from=N`: a form, with the text of a version;
    /// `?version=N`: what changed in it.
    func configurationSubjectPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (staff, _) = try requireConfiguration(context)
        let subject = try configurationSubject(context)
        let voice = voice(context)
        let versions = try await register.configurationVersions(subject)
        let parameters = request.uri.queryParameters
        func version(_ name: String) -> ConfigurationVersion? {
            parameters[Substring(name)].flatMap { Int($0) }.flatMap { number in
                versions.first { $0.loaded.version == number }
            }
        }
        var draft: ConfigurationDraft?
        if let section = parameters["section"].map({ String($0.prefix(80)) }), mayConfigure(staff) {
            let based = versions.last?.loaded.version ?? 0
            let text = (version("from") ?? versions.last)?.loaded.text ?? ""
            if section == Self.wholeText {
                draft = ConfigurationDraft(section: section, text: text, based: based)
            } else if let found = ConfigurationSections(text)[section] {
                draft = ConfigurationDraft(section: section, text: found.text, based: based)
            }
        }
        let done = parameters["done"].flatMap { Int($0) }
        return try await configurationPage(
            subject, versions, draft, showing: version("version"),
            said: done.map { voice.count("configuration.done", $0) }, staff, context)
    }

    func configurationPage(
        _ subject: ConfigurationSubject, _ versions: [ConfigurationVersion], _ draft: ConfigurationDraft?,
        showing shown: ConfigurationVersion? = nil, said: String? = nil, _ staff: StaffSession,
        _ context: GatewayContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let voice = voice(context)
        let path = Route.configurationSubject(subject.rawValue).path
        let mayChange = mayConfigure(staff)
        let newest = versions.last
        let text = newest?.loaded.text ?? ""
        let fileText = try? await configurationKeeper?.fileText(subject)
        let sections = Self.isYAML(subject) ? ConfigurationSections(text).sections : []
        let listed = sections.compactMap { section in
            section.key.map { key in
                ConfigurationSubjectPage.Section(
                    link: mayChange ? "\(path)?section=\(key)#edit" : "",
                    name: sectionName(key, of: subject, voice),
                    key: key, lines: voice.count("configuration.lines", section.lineCount))
            }
        }
        var rows: [ConfigurationSubjectPage.Version] = []
        for version in versions.reversed().prefix(Self.versionsMax) {
            rows.append(try await row(version, path, isHere: version == shown, voice))
        }
        let name = voice.say("configuration.subject.\(subject.rawValue)")
        let problems = draft?.problems ?? []
        let model = ConfigurationSubjectPage(
            tabs: adminTabs(of: staff, here: .configuration, voice), problems: problems,
            hasProblems: !problems.isEmpty,
            up: ProblemPage.Link(link: Route.configuration.path, text: voice.say("configuration.title")),
            name: name, hint: voice.say("configuration.hint.\(subject.rawValue)"),
            standing: [versionName(newest, voice), try await since(newest, voice)].compactMap(\.self)
                .joined(separator: voice.say("place.pathSeparator")),
            said: said,
            differs: (fileText ?? "") == text ? nil : voice.say("configuration.differs"),
            sections: listed, hasSections: !listed.isEmpty,
            whole: mayChange
                ? ProblemPage.Link(
                    link: "\(path)?section=\(Self.wholeText)#edit", text: voice.say("configuration.editAll"))
                : nil,
            edit: draft.map { edit($0, of: subject, inForce: text, staff, voice) },
            shown: shown.map { self.shown($0, versions, path, mayChange: mayChange, voice) },
            versions: rows, hasVersions: !rows.isEmpty,
            versionsNote: versions.count > Self.versionsMax
                ? voice.count("configuration.versionsCut", Self.versionsMax) : nil)
        return try page(
            model, "configuration-subject", context, title: "configuration.title", status: status,
            hidden: true, isStaff: true, here: path, offersScan: false)
    }

    private func row(
        _ version: ConfigurationVersion, _ path: String, isHere: Bool, _ voice: Voice
    ) async throws -> ConfigurationSubjectPage.Version {
        ConfigurationSubjectPage.Version(
            link: "\(path)?version=\(version.loaded.version)#shown",
            number: versionNumber(version, voice), when: voice.when(version.at),
            exact: voice.exact(version.at),
            who: try await who(version.by, voice),
            reason: version.loaded.reason ?? voice.say("configuration.noReason"), isHere: isHere)
    }

    private func versionNumber(_ version: ConfigurationVersion, _ voice: Voice) -> String {
        voice.count("configuration.version", version.loaded.version)
    }

    private func edit(
        _ draft: ConfigurationDraft, of subject: ConfigurationSubject, inForce text: String,
        _ staff: StaffSession, _ voice: Voice
    ) -> ConfigurationSubjectPage.Edit {
        let lines = draft.text.utf8.count { $0 == UInt8(ascii: "\n") }
        return ConfigurationSubjectPage.Edit(
            action: Route.configurationSubject(subject.rawValue).path + "#edit", csrf: staff.csrf,
            key: newKey(at: voice.now).description, section: draft.section, based: String(draft.based),
            title: draft.section == Self.wholeText
                ? voice.say("configuration.editAll")
                : voice.say("configuration.edit", ["name": sectionName(draft.section, of: subject, voice)]),
            text: draft.text, rows: min(max(6, lines + 2), 36), reason: draft.reason,
            reasonMax: Register.reasonMax, takesFile: draft.section == Self.wholeText,
            textProblem: draft.problems.first { $0.field == "text" }?.sentence,
            reasonProblem: draft.problems.first { $0.field == "reason" }?.sentence,
            difference: draft.proposed.map { difference(from: text, to: $0, voice) },
            warnings: draft.warnings.map { voice.fault($0) }, hasWarnings: !draft.warnings.isEmpty)
    }

    private func shown(
        _ version: ConfigurationVersion, _ versions: [ConfigurationVersion], _ path: String,
        mayChange: Bool, _ voice: Voice
    ) -> ConfigurationSubjectPage.Shown {
        let number = version.loaded.version
        let before = versions.last { $0.loaded.version < number }?.loaded.text ?? ""
        return ConfigurationSubjectPage.Shown(
            title: voice.count("configuration.changes", number), reason: version.loaded.reason,
            difference: difference(from: before, to: version.loaded.text, voice),
            again: mayChange && version != versions.last
                ? ProblemPage.Link(
                    link: "\(path)?section=\(Self.wholeText)&from=\(number)#edit",
                    text: voice.count("configuration.again", number)) : nil)
    }

    private func difference(
        from before: String, to after: String, _ voice: Voice
    ) -> ConfigurationSubjectPage.Difference {
        let lines = LineDifference(from: before, to: after).lines
        return ConfigurationSubjectPage.Difference(
            lines: lines.map { line in
                switch line.kind {
                case .same: .init(tone: "same", mark: " ", spoken: nil, text: line.text)
                case .added:
                    .init(tone: "good", mark: "+", spoken: voice.say("configuration.added"), text: line.text)
                case .removed:
                    .init(tone: "bad", mark: "−", spoken: voice.say("configuration.removed"), text: line.text)
                case .gap(let count):
                    .init(tone: "quiet", mark: "", spoken: nil, text: voice.count("configuration.gap", count))
                }
            }, isEmpty: lines.isEmpty)
    }

    static func isYAML(_ subject: ConfigurationSubject) -> Bool {
        [.rules, .channels].contains(subject)
    }

    /// In words where there are some; of a rota, the team's name.
    func sectionName(_ key: String, of subject: ConfigurationSubject, _ voice: Voice) -> String {
        voice.book.text("configuration.section.\(subject.rawValue).\(key)", in: voice.language) ?? key
    }
}
