public import Ledger

/// Where devices are: each change is an event that says who did it and why. The label of a mounting position stays its
/// own, whatever device hangs there.
extension Register {
    /// Mounts a device that is in store. Needs `RegisterRight.installDevices` at the place.
    ///
    /// - Parameter reason: why, 1 to 200 characters.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownDevice`, `.unknownPlace`, `.targetRetired`,
    ///   `.deviceInstalled` where it isn't in store, `.positionTaken`, `.text`; `CommitFailure`.
    public func installDevice(_ id: DeviceID, at place: PlaceID, reason: String, act: Act) async throws
        -> Device
    {
        let fingerprint = try Self.fingerprint("installDevice", [id.rawValue, place.rawValue], reason)
        if let earlier = try await repetition(of: act, fingerprint, DeviceResult.self) {
            return try await device(earlier.device)
        }
        try await demand(.installDevices, of: act, at: .place(place))
        let device = try await deviceInForce(id)
        if let now = device.installation {
            throw RegisterRefusal.deviceInstalled(id, at: try await reference(of: now.place))
        }
        try await demandFree(place)
        let installed = DeviceInstalled(place: place, reason: reason)
        return try await write([(device, .deviceInstalled(installed))], act, fingerprint)
    }

    /// Mounts an installed device elsewhere. Needs `RegisterRight.installDevices` at both places.
    ///
    /// - Throws: as `installDevice`; `.deviceInStore` where it isn't installed, `.deviceInstalled` where it hangs there
    ///   already.
    public func moveDevice(_ id: DeviceID, to place: PlaceID, reason: String, act: Act) async throws -> Device
    {
        let fingerprint = try Self.fingerprint("moveDevice", [id.rawValue, place.rawValue], reason)
        if let earlier = try await repetition(of: act, fingerprint, DeviceResult.self) {
            return try await device(earlier.device)
        }
        try await demand(.installDevices, of: act, at: .place(place))
        let device = try await deviceInForce(id)
        try await demand(.installDevices, of: act, at: .device(id))
        guard let now = device.installation else { throw RegisterRefusal.deviceInStore(id) }
        guard now.place != place else {
            throw RegisterRefusal.deviceInstalled(id, at: try await reference(of: place))
        }
        try await demandFree(place)
        let moved = DeviceInstalled(place: place, reason: reason)
        return try await write([(device, .deviceInstalled(moved))], act, fingerprint)
    }

    /// Takes a device down into store. Needs `RegisterRight.installDevices` at its place.
    ///
    /// - Throws: as `installDevice`; `.deviceInStore` where it isn't installed.
    public func storeDevice(_ id: DeviceID, reason: String, act: Act) async throws -> Device {
        let fingerprint = try Self.fingerprint("storeDevice", [id.rawValue], reason)
        if let earlier = try await repetition(of: act, fingerprint, DeviceResult.self) {
            return try await device(earlier.device)
        }
        let device = try await deviceInForce(id)
        try await demand(.installDevices, of: act, at: .device(id))
        guard device.installation != nil else { throw RegisterRefusal.deviceInStore(id) }
        let taken = DeviceInstalled(place: nil, reason: reason)
        return try await write([(device, .deviceInstalled(taken))], act, fingerprint)
    }

    /// Puts a device from store where another one hangs; that one goes into store, or out of force. Both in one commit.
    ///
    /// Needs `RegisterRight.installDevices` at the place, to retire `RegisterRight.retireDevices` too.
    ///
    /// - Returns: the new device.
    /// - Throws: as `installDevice`; `.deviceInStore` where the old one isn't installed, `.sameDevice`.
    public func exchangeDevice(
        _ old: DeviceID, for new: DeviceID, retiringOld: Bool, reason: String, act: Act
    ) async throws -> Device {
        let parts = [old.rawValue, new.rawValue, retiringOld ? 1 : 0]
        let fingerprint = try Self.fingerprint("exchangeDevice", parts, reason)
        if let earlier = try await repetition(of: act, fingerprint, DeviceResult.self) {
            return try await device(earlier.device)
        }
        let steps = try await exchange(old, for: new, retiringOld: retiringOld, reason: reason, act: act)
        return try await write(steps, act, fingerprint)
    }

    /// What an exchange comes to, for whoever writes it in a commit of their own.
    ///
    /// - Returns: drafts of the two devices' streams.
    /// - Throws: as `exchangeDevice`, but for `CommitFailure`.
    public func exchangeDrafts(
        _ old: DeviceID, for new: DeviceID, retiringOld: Bool, reason: String, act: Act
    ) async throws -> [EventDraft] {
        try Self.check(reason, "reason", Self.reasonMax)
        return try await exchange(old, for: new, retiringOld: retiringOld, reason: reason, act: act).map {
            draft($0.fact, StreamID(.device, $0.device.id.rawValue), after: $0.device.revision, act)
        }
    }

    private func exchange(
        _ old: DeviceID, for new: DeviceID, retiringOld: Bool, reason: String, act: Act
    ) async throws -> [(device: Device, fact: RegisterFact)] {
        guard old != new else { throw RegisterRefusal.sameDevice(old) }
        let leaving = try await deviceInForce(old)
        try await demand(.installDevices, of: act, at: .device(old))
        if retiringOld { try await demand(.retireDevices, of: act, at: .device(old)) }
        guard let place = leaving.installation?.place else { throw RegisterRefusal.deviceInStore(old) }
        let coming = try await deviceInForce(new)
        if let now = coming.installation {
            throw RegisterRefusal.deviceInstalled(new, at: try await reference(of: now.place))
        }
        let end: RegisterFact =
            retiringOld
            ? .deviceRetired(Retired(reason: reason))
            : .deviceInstalled(DeviceInstalled(place: nil, reason: reason))
        let installed = DeviceInstalled(place: place, replaces: old, reason: reason)
        return [(leaving, end), (coming, .deviceInstalled(installed))]
    }

    /// Takes a device out of force; its history stays. Needs `RegisterRight.retireDevices` at its place.
    ///
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownDevice`, `.targetRetired`, `.text`; `CommitFailure`.
    public func retireDevice(_ id: DeviceID, reason: String, act: Act) async throws -> Device {
        let fingerprint = try Self.fingerprint("retireDevice", [id.rawValue], reason)
        if let earlier = try await repetition(of: act, fingerprint, DeviceResult.self) {
            return try await device(earlier.device)
        }
        let device = try await deviceInForce(id)
        try await demand(.retireDevices, of: act, at: .device(id))
        return try await write([(device, .deviceRetired(Retired(reason: reason)))], act, fingerprint)
    }
}

extension Register {
    private static func fingerprint(
        _ verb: StaticString, _ numbers: [Int64], _ reason: String
    ) throws(RegisterRefusal) -> Fingerprint {
        try check(reason, "reason", reasonMax)
        var fingerprint = Fingerprint(verb)
        for number in numbers { fingerprint.add(number) }
        fingerprint.add(reason)
        return fingerprint
    }

    private func device(_ id: DeviceID) async throws -> Device {
        guard let device = try await store.device(id) else { throw RegisterRefusal.unknownDevice(id) }
        return device
    }

    private func deviceInForce(_ id: DeviceID) async throws -> Device {
        let device = try await device(id)
        guard device.retiredAt == nil else { throw RegisterRefusal.targetRetired(.device(id)) }
        return device
    }

    private func reference(of place: PlaceID) async throws -> String {
        try await store.place(place)?.reference ?? "a place"
    }

    /// That a place is in force, and free where it is a mounting position.
    private func demandFree(_ id: PlaceID) async throws {
        try await demandInForce(.place(id))
        guard let place = try await store.place(id), place.kind == .mountingPosition else { return }
        if let device = try await store.devices(at: id).first {
            throw RegisterRefusal.positionTaken(place.reference, by: device.id)
        }
    }

    /// - Returns: the last of the devices, as it is now.
    private func write(
        _ steps: [(device: Device, fact: RegisterFact)], _ act: Act, _ fingerprint: Fingerprint
    ) async throws -> Device {
        let drafts = steps.map { step in
            draft(step.fact, StreamID(.device, step.device.id.rawValue), after: step.device.revision, act)
        }
        let result = DeviceResult(device: steps[steps.count - 1].device.id)
        let (written, _) = try await commit(drafts, act, fingerprint: fingerprint, result: result)
        return try await device(written.device)
    }
}

/// What a repeated command about a device is answered with.
private struct DeviceResult: Codable {
    var device: DeviceID
}
