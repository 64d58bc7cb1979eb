import ArgumentParser
import Facility
import Ledger
import ScanGateway

struct LabelsVoid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Declare printed labels spoiled: a whole batch, a sheet of it, or one place (作废).",
        discussion: flowing(
            """
            Spoiled labels can be printed again with the same codes by `labels resume BATCH --spoiled`, unless the whole
            batch is void. Their places never return to the wallet.
            """))

    @OptionGroup var options: SiteOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Option(help: "A sheet of it, by its number in the batch.") var sheet: Int?
    @Option(help: "A label on that sheet, from 1, row by row.") var place: Int?
    @Option(help: "Why.") var reason: String
    @Option(name: .customLong("as"), help: "Sign-in name of whoever says so (default: the operator).")
    var actAs: String?

    func validate() throws {
        if place != nil, sheet == nil { throw ValidationError("--place: say on which --sheet it stands.") }
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let request: LabelRequest =
            if let sheet { .spoil(BatchID(batch), sheet: sheet, place: place, reason: reason) } else {
                .voidBatch(BatchID(batch), reason: reason)
            }
        guard case .count(let count) = try await site.labelDesk(request, as: actAs) else {
            throw OperatorFailure.unexpectedReply
        }
        print("\(count) label\(count == 1 ? " is" : "s are") spoiled.")
    }
}
