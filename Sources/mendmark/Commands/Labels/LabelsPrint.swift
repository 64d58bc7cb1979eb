import ArgumentParser
import Facility
import Ledger
import ScanGateway

struct LabelsPrint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Print labels to a PDF; `mendmark labels` alone does this.",
        discussion: flowing(
            """
            Everything in the scope that has no label yet gets one; what has one is printed again with the same code. Labels
            come in walking order, on part-used sheets of the same stock first, then on fresh ones. Print the PDF at 100 %
            (no fit to page). A checklist for the walk is written beside it.
            """))

    @OptionGroup var options: SiteOptions
    @OptionGroup var scope: ScopeOptions
    @Option(
        name: .customLong("kind"),
        help:
            "Only this kind: \(LabelBearer.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated."
    )
    var kinds: [LabelBearer] = []
    @Flag(help: "Only what has no printed label.") var missing = false
    @Flag(help: "Only labels whose text is out of date.") var changed = false
    @Flag(help: "Only labels that were found damaged, covered, lost or at the wrong door.") var damaged =
        false
    @OptionGroup var press: PressOptions

    func validate() throws {
        guard [missing, changed, damaged].count(where: { $0 }) <= 1 else {
            throw ValidationError("--missing, --changed and --damaged exclude each other.")
        }
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let choice = LabelChoice(scope.scope, bearers: Set(kinds), condition: condition)
        try await BatchPress(site, press).print(.choice(choice), title: scope.title)
    }

    private var condition: LabelCondition {
        if missing { return .missing }
        if changed { return .changed }
        return damaged ? .damaged : .any
    }
}

struct LabelsResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a batch, with the same codes: on other stock, or what was spoiled.",
        discussion: flowing(
            """
            Without --after it prints what is pending. With --after 4 it takes sheet 5 and all behind it as never printed,
            e.g. since the stock ran out, and prints their labels again.
            """))

    @OptionGroup var options: SiteOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Option(help: "The last sheet that came out well, by its number in the batch; 0: none.") var after: Int?
    @Flag(help: "Print spoiled labels again too.") var spoiled = false
    @OptionGroup var press: PressOptions

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        try await BatchPress(site, press).resume(BatchID(batch), after: after, spoiled: spoiled)
    }
}

struct LabelsReprint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprint", abstract: "Print single labels again, with the same codes (补打).")

    @OptionGroup var options: SiteOptions
    @Argument(help: "The codes on the labels.") var codes: [String]
    @OptionGroup var press: PressOptions

    func run() async throws {
        let codes = try codes.map { try $0.labelCode() }
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let title = codes.count == 1 ? "\(codes[0])" : "\(codes.count) labels again"
        try await BatchPress(site, press).print(.codes(codes), title: title)
    }
}

struct LabelsBlank: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blank",
        abstract: "Print labels without a place, to be bound by scanning (`labels bind`, or on their page).")

    @OptionGroup var options: SiteOptions
    @Argument(help: "How many, 1 to \(BatchOrder.blankMax).") var count: Int
    @OptionGroup var press: PressOptions

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        try await BatchPress(site, press).print(.blank(count), title: "\(count) blank labels")
    }
}
