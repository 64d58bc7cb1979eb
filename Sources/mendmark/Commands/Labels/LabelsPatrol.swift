import ArgumentParser
import Facility
import LabelPrinting
import Ledger
import ScanGateway

struct LabelsPatrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patrol",
        abstract: "Print a re-check walk: every label that should hang in a building, in walking order.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "A building's, floor's or campus's reference.") var reference: String
    @Option(name: [.short, .long], help: "The PDF to write.") var output: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .labels(let labels) = try await site.wallDesk(.patrol(.references([reference]))) else {
            throw OperatorFailure.unexpectedReply
        }
        guard !labels.isEmpty else {
            throw OperatorFailure.refused("no printed label hangs in \(reference): there is nothing to walk")
        }
        let words = try ChecklistWords(site)
        let now = SystemClock.now()
        let list = Checklist(
            title: words.say("checklist.patrol", ["title": reference]),
            remarks: [
                words.say(
                    "checklist.patrolMade", ["when": site.onPaper(now), "labels": "\(labels.count)"]),
                words.say("checklist.patrolWalk"),
            ], sections: sections(labels, words, site), createdAt: now, language: words.language)
        let pages = try ChecklistPress().press(list, to: output)
        print("\(output): \(labels.count) labels on \(pages) page\(pages == 1 ? "" : "s")")
    }

    private func sections(
        _ labels: [HangingLabel], _ words: ChecklistWords, _ site: OpenSite
    ) -> [Checklist.Section] {
        var sections: [Checklist.Section] = []
        for hanging in labels {
            let label = hanging.label
            let seen =
                hanging.lastSeenAt.map {
                    words.say("checklist.seen", ["when": String(site.onPaper($0).prefix(10))])
                }
                ?? words.say("checklist.neverSeen")
            sections.add(
                Checklist.Row(
                    mark: hanging.openProblems > 0 ? "!" : "", key: label.reference,
                    text: site.text(of: label),
                    note: seen), under: words.heading(label.area.text(in: words.language)))
        }
        return sections
    }
}

struct LabelsUnseen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseen", abstract: "List labels that nobody scanned for months; any scan counts.")
    @OptionGroup var options: SiteOptions
    @Option(help: "A building's, floor's or campus's reference (default: the whole site).") var building:
        String?
    @Option(help: "For how many months of 30 days, 1 to 120.") var months = 12

    func validate() throws {
        guard (1...120).contains(months) else {
            throw ValidationError("--months: expected 1 to 120, found \(months)")
        }
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let since = SystemClock.now() + .seconds(-Self.secondsPerMonth * months)
        let scope: LabelScope = building.map { .references([$0]) } ?? .site
        guard case .labels(let labels) = try await site.wallDesk(.unseen(scope, since: since)) else {
            throw OperatorFailure.unexpectedReply
        }
        for hanging in labels {
            let seen = hanging.lastSeenAt.map { "last seen \(site.local($0))" } ?? "never scanned"
            print(
                "\(hanging.label.reference)\t\(hanging.label.code)\t\(hanging.label.state.rawValue)\t\(seen)")
        }
        print("\(labels.count) label\(labels.count == 1 ? "" : "s") unseen for \(months) months.")
    }

    private static let secondsPerMonth = 30 * 86_400
}
