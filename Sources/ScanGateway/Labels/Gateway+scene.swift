import Facility
import Foundation
import Ledger

extension Gateway {
    /// What a code from the outside leads to.
    ///
    /// - Throws: `GatewayError`: `.mistyped`, `.unknownCode`, `.blankLabel`, `.replacedLabel`, `.revokedLabel`,
    ///   `.retiredPlace`, `.tooMany`.
    func scene(code text: String, _ context: GatewayContext) async throws -> Scene {
        let code = try labelCode(text)
        if let seconds = guesserWait(context) {
            tally.count(.notLookedUp)
            throw GatewayError.tooMany(seconds: seconds)
        }
        return try await scene(of: code, context)
    }

    /// - Throws: `.foreignLabel`, `.mistyped`.
    func labelCode(_ text: String) throws(GatewayError) -> LabelCode {
        let text = text.removingPercentEncoding ?? text
        if text.contains("://") { throw .foreignLabel }
        do {
            return try LabelCode(text)
        } catch {
            throw .mistyped(error, typed: text)
        }
    }

    /// How many seconds codes aren't looked up for who asks, who has guessed too many; nil: they are.
    ///
    /// People who are signed in don't guess codes; their mistakes cost nobody a wait.
    func guesserWait(_ context: GatewayContext) -> Int64? {
        context.staff == nil ? unknownCodes.wait(of: context.client, at: clock()) : nil
    }

    /// After a look-up that found nothing.
    ///
    /// - Throws: `.tooMany` where that isn't to be told.
    func miss(_ context: GatewayContext) throws(GatewayError) {
        do {
            try unknownCodes.miss(context.client, at: clock())
        } catch {
            tally.count(.untold)
            throw error
        }
        tally.count(.told)
    }

    /// What a code leads to for somebody who may ask.
    ///
    /// - Parameter notesSight: whether the label is opened now, so that it is known to hang.
    func scene(
        of code: LabelCode, _ context: GatewayContext, notesSight: Bool = true
    ) async throws -> Scene {
        // One read by the primary key; nothing but a well-formed code comes this far.
        guard let label = try await store.label(code) else {
            if context.staff == nil { try miss(context) }
            throw GatewayError.unknownCode(code.description)
        }
        switch label.state {
        case .replaced:
            let last = try await register.successor(of: label)?.code ?? label.replacedBy
            throw GatewayError.replacedLabel(code, by: last)
        case .revoked, .spoiled: throw GatewayError.revokedLabel(code)
        default:
            if notesSight { await note(sightOf: label, at: clock()) }
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
