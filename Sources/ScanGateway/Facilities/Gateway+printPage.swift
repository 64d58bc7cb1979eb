import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// - Parameter refused: nil: it is only looked at; else what was ordered wasn't taken, and why where the plan itself
    ///   doesn't say so.
    func printPage(
        _ plan: PrintPlan, _ printing: PrintShop, _ staff: StaffSession, _ context: GatewayContext,
        refused: PrintShop.Declined??
    ) async throws -> Response {
        let voice = voice(context, path: plan.path)
        var notes: [String] = []
        var problems = problems(plan, voice, isOrdered: refused != nil)
        if case .some(.some(let declined)) = refused {
            problems.append(Problem(field: "which", sentence: sentence(declined, voice)))
        }
        if plan.changedDesign, refused == nil {
            notes.append(voice.say("facilities.designChanged", ["design": voice.name(plan.design.title)]))
        }
        if plan.startAt == nil, let sheet = plan.wallet.first, !plan.items.isEmpty {
            notes.append(
                voice.say(
                    "facilities.walletFirst",
                    [
                        "number": "\(sheet.id)",
                        "count": voice.count("facilities.freePlaces", sheet.free.count),
                    ]))
        }
        if !plan.items.isEmpty {
            let found = await printing.host.findings(within: printing.limits.hostWait)
            notes = found.map { $0.sentence(voice) } + notes
        }
        var preview: PrintPage.Preview?
        if !plan.items.isEmpty, !plan.isStartWrong {
            do {
                let order = plan.firstSheet(title: "", at: voice.now)
                let check = try await printing.check(order)
                notes += check.shortened.prefix(Self.notesMax).map { self.shortened($0, voice) }
                notes += check.outside.prefix(Self.notesMax).map {
                    voice.say("facilities.outside", ["reference": $0.reference, "field": $0.field])
                }
                var shown = plan.choice
                shown.design = plan.design.key
                preview = PrintPage.Preview(
                    link: Route.facilitiesPreview.path + shown.query, alt: voice.say("facilities.previewAlt"))
            } catch let problem as PressProblem {
                problems.append(Problem(field: "stock", sentence: sentence(problem, voice)))
            }
        }
        let model = model(plan, staff, voice, problems: problems, notes: notes, preview: preview)
        return try page(
            model, "print", context, title: titleKey(plan),
            titleValues: ["place": placeName(plan, voice)],
            status: refused == nil ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.facilitiesPrint.path + plan.choice.query, offersScan: false)
    }

    private static let notesMax = 5

    private func titleKey(_ plan: PrintPlan) -> String {
        switch plan.choice.scope {
        case .batch: "facilities.resumeTitle"
        case .blank: "facilities.blankHeading"
        case .site, .place, .device, .label: "facilities.printTitle"
        }
    }

    private func placeName(_ plan: PrintPlan, _ voice: Voice) -> String {
        voice.name(plan.name ?? settings.siteName)
    }

    func shortened(_ text: PressedLabels.Shortened, _ voice: Voice) -> String {
        voice.say("facilities.shortened", ["reference": text.reference, "text": text.text])
    }

    private func problems(_ plan: PrintPlan, _ voice: Voice, isOrdered: Bool) -> [Problem] {
        var problems: [Problem] = []
        if plan.isStartWrong {
            problems.append(
                Problem(
                    field: "start",
                    sentence: voice.say(
                        "facilities.problem.start",
                        ["max": String(plan.stock.labelsPerSheet), "found": plan.choice.start])))
        }
        if isOrdered, plan.changedDesign {
            problems.append(
                Problem(
                    field: "design",
                    sentence: voice.say(
                        "facilities.problem.design", ["stock": voice.name(plan.stock.title)])))
        }
        if isOrdered, plan.items.isEmpty {
            problems.append(Problem(field: "which", sentence: voice.say("facilities.problem.nothing")))
        }
        return problems
    }

    private func model(
        _ plan: PrintPlan, _ staff: StaffSession, _ voice: Voice, problems: [Problem], notes: [String],
        preview: PrintPage.Preview?
    ) -> PrintPage {
        var crumbs = crumbs(plan.path, staff, voice)
        if let place = plan.path.last {
            crumbs.append(
                ProblemPage.Link(link: Route.facilitiesPlace(of: place.id).path, text: voice.name(place.name))
            )
        }
        let count = plan.items.count
        let labels = voice.count("facilities.labels", count)
        return PrintPage(
            tabs: facilitiesTabs(.facilitiesPrint, staff, voice), crumbs: crumbs, problems: problems,
            hasProblems: !problems.isEmpty,
            title: voice.say(titleKey(plan), ["place": placeName(plan, voice)]),
            action: Route.facilitiesPrint.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            scope: hidden(plan.choice.scope), isChoice: plan.choice.scope.isChosenFrom,
            blank: blankCount(plan.choice.scope), blankMax: BatchOrder.blankMax, resume: resume(plan),
            selections: LabelSelection.allCases.map {
                PrintPage.Option(
                    value: $0.rawValue, name: voice.say("facilities.selection.\($0.rawValue)"),
                    isChosen: $0 == plan.choice.selection)
            },
            kinds: LabelledKind.allCases.map {
                PrintPage.Kind(
                    field: $0.rawValue, name: voice.say("facilities.kind.\($0.rawValue)"),
                    isChosen: plan.choice.kinds.contains($0))
            },
            stocks: plan.fittingStocks.map { option($0, plan, voice) },
            otherStocks: plan.otherStocks.map { option($0, plan, voice) },
            hasOtherStocks: !plan.otherStocks.isEmpty,
            designs: plan.choices.designs.map { option($0, plan, voice) },
            printers: plan.choices.printers.map {
                PrintPage.Option(
                    value: $0.key, name: voice.name($0.title), isChosen: $0.key == plan.printer.key)
            },
            start: plan.choice.start, startMax: plan.stock.labelsPerSheet,
            count: count == 0
                ? nothing(plan, voice)
                : voice.say(
                    "facilities.labelsOnSheets",
                    ["labels": labels, "sheets": voice.count("facilities.sheets", plan.freePlaces.count)]),
            hasLabels: preview != nil, sendName: voice.say("facilities.makePDF", ["labels": labels]),
            notes: notes,
            preview: preview)
    }

    private func option(_ design: PressChoices.Named, _ plan: PrintPlan, _ voice: Voice) -> PrintPage.Option {
        let name = voice.name(design.title)
        return PrintPage.Option(
            value: design.key,
            name: plan.stock.designs.contains(design.key)
                ? name : voice.say("facilities.notForStock", ["design": name]),
            isChosen: design.key == plan.design.key)
    }

    private func option(_ stock: PressChoices.Stock, _ plan: PrintPlan, _ voice: Voice) -> PrintPage.Option {
        PrintPage.Option(
            value: stock.key,
            name: voice.say("facilities.stockOption", ["name": voice.name(stock.title), "size": stock.size]),
            isChosen: stock.key == plan.stock.key)
    }

    private func nothing(_ plan: PrintPlan, _ voice: Voice) -> String {
        switch plan.choice.scope {
        case .batch: voice.say("facilities.nothingLeft")
        case .blank: voice.say("facilities.blankNone")
        default: voice.say("facilities.nothingToPrint.\(plan.choice.selection.rawValue)")
        }
    }

    private func hidden(_ scope: FacilitiesScope) -> [PrintPage.Hidden] {
        let isField: Set<String> = ["blank", "after", "spoiled"]
        return scope.fields.filter { !isField.contains($0.name) }.map {
            PrintPage.Hidden(name: $0.name, value: $0.value)
        }
    }

    private func blankCount(_ scope: FacilitiesScope) -> Int? {
        if case .blank(let count) = scope { count } else { nil }
    }

    private func resume(_ plan: PrintPlan) -> PrintPage.Resume? {
        guard case .batch(_, let after, let spoiled) = plan.choice.scope, let last = plan.lastSheet else {
            return nil
        }
        return PrintPage.Resume(after: after.map(String.init) ?? "", lastSheet: last, takesSpoiled: spoiled)
    }
}
