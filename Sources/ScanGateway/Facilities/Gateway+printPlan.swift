import Facility
import Ledger

extension Gateway {
    /// - Throws: `GatewayError.notFound` where this gateway doesn't print; `.needsRole`; `PressProblem`.
    func plan(_ choice: PrintChoice, _ staff: StaffSession) async throws -> (PrintPlan, PrintShop) {
        guard let printing else { throw GatewayError.notFound }
        let path = try await requireFacilities(staff, at: choice.scope)
        let choices = try await printing.press.choices()
        let stock = try Self.chosen(choice.stock, choices.stocks, \.key)
        let fitting = choices.designs.filter { stock.designs.contains($0.key) }
        let wanted = fitting.first { $0.key == choice.design }
        guard let design = wanted ?? fitting.first else {
            throw PressProblem.unknownChoice(choice.design.isEmpty ? stock.key : choice.design)
        }
        let plan = PrintPlan(
            choice: choice, path: path, name: try await name(of: choice.scope, path),
            entries: try await entries(choice), choices: choices, stock: stock, design: design,
            printer: try Self.chosen(choice.printer, choices.printers, \.key),
            changedDesign: wanted == nil && !choice.design.isEmpty)
        return (plan, printing)
    }

    private static func chosen<Item>(
        _ key: String, _ items: [Item], _ keyOf: (Item) -> String
    ) throws(PressProblem) -> Item {
        if key.isEmpty, let first = items.first { return first }
        guard let found = items.first(where: { keyOf($0) == key }) else { throw .unknownChoice(key) }
        return found
    }

    private func name(of scope: FacilitiesScope, _ path: [Place]) async throws -> LocalizedName? {
        if case .device(let id) = scope { return try await store.device(id)?.name }
        return path.last?.name
    }

    private func entries(_ choice: PrintChoice) async throws -> [LabelCensus.Entry] {
        let root: PlaceID? =
            switch choice.scope {
            case .site: nil
            case .place(let id): id
            case .device(let id): try await store.device(id)?.installation?.place
            }
        return try await register.labelCensus(in: root).entries.filter { choice.takes($0) }
    }
}
