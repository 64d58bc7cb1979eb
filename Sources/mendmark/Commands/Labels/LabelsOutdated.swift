import ArgumentParser
import Facility
import ScanGateway

struct LabelsOutdated: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outdated",
        abstract: "List labels whose printed text is out of date: another number, name or path.",
        discussion: "They go on working. `labels print --changed` prints them anew with the same codes.")
    @OptionGroup var options: SiteOptions
    @Option(help: "A building's, floor's or campus's reference (default: the whole site).") var building:
        String?

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let scope: LabelScope = building.map { .references([$0]) } ?? .site
        guard case .labels(let labels) = try await site.wallDesk(.outdated(scope)) else {
            throw OperatorFailure.unexpectedReply
        }
        for hanging in labels {
            let (says, now) = (hanging.printedReference ?? "", hanging.label.reference)
            let what = says == now ? "\(now): another name or path" : "says \(says), now \(now)"
            print("\(hanging.label.code)\t\(what)\t\(site.text(of: hanging.label))")
        }
        print("\(labels.count) label\(labels.count == 1 ? " is" : "s are") out of date.")
    }
}
