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
            items: try await items(choice),
            choices: choices, stock: stock, design: design,
            printer: try Self.chosen(choice.printer, choices.printers, \.key),
            changedDesign: wanted == nil && !choice.design.isEmpty,
            wallet: try await store.wallet().filter { $0.stock == stock.key && $0.isUsable },
            lastSheet: try await lastSheet(choice.scope))
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
        switch scope {
        case .site, .blank: nil
        case .place: path.last?.name
        case .device(let id): try await store.device(id)?.name
        case .batch(let id, _, _): LocalizedName(zh: try await register.batch(id).title)
        case .label(let code): try await description(of: try await register.label(code))?.name
        }
    }

    /// nil: blank.
    func description(of label: Label) async throws -> TargetDescription? {
        label.target == .blank ? nil : try await register.targetDescription(label.target)
    }

    private func lastSheet(_ scope: FacilitiesScope) async throws -> Int? {
        guard case .batch(let id, _, _) = scope else { return nil }
        return try await register.batch(id).lastSheet
    }

    private func items(_ choice: PrintChoice) async throws -> [LabelJob.Item] {
        switch choice.scope {
        case .site: return try await chosenItems(choice, in: nil)
        case .place(let id): return try await chosenItems(choice, in: id)
        case .device(let id):
            return try await chosenItems(choice, in: try await store.device(id)?.installation?.place)
        case .label(let code):
            let label = try await register.label(code)
            return [LabelJob.Item(target: try await description(of: label), label: label)]
        case .blank(let count): return (0..<count).map { _ in LabelJob.Item() }
        case .batch(let id, let after, let spoiled):
            let batch = try await register.batch(id)
            var items: [LabelJob.Item] = []
            for index in batch.voided == nil ? batch.toPrint(after: after, spoiled: spoiled) : [] {
                let label = try await register.label(batch.items[index].code)
                items.append(LabelJob.Item(target: try await description(of: label), label: label))
            }
            return items
        }
    }

    private func chosenItems(_ choice: PrintChoice, in place: PlaceID?) async throws -> [LabelJob.Item] {
        try await register.labelCensus(in: place).entries.filter { choice.takes($0) }
            .map { LabelJob.Item(target: $0.target, label: $0.label) }
    }
}
