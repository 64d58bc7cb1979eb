import Facility
import Foundation
import Ledger

extension Gateway {
    /// What a code from the outside leads to.
    ///
    /// - Throws: `GatewayError`: `.mistyped`, `.unknownCode`, `.blankLabel`, `.replacedLabel`, `.revokedLabel`,
    ///   `.retiredPlace`, `.tooMany`.
    func scene(code text: String, _ context: GatewayContext) async throws -> Scene {
        let code: LabelCode
        let text = text.removingPercentEncoding ?? text
        if text.contains("://") { throw GatewayError.foreignLabel }
        do {
            code = try LabelCode(text)
        } catch {
            throw GatewayError.mistyped(error, typed: text)
        }
        let now = clock()
        // People who are signed in don't guess codes; their mistakes cost nobody a wait.
        if context.staff == nil { try unknownCodes.check(context.client, at: now) }
        guard let label = try await store.label(code) else {
            if context.staff == nil { try unknownCodes.miss(context.client, at: now) }
            throw GatewayError.unknownCode(code.description)
        }
        switch label.state {
        case .replaced:
            let last = try await register.successor(of: label)?.code ?? label.replacedBy
            throw GatewayError.replacedLabel(code, by: last)
        case .revoked, .spoiled: throw GatewayError.revokedLabel(code)
        default:
            await note(sightOf: label, at: now)
            return try await scene(of: label)
        }
    }

    /// A scan by anybody shows that the label hangs. Whoever scans waits for it at most once a day and label, and gets the
    /// page even where it can't be written.
    private func note(sightOf label: Label, at now: Instant) async {
        let act = Act(
            by: Principal(actor: .system("gateway")), at: now, channel: .scan, command: newKey(at: now))
        _ = try? await register.see(label, act: act)
    }

    private func scene(of label: Label) async throws -> Scene {
        switch label.target {
        case .blank: throw GatewayError.blankLabel(label.code)
        case .place(let id): return try await scene(place: id, label: label)
        case .device(let id):
            guard let device = try await store.device(id), device.retiredAt == nil else {
                throw GatewayError.retiredPlace
            }
            let path =
                if let place = device.installation?.place { try await store.path(to: place) } else {
                    [Place]()
                }
            return Scene(label: label, place: path.last, device: device, path: path)
        }
    }

    /// - Throws: `GatewayError.retiredPlace`, `.notFound`.
    func scene(place id: PlaceID, label: Label? = nil) async throws -> Scene {
        let path = try await store.path(to: id)
        guard let place = path.last else { throw GatewayError.notFound }
        guard place.retiredAt == nil else { throw GatewayError.retiredPlace }
        let points = place.kind == .plate ? try await store.children(of: id) : []
        return Scene(
            label: label, place: place, device: nil, path: path,
            points: points.filter { $0.kind == .networkPoint })
    }
}
