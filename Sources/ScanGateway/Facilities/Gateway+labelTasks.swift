import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let tasksMax = 200

    /// `GET /-/facilities/tasks`
    func tasksPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let voice = voice(context)
        var tasks: [(at: Instant, task: TasksPage.Task)] = []
        for label in try await store.labelsWithProblems() {
            let path = try await register.path(to: label.target).map(\.id)
            guard staff.managesLabels(in: path, at: voice.now) else { continue }
            let target = try await description(of: label)
            for problem in label.problems where problem.state.isOpen {
                tasks.append((problem.reportedAt, task(problem, label, target, voice)))
            }
        }
        tasks.sort { $0.at < $1.at }
        let model = TasksPage(
            tabs: facilitiesTabs(.facilitiesTasks, staff, voice),
            tasks: tasks.prefix(Self.tasksMax).map(\.task),
            isEmpty: tasks.isEmpty, csrf: staff.csrf)
        return try page(model, "tasks", context, title: "facilities.tasks.title", hidden: true, isStaff: true)
    }

    private func task(
        _ problem: LabelProblem, _ label: Label, _ target: TargetDescription?, _ voice: Voice
    ) -> TasksPage.Task {
        let code = label.code.compact
        let moves = LabelProblem.State.allCases.filter { problem.state.successors.contains($0) }
        return TasksPage.Task(
            name: target.map { voice.name($0.name) } ?? voice.say("facilities.batch.blank"),
            above: target.map { voice.name($0.path) } ?? "", code: label.code.description,
            link: Route.label(code).path, kind: voice.say("facilities.tasks.kind.\(problem.kind.rawValue)"),
            state: voice.say("facilities.tasks.state.\(problem.state.rawValue)"),
            tone: problem.state == .taken ? "moving" : "waiting", exact: voice.exact(problem.reportedAt),
            exactText: voice.full(problem.reportedAt), age: voice.age(problem.reportedAt),
            action: Route.facilitiesTask(code, String(problem.number)).path,
            key: newKey(at: voice.now).description, field: "note-\(code)-\(problem.number)",
            moves: moves.map {
                PrintPage.Option(
                    value: $0.rawValue, name: voice.say("facilities.tasks.move.\($0.rawValue)"),
                    isChosen: $0 == .settled)
            }, printLink: Route.facilitiesPrint.path + "?label=\(code)")
    }

    /// `POST /-/facilities/tasks/{code}/{number}`
    func moveTask(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, _, act) = try await facilitiesForm(request, context)
        guard let code = try? LabelCode(try context.parameters.require("code")),
            let number = Int(try context.parameters.require("number")),
            let state = LabelProblem.State(rawValue: form["state"])
        else { throw GatewayError.notFound }
        let note = form["note"].isEmpty ? nil : form["note"]
        _ = try await register.moveProblem(number, of: code, to: state, note: note, act: act)
        return redirect(to: .facilitiesTasks)
    }
}
