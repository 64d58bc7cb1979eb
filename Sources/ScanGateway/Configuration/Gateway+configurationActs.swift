import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `POST /-/admin/configuration/{subject}` with `section`, `text` or `file`, `reason`, `based`; `do`: `check` shows what
    /// it comes to, `put` puts it into force.
    func changeConfiguration(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var limits = settings.limits.form
        limits.fieldBytesMax = ConfigurationSubject.textBytesMax
        limits.totalBytesMax = 3 * ConfigurationSubject.textBytesMax
        let form = try await FormReader(limits: limits).form(of: request)
        let (staff, keeper) = try requireConfiguration(context)
        try checkCSRF(form, staff)
        let act = try configurationAct(form, staff)
        guard mayConfigure(staff) else { throw RegisterRefusal.notAllowed(.loadConfiguration, at: nil) }
        let subject = try configurationSubject(context)
        let versions = try await register.configurationVersions(subject)
        var draft = ConfigurationDraft(
            section: form["section"].nonEmpty ?? Self.wholeText, text: Self.ended(form["text"]),
            reason: form["reason"], based: Int(form["based"]) ?? 0)
        let step = ConfigurationStep(
            gateway: self, keeper: keeper, subject: subject, versions: versions, voice: voice(context))
        if let file = form.files("file").first { await step.take(file, into: &draft) }
        if draft.problems.isEmpty, form["do"] == "put" {
            if let version = try await step.put(&draft, act) {
                return redirect(
                    to: .configurationSubject(subject.rawValue), query: "?done=\(version)&version=\(version)")
            }
        } else if draft.problems.isEmpty {
            try await step.check(&draft)
        }
        return try await configurationPage(
            subject, try await register.configurationVersions(subject), draft, staff, context,
            status: draft.problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// A form gives back a text without its last line end.
    private static func ended(_ text: String) -> String {
        text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }
}

/// One step of somebody who changes a text: what is wrong stands in the draft afterwards.
private struct ConfigurationStep {
    let gateway: Gateway
    let keeper: any ConfigurationKeeper
    let subject: ConfigurationSubject
    let versions: [ConfigurationVersion]
    let voice: Voice

    /// A file that was chosen, in the place of what was typed.
    func take(_ file: FormFile, into draft: inout Gateway.ConfigurationDraft) async {
        guard !file.isTooLarge, file.bytes.count <= ConfigurationSubject.textBytesMax else {
            return add(
                "text",
                voice.say(
                    "configuration.tooLarge", ["max": String(ConfigurationSubject.textBytesMax / 1024)]),
                to: &draft)
        }
        guard let text = await keeper.text(of: subject, bytes: file.bytes) else {
            return add("text", voice.say("configuration.noText"), to: &draft)
        }
        draft.text = text
    }

    /// Puts into the draft what it comes to, or why it comes to nothing.
    func check(_ draft: inout Gateway.ConfigurationDraft) async throws {
        guard let (text, firstLine) = whole(&draft) else { return }
        if text == versions.last?.loaded.text {
            return add("text", voice.say("configuration.same"), to: &draft)
        }
        let faults = try await keeper.faults(of: subject, text: text)
        tell(faults, firstLine, &draft)
        draft.warnings = faults.filter { !$0.isFatal }
        draft.proposed = text
    }

    /// - Returns: the version in force now; nil: nothing was changed, and the draft says why.
    func put(_ draft: inout Gateway.ConfigurationDraft, _ act: Act) async throws -> Int? {
        try await check(&draft)
        if draft.reason.isEmpty { add("reason", voice.say("configuration.reasonNeeded"), to: &draft) }
        if draft.reason.count > Register.reasonMax {
            add("reason", voice.count("configuration.reasonLong", Register.reasonMax), to: &draft)
        }
        guard draft.problems.isEmpty, let text = draft.proposed else { return nil }
        let change = ConfigurationChange(
            subject: subject, text: text, reason: draft.reason, basedOn: draft.based)
        switch try await keeper.put(change, act: act) {
        case .inForce(let loaded): return loaded.version
        case .faulty(let faults): tell(faults, nil, &draft)
        case .outdated(let version): await tellOutdated(version, &draft)
        case .fileDiffers: add("text", voice.say("configuration.fileDiffers"), to: &draft)
        }
        return nil
    }

    /// The whole text that a draft comes to, and the line on which its own part begins.
    private func whole(_ draft: inout Gateway.ConfigurationDraft) -> (text: String, firstLine: Int?)? {
        if draft.section == Gateway.wholeText { return (draft.text, nil) }
        let based = versions.first { $0.loaded.version == draft.based } ?? versions.last
        let sections = ConfigurationSections(based?.loaded.text ?? "")
        guard let section = sections[draft.section],
            let text = sections.replacing(draft.section, by: draft.text)
        else {
            add("text", voice.say("configuration.noSection", ["name": draft.section]), to: &draft)
            return nil
        }
        return (text, section.firstLine)
    }

    private func tell(
        _ faults: [ConfigurationFault], _ firstLine: Int?, _ draft: inout Gateway.ConfigurationDraft
    ) {
        let fatal = faults.filter(\.isFatal)
        for fault in fatal.prefix(20) {
            // Lines are counted in what somebody sees: the section, unless the fault lies elsewhere.
            let isInside =
                firstLine.map { first in
                    let last = first + draft.text.utf8.count { $0 == UInt8(ascii: "\n") }
                    return (fault.line ?? 0) >= first && (fault.line ?? 0) < last
                } ?? false
            add("text", voice.fault(fault, firstLine: isInside ? firstLine : nil), to: &draft)
        }
        if fatal.count > 20 {
            add("text", voice.count("configuration.moreFaults", fatal.count - 20), to: &draft)
        }
    }

    /// Who came first is told, and what is typed stays: pressed again, it goes on top of the newer version.
    private func tellOutdated(_ version: Int, _ draft: inout Gateway.ConfigurationDraft) async {
        var values = ["count": String(version), "who": voice.say("configuration.machine")]
        if let newest = try? await gateway.register.configurationVersions(subject).last {
            values["who"] = (try? await gateway.who(newest.by, voice)) ?? values["who"]
            if draft.section == Gateway.wholeText || Self.keeps(draft.section, versions, draft.based, newest)
            {
                draft.based = newest.loaded.version
            }
        }
        add("text", voice.say("configuration.outdated", values), to: &draft)
    }

    /// Whether a section reads the same in two versions, so that a change of it lies beside the other change.
    private static func keeps(
        _ section: String, _ versions: [ConfigurationVersion], _ based: Int, _ newest: ConfigurationVersion
    ) -> Bool {
        let before = versions.first { $0.loaded.version == based }?.loaded.text ?? ""
        return ConfigurationSections(before)[section]?.text
            == ConfigurationSections(newest.loaded.text)[section]?.text
    }

    private func add(_ field: String, _ sentence: String, to draft: inout Gateway.ConfigurationDraft) {
        draft.problems.append(Problem(field: field, sentence: sentence))
    }
}
