import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import TicketTracking

extension Gateway {
    /// The table of contents: which function answers at which route.
    func handle(_ endpoint: Endpoint, _ request: Request, _ context: GatewayContext) async throws -> Response
    {
        let isGet = endpoint.method == .get
        try checkDisplay(endpoint.route, context)
        return switch endpoint.route {
        case .start: try await start(request, context)
        case .label: isGet ? try await labelPage(request, context) : try await reportAtLabel(request, context)
        case .place:
            isGet ? try await chosenPlacePage(request, context) : try await reportAtPlace(request, context)
        case .elsewhere:
            isGet
                ? try await describedPlacePage(request, context) : try await reportElsewhere(request, context)
        case .scan: isGet ? try await scanPage(request, context) : try await scan(request, context)
        case .tracking: try await trackingPage(request, context)
        case .trackingAct(_, let act): try await self.act(act, request, context)
        case .trackingEvents: try await trackingEvents(request, context)
        case .trackingState: try await trackingState(request, context)
        case .trackingPhoto: try await trackingPhoto(context)
        case .regain: isGet ? try regainPage(request, context) : try await regain(request, context)
        case .signIn: isGet ? try await signInPage(request, context) : try await signIn(request, context)
        case .acknowledge:
            isGet ? try await acknowledgePage(request, context) : try await acknowledge(request, context)
        case .deadMessages:
            isGet ? try await deadMessages(request, context) : try await changeMessages(request, context)
        case .signOut: try await signOut(request, context)
        case .desk: try await deskPage(request, context)
        case .deskTicket: try await ticketPage(request, context)
        case .deskAct(_, let act): try await self.act(act, request, context)
        case .deskPhoto: try await deskPhoto(request, context)
        case .deskWho: try deskWho(context)
        case .deskWorker: worker()
        case .shifts: try await shiftsPage(request, context)
        case .intake: isGet ? try await intakePage(request, context) : try await takeCall(request, context)
        case .intakePlaces: try await intakeSuggestions(request, context)
        case .board: try await boardPage(request, context)
        case .boardEvents: try await boardEvents(request, context)
        case .boardState: try await boardState(request, context)
        case .boardAct: try await actOnBoard(request, context)
        case .boardUndo: try await undoOnBoard(request, context)
        case .boardView: try await keepBoardView(request, context)
        case .calls: try await callsPage(request, context)
        case .callAct(let act): try await self.act(act, request, context)
        case .supervision: try await supervisionPage(request, context)
        case .wallboard: try await wallboardPage(context)
        case .wallboardEvents: try await wallboardEvents(request, context)
        case .wallboardState: try await wallboardState(context)
        case .periodReport: try await periodPage(request, context)
        case .periodFile(let file): try await periodFile(file, request, context)
        case .facilities, .facilitiesPlace, .facilitiesPrint, .facilitiesPreview, .facilitiesJob,
            .facilitiesJobState, .facilitiesJobFile, .facilitiesLabel, .facilitiesBind,
            .facilitiesWalk, .facilitiesWalkEnd, .facilitiesBatches, .facilitiesBatch, .facilitiesBatchAct,
            .facilitiesWallet, .facilitiesSheetAct, .facilitiesTasks, .facilitiesTask:
            try await handleFacilities(endpoint, request, context)
        case .admin, .adminPeople, .adminPerson, .adminPersonAct, .adminLedger, .adminLedgerFile, .account:
            try await handleAdministration(endpoint, request, context)
        case .configuration:
            isGet
                ? try await configurationPage(request, context)
                : try await takeOverConfiguration(request, context)
        case .configurationSubject:
            isGet
                ? try await configurationSubjectPage(request, context)
                : try await changeConfiguration(request, context)
        case .practice:
            isGet ? try await practicePage(request, context) : try await changePractice(request, context)
        case .notices:
            isGet ? try await noticesPage(request, context) : try await changeNotices(request, context)
        case .staticFile: try statics.response(try context.parameters.require("file"), to: request)
        case .health: plain("ok")
        case .readiness: try await readiness()
        case .metrics: try await metrics(request)
        case .apiLabel: try await apiLabel(request, context)
        case .apiReports: try await apiReport(request, context)
        case .apiReport: try await apiTracked(request, context)
        case .apiTickets: try await apiTickets(request, context)
        case .apiTicket: try await apiTicket(request, context)
        case .apiCommands: try await apiCommand(request, context)
        case .apiScan: try await apiScan(request, context)
        case .apiCalls: try await apiCalls(request, context)
        case .apiDial: try await apiDial(request, context)
        case .apiOutcome: try await apiOutcome(request, context)
        case .apiSample:
            isGet ? try await apiSampleCheck(request, context) : try await apiSample(request, context)
        case .apiRates: try await apiRates(request, context)
        case .apiNotices:
            isGet ? try await apiNotices(request, context) : try await apiNotice(request, context)
        case .apiDescription: json(OpenAPI.document(settings, language: context.language))
        }
    }

    private func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
    }

    /// Ready once the storage answers.
    private func readiness() async throws -> Response {
        do {
            _ = try await tickets.head()
            return plain("ready")
        } catch {
            return plain("not ready", status: .serviceUnavailable)
        }
    }
}
