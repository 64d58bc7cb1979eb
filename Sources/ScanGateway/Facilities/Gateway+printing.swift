import Facility
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension Gateway {
    /// `GET /-/facilities/print?place=…`
    func printPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let query = request.uri.queryParameters
        guard let choice = PrintChoice({ query[Substring($0)].map(String.init) ?? "" }) else {
            throw GatewayError.notFound
        }
        let (plan, printing) = try await plan(choice, staff)
        return try await printPage(plan, printing, staff, context, refused: nil)
    }

    /// `POST /-/facilities/print`: leads back to the page with what was chosen, or makes the PDF.
    func orderPrint(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireFacilities(context)
        try checkCSRF(form, staff)
        guard let choice = PrintChoice({ form[$0] }) else { throw GatewayError.notFound }
        guard form["act"] == "print" else { return redirect(to: .facilitiesPrint, query: choice.query) }
        guard let key = CommandID(form["key"]), isFresh(key, at: clock()) else {
            throw GatewayError.staleForm
        }
        let (plan, printing) = try await plan(choice, staff)
        let voice = voice(context, path: plan.path)
        if let job = printing.job(key), job.person == staff.person.id {
            return redirect(to: .facilitiesJob(job.id.description))
        }
        guard !plan.items.isEmpty, !plan.isStartWrong, !plan.changedDesign else {
            return try await printPage(plan, printing, staff, context, refused: .some(nil))
        }
        let job = LabelJob(
            id: key, orderedBy: staff.principal, person: staff.person.id, orderedAt: voice.now,
            source: LabelJob.Source(choice.scope), items: plan.items, title: plan.name ?? settings.siteName,
            documentTitle: documentTitle(plan, voice), layout: plan.layout, design: plan.design.key,
            printer: plan.printer)
        do {
            try printing.take(job)
        } catch .another(let own) {
            return redirect(to: .facilitiesJob(own.description), query: "?busy=1")
        } catch {
            return try await printPage(plan, printing, staff, context, refused: error)
        }
        return redirect(to: .facilitiesJob(key.description))
    }

    /// `GET /-/facilities/preview.png?place=…`
    func printPreview(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let query = request.uri.queryParameters
        guard let choice = PrintChoice({ query[Substring($0)].map(String.init) ?? "" }) else {
            throw GatewayError.notFound
        }
        let (plan, printing) = try await plan(choice, staff)
        guard !plan.items.isEmpty, !plan.isStartWrong else { throw GatewayError.notFound }
        let order = plan.firstSheet(title: "", at: clock())
        let png = try await printing.preview(
            order, pixelsMax: query["large"] == nil ? Self.previewPixels : Self.largePreviewPixels)
        return Response(
            status: .ok, headers: [.contentType: "image/png"], body: .init(byteBuffer: ByteBuffer(bytes: png))
        )
    }

    private static let previewPixels = 1000
    private static let largePreviewPixels = 2400

    func documentTitle(_ plan: PrintPlan, _ voice: Voice) -> String {
        // A run that goes on keeps its title.
        if case .batch = plan.choice.scope, let name = plan.name { return voice.name(name) }
        if case .blank = plan.choice.scope { return voice.say("facilities.blankTitle") }
        return voice.say("facilities.documentTitle", ["place": voice.name(plan.name ?? settings.siteName)])
    }
}

extension LabelJob.Source {
    init(_ scope: FacilitiesScope) {
        self =
            switch scope {
            case .site, .place, .device, .label: .items
            case .blank(let count): .blank(count)
            case .batch(let id, let after, let spoiled): .resume(id, after: after, spoiled: spoiled)
            }
    }
}
