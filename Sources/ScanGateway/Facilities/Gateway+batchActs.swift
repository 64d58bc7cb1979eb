import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// `POST /-/facilities/batches/{batch}/…`
    func act(_ act: Route.BatchAct, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, staff, order) = try await facilitiesForm(request, context)
        let batch = try await requireBatch(try batchID(context), staff).batch
        let voice = voice(context)
        let sheet = Int(form["sheet"])
        guard !form["reason"].isEmpty else {
            let problem = Problem(
                field: "\(act.rawValue)-reason", sentence: voice.say("facilities.problem.reason"))
            return try await batchPage(batch, sheet: sheet, staff, context, refused: (form, problem))
        }
        do {
            switch act {
            case .spoil:
                _ = try await register.spoil(
                    batch.id, sheet: sheet ?? 0, place: form["place"].isEmpty ? nil : Int(form["place"]) ?? 0,
                    reason: form["reason"], act: order)
            case .void: _ = try await register.voidBatch(batch.id, reason: form["reason"], act: order)
            }
        } catch RegisterRefusal.noLabelAt(_, let sheet, let place) {
            let sentence = voice.say(
                "facilities.problem.noLabelAt",
                ["sheet": String(sheet), "found": place == 0 ? form["place"] : String(place)])
            let problem = Problem(field: "spoil-place", sentence: sentence)
            return try await batchPage(batch, sheet: sheet, staff, context, refused: (form, problem))
        }
        return redirect(to: .facilitiesBatch(of: batch.id), query: sheet.map { "?sheet=\($0)" } ?? "")
    }

    /// `GET /-/facilities/wallet`
    func walletPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        return try await walletPage(staff, context)
    }

    private func walletPage(
        _ staff: StaffSession, _ context: GatewayContext, problems: [Problem] = []
    ) async throws -> Response {
        guard staff.managesLabels(in: [], at: clock()) else {
            throw GatewayError.needsRole("role.facilities")
        }
        let voice = voice(context)
        let stocks = try await printing?.press.choices().stocks ?? []
        let sheets = try await store.wallet().map { sheet in
            walletSheet(sheet, stocks.first { $0.key == sheet.stock }, voice)
        }
        let model = WalletPage(
            tabs: facilitiesTabs(.facilitiesWallet, staff, voice), problems: problems,
            hasProblems: !problems.isEmpty,
            sheets: sheets, isEmpty: sheets.isEmpty, csrf: staff.csrf)
        return try page(
            model, "wallet", context, title: "facilities.wallet.title",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.facilitiesWallet.path, offersScan: false)
    }

    private func walletSheet(
        _ sheet: WalletSheet, _ stock: PressChoices.Stock?, _ voice: Voice
    ) -> WalletPage.Sheet {
        let grid = SheetGrid(stock, places: (sheet.free + sheet.spoiled).max() ?? 1)
        let count = stock?.labelsPerSheet ?? (sheet.free + sheet.spoiled).max() ?? 1
        func form(_ act: Route.SheetAct) -> LabelCard.Form {
            LabelCard.Form(
                action: Route.facilitiesSheetAct("\(sheet.id)", act).path,
                key: newKey(at: voice.now).description)
        }
        let used = (1...count).filter { !sheet.free.contains($0) }.map { grid.cell($0, tone: "used") }
        return WalletPage.Sheet(
            number: "\(sheet.id)", stock: stock.map { voice.name($0.title) } ?? sheet.stock,
            free: voice.count("facilities.freePlaces", sheet.free.count), age: voice.age(sheet.keptAt),
            columns: grid.columns, rows: grid.rows, cells: grid.empty + used,
            places: (1...count).filter { !sheet.spoiled.contains($0) }.map {
                WalletPage.Place(number: $0, field: "place\($0)", isFree: sheet.free.contains($0))
            }, correct: form(.correct), discard: form(.discard))
    }

    /// `POST /-/facilities/wallet/{sheet}/…`
    func act(_ act: Route.SheetAct, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, staff, order) = try await facilitiesForm(request, context)
        guard let number = Int64(try context.parameters.require("sheet")), number > 0 else {
            throw GatewayError.notFound
        }
        let id = SheetID(number)
        switch act {
        case .correct:
            let free = form.texts.keys.compactMap { $0.hasPrefix("place") ? Int($0.dropFirst(5)) : nil }
            _ = try await register.correctSheet(id, free: free, act: order)
        case .discard:
            guard !form["reason"].isEmpty else {
                return try await walletPage(
                    staff, context,
                    problems: [
                        Problem(
                            field: "reason-\(id)", sentence: voice(context).say("facilities.problem.reason"))
                    ])
            }
            _ = try await register.discardSheet(id, reason: form["reason"], act: order)
        }
        return redirect(to: .facilitiesWallet)
    }
}
