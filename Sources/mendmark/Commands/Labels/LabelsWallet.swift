import ArgumentParser
import Facility
import Ledger
import ScanGateway

struct LabelsWallet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wallet",
        abstract: "Part-used sheets: list them, correct what is free, take one out.",
        subcommands: [WalletList.self, WalletCorrect.self, WalletSpoil.self, WalletDiscard.self],
        defaultSubcommand: WalletList.self)
}

struct WalletList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every part-used sheet with its free places.")
    @OptionGroup var options: SiteOptions

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .wallet(let sheets) = try await site.labelDesk(.wallet) else {
            throw OperatorFailure.unexpectedReply
        }
        for sheet in sheets { print(sheet.line + ", since " + site.local(sheet.keptAt)) }
        if sheets.isEmpty { print("No part-used sheet is kept.") }
    }
}

struct WalletCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Say which places of a sheet are free; spoiled ones stay out.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The number in the sheet's margin.") var sheet: SheetNumber
    @Option(help: "Free places, e.g. 3,7-21; 0: none.") var free: SheetPlaces

    func run() async throws { try await options.change(.correctSheet(sheet.id, free: free.numbers)) }
}

struct WalletSpoil: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spoil",
        abstract: "Say which places of a sheet are spoiled; they never become free again.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The number in the sheet's margin.") var sheet: SheetNumber
    @Option(help: "Spoiled places, e.g. 3,7-9.") var places: SheetPlaces
    @Option(help: "Why.") var reason: String

    func run() async throws {
        try await options.change(.spoilPlaces(sheet.id, places.numbers, reason: reason))
    }
}

struct WalletDiscard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Take a sheet out of the wallet.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The number in the sheet's margin.") var sheet: SheetNumber
    @Option(help: "Why.") var reason: String

    func run() async throws { try await options.change(.discardSheet(sheet.id, reason: reason)) }
}

/// A part-used sheet's number, with or without its letter.
struct SheetNumber: ExpressibleByArgument {
    var id: SheetID

    init?(argument: String) {
        let digits = argument.uppercased().hasPrefix("S") ? argument.dropFirst() : argument[...]
        guard let number = Int64(digits), number > 0 else { return nil }
        id = SheetID(number)
    }
}

/// Places on a sheet as people list them.
struct SheetPlaces: ExpressibleByArgument {
    var numbers: [Int]

    /// No sheet has more.
    private static let placeMax = 5_000

    init?(argument: String) {
        numbers = []
        if argument == "0" { return }
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                1 <= first, first <= last, last <= Self.placeMax
            else { return nil }
            numbers += Array(first...last)
        }
    }
}

extension SiteOptions {
    fileprivate func change(_ request: LabelRequest) async throws {
        let site = try await OpenSite(folder)
        defer { site.close() }
        guard case .sheet(let sheet) = try await site.labelDesk(request) else {
            throw OperatorFailure.unexpectedReply
        }
        print(sheet.line)
    }
}

extension WalletSheet {
    fileprivate var line: String {
        let places =
            free.isEmpty ? "nothing is free" : "free: " + free.map(String.init).joined(separator: ", ")
        let state = discarded.map { "discarded (\($0))" } ?? places
        return "\(id.marginText)\t\(stock)\t\(state)\tbatch \(batch)"
    }
}
