import ArgumentParser
import Facility
import Ledger
import ScanGateway
import TicketTracking

struct TicketParts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parts", abstract: "Note a part that was used.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Its name or code in the store.") var part: String
    @Option(help: "How many, 1 to 10000.") var quantity = 1
    @Option(help: "Its serial number.") var serial: String?

    func run() async throws {
        try await ticket.send(.recordParts(part, quantity: quantity, serial: serial))
    }
}

struct TicketReplaceDevice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace-device",
        abstract:
            "Put a device from store where the faulty one hangs (更换), on the ticket and in the register.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The reference of the faulty device; default: the ticket's.") var old: String?
    @Option(help: "The reference of the device that takes its place.") var new: String
    @Flag(help: "The old one goes out of force, not into store.") var retire = false
    @Option(help: "Why, 1 to 200 characters.") var words: String

    func run() async throws {
        var faulty: DeviceID?
        if let old { faulty = try await ticket.device(old) }
        try await ticket.send(
            .replaceDevice(faulty, by: try await ticket.device(new), retiresOld: retire, words: words))
    }
}

struct TicketSignOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-off", abstract: "The work was looked at and found done (验收).")
    @OptionGroup var ticket: TicketOptions
    @Option(
        name: .customLong("report"), help: "Whose reporter found so, from 1; default: somebody of the house.")
    var report: Int?
    @Option(help: "What was said.") var words: String?

    func validate() throws { try ReportID.check(ordinal: report) }

    func run() async throws {
        try await ticket.send(.signOff(report.map { ReportID(ordinal: $0) }, words: words))
    }
}

struct TicketAmendEntry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend-entry",
        abstract:
            "Put right what a note of the desk or the answer says (更正); the old words stay in the ledger.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The number of the note's or answer's event, as `show` tells it.") var event: Int64
    @Option(help: "The right words; default: as they were.") var words: String?
    @Option(help: "The right category as diagnosed; of an answer only.") var category: String?

    func run() async throws {
        try await ticket.send(
            .amendEntry(
                event, words: words,
                category: try category.map { try FaultCategoryKey($0, option: "--category") }))
    }
}

struct TicketRedact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Take words and photos from what anybody is shown; the ledger keeps them sealed.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The number of the event, as `show` tells it.") var event: Int64?
    @Option(help: "The report, from 1: its words, the door's and its photos.") var report: Int?
    @Option(help: "Why.") var words: String

    func validate() throws {
        guard (event == nil) != (report == nil) else {
            throw ValidationError("expected --event or --report, found \(event == nil ? "neither" : "both")")
        }
        try ReportID.check(ordinal: report)
    }

    func run() async throws {
        let target: RedactionTarget = event.map { .event($0) } ?? .report(ReportID(ordinal: report ?? 0))
        try await ticket.send(.redact(target, words: words))
    }
}

extension TicketOptions {
    /// - Throws: `ValidationError` where no device in force bears the reference.
    func device(_ reference: String) async throws -> DeviceID {
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .target(.device(let device)) = try await open.desk.perform(.reference(reference)) else {
            throw ValidationError("no device in force bears the reference \(reference)")
        }
        return device
    }
}
