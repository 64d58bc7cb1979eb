import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension Gateway {
    /// The reader's own job at this address, or of anybody where the reader has the whole site.
    ///
    /// - Throws: `GatewayError.notFound`
    private func job(_ context: GatewayContext) throws -> (LabelJob, PrintShop, StaffSession) {
        let staff = try requireFacilities(context)
        guard let printing, let id = CommandID(try context.parameters.require("job")),
            let job = printing.job(id),
            job.person == staff.person.id || staff.managesLabels(in: [], at: clock())
        else { throw GatewayError.notFound }
        return (job, printing, staff)
    }

    /// `GET /-/facilities/jobs/{job}`
    func jobPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (job, printing, staff) = try job(context)
        let voice = voice(context)
        let teller = JobTeller(voice: voice, ahead: printing.ahead(of: job))
        let route = Route.facilitiesJob(job.id.description)
        var model = JobPage(
            tabs: facilitiesTabs(.facilitiesPrint, staff, voice),
            title: voice.say("facilities.printTitle", ["place": voice.name(job.title)]),
            busy: request.uri.queryParameters["busy"] == nil ? nil : voice.say("facilities.declined.another"),
            live: route.path, revision: job.revision, sentence: teller.sentence(job),
            warnings: job.mayComeToPaper ? printing.host.findings.map { $0.sentence(voice) } : [],
            progress: nil, done: nil, failure: nil, isRemoved: false,
            again: ProblemPage.Link(link: Route.facilities.path, text: voice.say("facilities.job.again")))
        switch job.stage {
        case .waiting, .minting, .drawing, .recording:
            model.progress = JobPage.Progress(max: 100, value: teller.percent(job), label: model.sentence)
        case .done(let outcome): model.done = done(job, outcome, voice)
        case .failed(let failure): model.failure = sentence(failure, voice)
        case .removed: model.isRemoved = true
        }
        return try page(
            model, "job", context, title: "facilities.printTitle",
            titleValues: ["place": voice.name(job.title)],
            hidden: true, isStaff: true, here: route.path, refreshSeconds: job.hasEnded ? nil : 2,
            offersScan: false)
    }

    private func done(_ job: LabelJob, _ outcome: LabelJob.Outcome, _ voice: Voice) -> JobPage.Done {
        JobPage.Done(
            link: Route.facilitiesJobFile(job.id.description).path,
            count: voice.say(
                "facilities.labelsOnSheets",
                [
                    "labels": voice.count("facilities.labels", job.items.count),
                    "sheets": voice.count("facilities.sheets", outcome.pages),
                ]),
            until: voice.say("facilities.job.until", ["when": voice.when(outcome.until)]),
            exact: voice.exact(outcome.until),
            notes: outcome.shortened.prefix(Self.shortenedShownMax).map { shortened($0, voice) },
            partUsed: outcome.partUsed.isEmpty
                ? nil
                : voice.say(
                    outcome.partUsed.count == outcome.pages
                        ? "facilities.job.partUsedOnly" : "facilities.job.partUsed",
                    ["numbers": voice.list(outcome.partUsed.map(\.marginText))]),
            kept: outcome.kept.map { voice.say("facilities.job.kept", ["number": "\($0)"]) },
            batchLink: Route.facilitiesBatch(of: outcome.batch).path)
    }

    private static let shortenedShownMax = 20

    /// `GET /-/facilities/jobs/{job}/state`
    func jobState(_ request: Request, _ context: GatewayContext) throws -> Response {
        let (job, printing, _) = try job(context)
        let teller = JobTeller(voice: voice(context), ahead: printing.ahead(of: job))
        return json(JobState(revision: job.revision, sentence: teller.sentence(job), hasEnded: job.hasEnded))
    }

    /// `GET /-/facilities/jobs/{job}/labels.pdf`
    func jobFile(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (job, printing, _) = try job(context)
        guard case .done = job.stage, printing.shelf.has(job.id) else { throw GatewayError.notFound }
        let body = try await FileIO().loadFile(path: printing.shelf.path(of: job.id), context: context)
        let name = "labels-\(voice(context).day(job.orderedAt)).pdf"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: body)
    }

    func jobLine(_ job: LabelJob, _ voice: Voice) -> FacilitiesPage.JobLine {
        let teller = JobTeller(voice: voice, ahead: printing?.ahead(of: job) ?? 0)
        return FacilitiesPage.JobLine(
            link: Route.facilitiesJob(job.id.description).path,
            title: voice.name(job.title) + " · " + voice.count("facilities.labels", job.items.count),
            state: teller.sentence(job), tone: teller.tone(job), exact: voice.exact(job.orderedAt),
            exactText: voice.full(job.orderedAt), age: voice.age(job.orderedAt))
    }
}
