import Facility
import Foundation
import LabelScanning
import Ledger
import ScanGateway

extension OpenSite {
    /// Every symbol that the site has printed, from its own store or from the gateway that holds it.
    ///
    /// - Returns: nil where it can't be had, which standard error says.
    func printedSymbols() async -> PrintedSymbols? {
        do {
            return try await askPrintedSymbols()
        } catch {
            let words =
                "mendmark: what was printed isn't known (\(error)): labels are decoded, not recognised\n"
            FileHandle.standardError.write(Data(words.utf8))
            return nil
        }
    }

    private func askPrintedSymbols() async throws -> PrintedSymbols {
        var symbols = PrintedSymbols()
        var last = LabelID(0)
        let most = OperatorDesk.printingsAtOnce
        while true {
            guard case .printings(let labels) = try await desk.perform(.printings(after: last, limit: most))
            else { throw OperatorFailure.unexpectedReply }
            for label in labels {
                for form in label.forms { symbols.add(label.code, form) }
            }
            guard labels.count == most, let end = labels.last?.id else { return symbols }
            last = end
        }
    }

    /// What the register says of a label; nil where it isn't one of ours.
    func known(_ label: ScannedLabel) async throws -> PrintableLabel? {
        guard let code = label.text.code else { return nil }
        guard case .label(let known) = try await desk.perform(.label(code)) else {
            throw OperatorFailure.unexpectedReply
        }
        return known
    }
}
