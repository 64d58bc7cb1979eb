import Facility
import Hummingbird

/// What somebody chose on the printing page.
struct PrintChoice: Sendable {
    var scope: FacilitiesScope
    var selection: LabelSelection
    var kinds: Set<LabelledKind>
    /// Keys of the press's choices; "": the usual ones.
    var stock: String
    var design: String
    var printer: String
    /// The first free label of the first sheet, as it was typed; "": part-used sheets are filled first.
    var start: String

    private static let startDigitsMax = 6

    /// - Parameter field: the value of a form's or query's field, "" where it is absent.
    /// - Returns: nil where a number that a link should hold isn't one.
    init?(_ field: (String) -> String) {
        guard let scope = FacilitiesScope(field) else { return nil }
        self.scope = scope
        selection = LabelSelection(rawValue: field("which")) ?? .missing
        let ticked = LabelledKind.allCases.filter { !field($0.rawValue).isEmpty }
        // A link from elsewhere names no kind: it means all.
        kinds = ticked.isEmpty && field("chosen").isEmpty ? Set(LabelledKind.allCases) : Set(ticked)
        stock = field("stock")
        design = field("design")
        printer = field("printer")
        start = String(field("start").prefix(Self.startDigitsMax))
    }

    /// The address of the page that shows this choice.
    var query: String {
        var fields = scope.fields.map { ($0.name, $0.value) }
        if scope.isChosenFrom {
            fields.append(("which", selection.rawValue))
            for kind in LabelledKind.allCases where kinds.contains(kind) {
                fields.append((kind.rawValue, "1"))
            }
            fields.append(("chosen", "1"))
        }
        fields += [("stock", stock), ("design", design), ("printer", printer), ("start", start)]
        return "?"
            + fields.filter { !$0.1.isEmpty }
            // Keys are names of files, which need no escape, and so is all else here but what was typed.
            .map { "\($0.0)=\($0.1.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })" }
            .joined(separator: "&")
    }

    /// Whether a label is to be printed.
    func takes(_ entry: LabelCensus.Entry) -> Bool {
        selection.standings.contains(entry.standing) && kinds.contains(entry.kind) && isInScope(entry)
    }

    /// Of a device only the device, not what else stands in its room.
    private func isInScope(_ entry: LabelCensus.Entry) -> Bool {
        if case .device(let id) = scope { entry.target.target == .device(id) } else { true }
    }
}
