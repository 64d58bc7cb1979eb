import ArgumentParser
import Facility
import ScanGateway

struct LabelsReplace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Give a label's target, or a whole building, new codes (换发); the old ones lead to them.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The code on the label.") var code: String?
    @Option(help: "Another label that takes its place (default: a new one).") var by: String?
    @Option(help: "A building's, floor's or campus's reference: every live label in it.") var building:
        String?

    func validate() throws {
        guard (code == nil) != (building == nil) else {
            throw ValidationError("Say what is replaced: one code, or everything in a --building.")
        }
        if by != nil, code == nil {
            throw ValidationError("--by takes the place of one label: say its code.")
        }
    }

    func run() async throws {
        let codes = (old: try code?.labelCode(), by: try by?.labelCode())
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        if let building {
            guard case .count(let count) = try await site.wallDesk(.rotate(.references([building]))) else {
                throw OperatorFailure.unexpectedReply
            }
            print(
                "\(count) labels have new codes; print them with `mendmark labels --building \(building) --missing`."
            )
        } else if let old = codes.old, let by = codes.by {
            _ = try await site.wallDesk(.supersede(old, by: by))
            print("Label \(old) leads to \(by) now.")
        } else if let old = codes.old {
            guard case .label(let label?) = try await site.desk.perform(.replaceLabel(old)) else {
                throw OperatorFailure.unexpectedReply
            }
            print("Replaced by \(label.code); print it with `mendmark labels reprint \(label.code)`.")
        }
    }
}

struct LabelsRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Put a label, or every label of a building, out of force for good (吊销); its page says so.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The code on the label.") var code: String?
    @Option(help: "A building's, floor's or campus's reference: every live label in it.") var building:
        String?
    @Option(help: "Why.") var reason: String

    func validate() throws {
        guard (code == nil) != (building == nil) else {
            throw ValidationError("Say what is revoked: one code, or everything in a --building.")
        }
    }

    func run() async throws {
        let code = try code?.labelCode()
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        if let building {
            let request = WallRequest.revokeAll(.references([building]), reason: reason)
            guard case .count(let count) = try await site.wallDesk(request) else {
                throw OperatorFailure.unexpectedReply
            }
            print("\(count) labels are revoked.")
        } else if let code {
            _ = try await site.desk.perform(.revokeLabel(code, reason: reason))
            print("Label \(code) is revoked.")
        }
    }
}

extension String {
    /// - Throws: `ValidationError` with what is wrong with the code.
    func labelCode() throws -> LabelCode {
        do {
            return try LabelCode(self)
        } catch {
            throw ValidationError("expected a code like XXXX-XXXX-XXXX, found \(self): \(error)")
        }
    }
}
