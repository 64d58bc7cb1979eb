import Facility
import Ledger

extension OperatorDesk {
    func devices(_ request: DeviceRequest, _ act: Act) async throws -> DeviceSummary {
        let device: Device
        switch request {
        case .install(let reference, let place, let reason):
            device = try await register.installDevice(
                try await self.device(reference), at: try await self.place(place), reason: reason, act: act)
        case .move(let reference, let place, let reason):
            device = try await register.moveDevice(
                try await self.device(reference), to: try await self.place(place), reason: reason, act: act)
        case .store(let reference, let reason):
            device = try await register.storeDevice(
                try await self.device(reference), reason: reason, act: act)
        case .exchange(let old, let new, let isRetired, let reason):
            device = try await register.exchangeDevice(
                try await self.device(old), for: try await self.device(new), retiringOld: isRetired,
                reason: reason,
                act: act)
        case .retire(let reference, let reason):
            device = try await register.retireDevice(
                try await self.device(reference), reason: reason, act: act)
        case .show(let reference):
            let id = try await self.device(reference)
            guard let found = try await store.device(id) else { throw RegisterRefusal.unknownDevice(id) }
            device = found
        }
        return try await summary(of: device)
    }

    func device(_ reference: String) async throws -> DeviceID {
        switch try await store.target(reference: reference) {
        case .device(let id)?: return id
        case .place?: throw RegisterRefusal.otherKind(reference, isDevice: false)
        case .blank?, nil: throw RegisterRefusal.unknownReference(reference)
        }
    }

    func place(_ reference: String) async throws -> PlaceID {
        switch try await store.target(reference: reference) {
        case .place(let id)?: return id
        case .device?: throw RegisterRefusal.otherKind(reference, isDevice: true)
        case .blank?, nil: throw RegisterRefusal.unknownReference(reference)
        }
    }

    private func summary(of device: Device) async throws -> DeviceSummary {
        var places: [PlaceID: String] = [:]
        var replaced: [DeviceID: String] = [:]
        let decoder = CanonicalDecoder()
        let stream = StreamID(.device, device.id.rawValue)
        for envelope in try await store.envelopes(of: stream) where envelope.kind.name == "device.installed" {
            guard
                case .deviceInstalled(let installed) = try RegisterFact(
                    envelope.kind, payload: envelope.payload, decoder)
            else { continue }
            if let id = installed.place { places[id] = try await store.place(id)?.reference }
            if let id = installed.replaces { replaced[id] = try await store.device(id)?.reference }
        }
        let (named, exchanged) = (places, replaced)
        return DeviceSummary(
            reference: device.reference, kind: device.kind,
            place: device.installation.flatMap { places[$0.place] }, isRetired: device.retiredAt != nil,
            log: try await log(of: stream) { Self.sentence($0, named, exchanged) })
    }

    private static func sentence(
        _ fact: RegisterFact, _ places: [PlaceID: String], _ devices: [DeviceID: String]
    ) -> String? {
        switch fact {
        case .deviceAdded(let device): return "entered as \(device.reference)"
        case .deviceChanged(let device): return "changed: \(device.reference), \(device.kind)"
        case .deviceInstalled(let installed):
            let why = installed.reason.map { ": \($0)" } ?? ""
            guard let place = installed.place else { return "taken down" + why }
            let old = installed.replaces.map { " in place of \(devices[$0] ?? "a device")" } ?? ""
            return "installed at \(places[place] ?? "a place")" + old + why
        case .deviceRetired(let retired): return "retired: \(retired.reason)"
        default: return nil
        }
    }
}
