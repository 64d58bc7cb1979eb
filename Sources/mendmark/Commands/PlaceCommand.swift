import ArgumentParser
import Facility
import ScanGateway

struct PlaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Rename, move and retire a single place; say what it was called and who changed it.",
        discussion: flowing(
            """
            Places are named by their references. New places, whole buildings and rooms that swap their numbers come by
            `mendmark import`, with a column previous_reference where numbers change hands.
            """),
        subcommands: [
            PlaceRename.self, PlaceMove.self, PlaceRetire.self, PlaceShow.self,
            PlaceCablingCommand.self,
        ])
}

/// Who and why, as every change of a place says it.
struct PlaceOptions: ParsableArguments {
    @OptionGroup var options: SiteOptions
    @Option(help: "Why, 1 to 200 characters.") var reason: String
    @Option(name: .customLong("as"), help: "Sign-in name of whoever did it (default: the operator).")
    var actAs: String?

    func send(_ request: PlaceRequest) async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let summary = try await site.place(request, as: actAs)
        print(summary.whereabouts)
        if let labels = summary.labelNote { print(labels) }
    }
}

struct PlaceRename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a place another reference or name; the old ones still find it, its labels work on.")
    @OptionGroup var options: PlaceOptions
    @Argument(help: "The place's reference.") var place: String
    @Option(help: "The new reference.") var to: String?
    @Option(name: .customLong("name-zh"), help: "The new Chinese name.") var nameZh: String?
    @Option(name: .customLong("name-en"), help: "The new English name.") var nameEn: String?

    func validate() throws {
        guard to != nil || nameZh != nil || nameEn != nil else {
            throw ValidationError("Say what changes by --to, --name-zh or --name-en.")
        }
    }

    func run() async throws {
        let name = LocalizedName(zh: nameZh, en: nameEn)
        try await options.send(.rename(place, to: to, name: name, reason: options.reason))
    }
}

struct PlaceMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Put a place, with all inside it, into another one.")
    @OptionGroup var options: PlaceOptions
    @Argument(help: "The place's reference.") var place: String
    @Option(help: "The reference of the place in which it lies from now on.") var into: String

    func run() async throws { try await options.send(.move(place, into: into, reason: options.reason)) }
}

struct PlaceRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a place out of force; its history, tickets and labels stay.",
        discussion: flowing(
            """
            A place with anything in force in it is refused, unless --contents says that all of it goes: the places out of
            force, the devices into store. An inventory that still lists it adds it anew at the next import.
            """))
    @OptionGroup var options: PlaceOptions
    @Argument(help: "The place's reference.") var place: String
    @Flag(help: "Everything inside it too.") var contents = false

    func run() async throws {
        try await options.send(.retire(place, contents: contents, reason: options.reason))
    }
}

struct PlaceShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Where a place is, what it was called until when, and who changed it why.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The place's reference.") var place: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let summary = try await site.place(.show(place))
        print(summary.whereabouts)
        for alias in summary.aliases {
            print("    until \(site.local(alias.until)): \(alias.reference), \(alias.name.both)")
        }
        for step in summary.log { print("    \(site.local(step.at))  \(step.by): \(step.what)") }
        if let labels = summary.labelNote { print(labels) }
    }
}

extension OpenSite {
    func place(_ request: PlaceRequest, as actAs: String? = nil) async throws -> PlaceSummary {
        guard case .place(let summary) = try await desk.perform(.placeWork(request, actAs: actAs)) else {
            throw OperatorFailure.unexpectedReply
        }
        return summary
    }
}

extension PlaceSummary {
    fileprivate var whereabouts: String {
        let above = path.isEmpty ? "of the first level" : "in " + path.joined(separator: " › ")
        let at = isRetired ? "out of force" : above
        return "\(reference) (\(kind), \(name.both)) is \(at)."
    }

    /// What its labels need now; nil: nothing.
    fileprivate var labelNote: String? {
        let codes = labels.map(\.description).joined(separator: ", ")
        if isRetired, !labels.isEmpty {
            return "Its labels still open a page, which says that it is out of force: \(codes). "
                + "Take them down, and put them out of use by `mendmark labels revoke CODE --reason …`."
        }
        guard outdatedLabels > 0 else { return nil }
        return "\(outdatedLabels) of its labels say something else than is true now and work on: \(codes). "
            + "`mendmark labels … --changed` prints them again with the same codes."
    }
}
