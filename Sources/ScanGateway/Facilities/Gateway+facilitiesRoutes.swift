import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// The facilities' part of the table of contents.
    func handleFacilities(
        _ endpoint: Endpoint, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        switch endpoint.route {
        case .facilities: try await facilitiesPage(request, context)
        case .facilitiesPlace: try await facilitiesPlacePage(request, context)
        case .facilitiesPrint:
            endpoint.method == .get
                ? try await printPage(request, context) : try await orderPrint(request, context)
        case .facilitiesPreview: try await printPreview(request, context)
        case .facilitiesJob: try await jobPage(request, context)
        case .facilitiesJobState: try jobState(request, context)
        case .facilitiesJobFile: try await jobFile(request, context)
        case .facilitiesLabel(_, let act): try await self.act(act, request, context)
        case .facilitiesBind: try await bind(request, context)
        case .facilitiesWalk:
            endpoint.method == .get
                ? try await walkPage(request, context) : try await typedOnWalk(request, context)
        case .facilitiesWalkEnd: try await endWalk(request, context)
        case .facilitiesBatches: try await batchesPage(request, context)
        case .facilitiesBatch: try await batchPage(request, context)
        case .facilitiesBatchAct(_, let act): try await self.act(act, request, context)
        case .facilitiesWallet: try await walletPage(request, context)
        case .facilitiesSheetAct(_, let act): try await self.act(act, request, context)
        case .facilitiesTasks: try await tasksPage(request, context)
        case .facilitiesTask: try await moveTask(request, context)
        default: throw GatewayError.notFound
        }
    }
}

extension Route {
    static func facilitiesBatch(of batch: BatchID) -> Route { .facilitiesBatch(String(batch.rawValue)) }
    static func facilitiesPlace(of place: PlaceID) -> Route { .facilitiesPlace(String(place.rawValue)) }
}
