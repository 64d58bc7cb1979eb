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
        var preview: PrintPage.Preview?
        if !plan.entries.isEmpty, plan.startAt != nil {
            do {
                let order = plan.firstSheet(title: "", at: voice.now)
                let shortened = try await printing.press.check(order)
                notes += shortened.prefix(Self.notesMax).map { self.shortened($0, voice) }
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
            model, "print", context, title: "facilities.printTitle",
            titleValues: ["place": placeName(plan, voice)],
            status: refused == nil ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            offersScan: false)
    }

    private static let notesMax = 5

    private func placeName(_ plan: PrintPlan, _ voice: Voice) -> String {
        voice.name(plan.name ?? settings.siteName)
    }

    func shortened(_ text: PressedLabels.Shortened, _ voice: Voice) -> String {
        voice.say("facilities.shortened", ["reference": text.reference, "text": text.text])
    }

    private func problems(_ plan: PrintPlan, _ voice: Voice, isOrdered: Bool) -> [Problem] {
        var problems: [Problem] = []
        if plan.startAt == nil {
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
        if isOrdered, plan.entries.isEmpty {
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
        let count = plan.entries.count
        let labels = voice.count("facilities.labels", count)
        return PrintPage(
            tabs: facilitiesTabs(.facilitiesPrint, voice), crumbs: crumbs, problems: problems,
            hasProblems: !problems.isEmpty,
            title: voice.say("facilities.printTitle", ["place": placeName(plan, voice)]),
            action: Route.facilitiesPrint.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            scope: plan.choice.scope.field.map { [PrintPage.Hidden(name: $0.name, value: $0.value)] } ?? [],
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
            stocks: plan.choices.stocks.map { stock in
                PrintPage.Option(
                    value: stock.key,
                    name: voice.say(
                        "facilities.stockOption",
                        [
                            "name": voice.name(stock.title), "size": stock.size,
                            "count": String(stock.labelsPerSheet),
                        ]),
                    isChosen: stock.key == plan.stock.key)
            },
            designs: plan.choices.designs.map { option($0, plan.design, voice) },
            printers: plan.choices.printers.map { option($0, plan.printer, voice) },
            start: plan.choice.start.isEmpty ? "1" : plan.choice.start, startMax: plan.stock.labelsPerSheet,
            count: count == 0
                ? voice.say("facilities.nothingToPrint.\(plan.choice.selection.rawValue)")
                : voice.say(
                    "facilities.labelsOnSheets",
                    ["labels": labels, "sheets": voice.count("facilities.sheets", plan.sheets)]),
            hasLabels: count > 0, sendName: voice.say("facilities.makePDF", ["labels": labels]), notes: notes,
            preview: preview)
    }

    private func option(
        _ named: PressChoices.Named, _ chosen: PressChoices.Named, _ voice: Voice
    ) -> PrintPage.Option {
        PrintPage.Option(value: named.key, name: voice.name(named.title), isChosen: named.key == chosen.key)
    }
}
