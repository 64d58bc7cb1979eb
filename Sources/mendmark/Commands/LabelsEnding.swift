import ArgumentParser
import Facility
import Foundation
import ScanGateway

struct LabelsReplace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace", abstract: "Give a label's target a new code (换发); the old one leads to it.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The code on the label.") var code: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let reply = try await site.desk.perform(.replaceLabel(try code.labelCode()))
        guard case .label(let label?) = reply else { throw OperatorFailure.unexpectedReply }
        print("Replaced by \(label.code); print it with `mendmark labels --reference \(label.reference)`.")
    }
}

struct LabelsRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Put a label out of force for good (吊销); its page says so.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The code on the label.") var code: String
    @Option(help: "Why.") var reason: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let code = try code.labelCode()
        _ = try await site.desk.perform(.revokeLabel(code, reason: reason))
        print("Label \(code) is revoked.")
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
