public import Ledger

/// Single places by hand: each change is an event that says who did it and why. Whole buildings, and rooms that swap
/// their numbers, are the import's.
extension Register {
    /// Gives a place another reference, another name, or both; the old ones stay as an alias with today's date. Needs
    /// `RegisterRight.managePlaces` there.
    ///
    /// A source that knows the place by its old reference knows it by the new one from now on.
    ///
    /// - Parameters:
    ///   - reference: nil: as it is.
    ///   - name: a script that is nil stays as it is; a name that Mendmark made up follows the reference.
    ///   - reason: why, 1 to 200 characters.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownPlace`, `.targetRetired`, `.referenceTaken`, `.unchanged`,
    ///   `.text`; `CommitFailure`.
    public func renamePlace(
        _ id: PlaceID, reference: String?, name: LocalizedName, reason: String, act: Act
    ) async throws -> Place {
        var fingerprint = try Self.fingerprint("renamePlace", id, reason)
        for text in [reference, name.zh, name.en] { fingerprint.add(text) }
        if let earlier = try await repetition(of: act, fingerprint, PlaceResult.self) {
            return try await placeAsItIs(earlier.place)
        }
        if let reference { try Self.check(reference, "reference", InventoryLimits.referenceMax) }
        for text in [name.zh, name.en].compactMap(\.self) {
            try Self.check(text, "name", InventoryLimits.nameMax)
        }
        let (place, path) = try await placeInForce(id, act)
        var renamed = PlaceRenamed(
            reference: reference ?? place.reference,
            name: LocalizedName(zh: name.zh ?? place.name.zh, en: name.en ?? place.name.en),
            isNameGenerated: place.isNameGenerated && name.isEmpty, reason: reason)
        if renamed.isNameGenerated {
            let above = path.dropLast().last.map { ($0.kind, $0.reference) }
            renamed.name = GeneratedName.of(
                kind: GeneratedName.words(for: place.kind), reference: renamed.reference, in: above)
        }
        guard renamed.reference != place.reference || renamed.name != place.name else {
            throw RegisterRefusal.unchanged(place.reference)
        }
        let keys = place.externalIDs.map {
            $0.id == place.reference ? ExternalID(source: $0.source, id: renamed.reference) : $0
        }
        if renamed.reference != place.reference { try await demandFree(renamed.reference, keys, place) }
        var facts: [RegisterFact] = [.placeRenamed(renamed)]
        if keys != place.externalIDs { facts.append(.placeChanged(PlaceChanged(place, externalIDs: keys))) }
        return try await write(facts, place, act, fingerprint)
    }

    /// Puts a place, with all inside it, into another one. Needs `RegisterRight.managePlaces` at both.
    ///
    /// - Throws: as `renamePlace`; `.placeAbove` where the new place lies in the moved one, is too deep down, or one of
    ///   them is a campus's own affair.
    public func movePlace(_ id: PlaceID, into parent: PlaceID, reason: String, act: Act) async throws -> Place
    {
        var fingerprint = try Self.fingerprint("movePlace", id, reason)
        fingerprint.add(parent.rawValue)
        if let earlier = try await repetition(of: act, fingerprint, PlaceResult.self) {
            return try await placeAsItIs(earlier.place)
        }
        let place = try await placeInForce(id, act).place
        let (new, above) = try await placeInForce(parent, act)
        guard place.parent != parent else { throw RegisterRefusal.unchanged(place.reference) }
        let levels = PlaceContents(of: id, try await store.snapshot()).levels
        guard place.kind != .campus, !above.contains(where: { $0.id == id }),
            above.count + 1 + levels <= InventoryLimits.levelsMax
        else { throw RegisterRefusal.placeAbove(place.reference, found: new.reference) }
        return try await write(
            [.placeMoved(PlaceMoved(parent: parent, reason: reason))], place, act, fingerprint)
    }

    /// Takes a place out of force; its history, tickets and labels stay, and its labels' pages say so. Needs
    /// `RegisterRight.managePlaces` there.
    ///
    /// - Parameter contents: also everything inside it: places go out of force with it, devices into store. Without,
    ///   a place with anything in it is refused.
    /// - Throws: as `renamePlace`; `.placeNotEmpty`.
    public func retirePlace(_ id: PlaceID, contents: Bool, reason: String, act: Act) async throws -> Place {
        var fingerprint = try Self.fingerprint("retirePlace", id, reason)
        fingerprint.add(contents ? 1 : 0)
        if let earlier = try await repetition(of: act, fingerprint, PlaceResult.self) {
            return try await placeAsItIs(earlier.place)
        }
        let place = try await placeInForce(id, act).place
        let inside = PlaceContents(of: id, try await store.snapshot())
        guard contents || inside.isEmpty else {
            throw RegisterRefusal.placeNotEmpty(
                place.reference, places: inside.places.count, devices: inside.devices.count)
        }
        let taken = DeviceInstalled(place: nil, reason: reason)
        let drafts =
            inside.devices.map {
                draft(
                    .deviceInstalled(taken), StreamID(.device, $0.id.rawValue), after: $0.revision, act)
            }
            + (inside.places + [place]).map {
                draft(
                    .placeRetired(Retired(reason: reason)), StreamID(.place, $0.id.rawValue),
                    after: $0.revision, act)
            }
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: PlaceResult(place: id))
        return try await placeAsItIs(written.place)
    }
}

extension Register {
    private static func fingerprint(
        _ verb: StaticString, _ place: PlaceID, _ reason: String
    ) throws(RegisterRefusal) -> Fingerprint {
        try check(reason, "reason", reasonMax)
        var fingerprint = Fingerprint(verb)
        fingerprint.add(place.rawValue)
        fingerprint.add(reason)
        return fingerprint
    }

    private func placeAsItIs(_ id: PlaceID) async throws -> Place {
        guard let place = try await store.place(id) else { throw RegisterRefusal.unknownPlace(id) }
        return place
    }

    /// A place for whoever may change it, and the way to it: the campus first, itself last.
    private func placeInForce(_ id: PlaceID, _ act: Act) async throws -> (place: Place, path: [Place]) {
        let path = try await store.path(to: id)
        guard let place = path.last else { throw RegisterRefusal.unknownPlace(id) }
        try demand(.managePlaces, of: act, path: path)
        guard place.retiredAt == nil else { throw RegisterRefusal.targetRetired(.place(id)) }
        return (place, path)
    }

    /// That nothing else bears a reference, or is known to a source by the place's new keys.
    private func demandFree(_ reference: String, _ keys: [ExternalID], _ place: Place) async throws {
        let others = try await store.snapshot().places.values.filter {
            $0.id != place.id && $0.retiredAt == nil
        }
        guard try await store.target(reference: reference) == nil,
            !others.contains(where: { !Set($0.externalIDs).isDisjoint(with: keys) })
        else { throw RegisterRefusal.referenceTaken(reference) }
    }

    private func write(
        _ facts: [RegisterFact], _ place: Place, _ act: Act, _ fingerprint: Fingerprint
    ) async throws -> Place {
        let stream = StreamID(.place, place.id.rawValue)
        let drafts = facts.enumerated().map {
            draft($0.element, stream, after: place.revision + Int64($0.offset), act)
        }
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: PlaceResult(place: place.id))
        return try await placeAsItIs(written.place)
    }
}

/// What a repeated command about a place is answered with.
private struct PlaceResult: Codable {
    var place: PlaceID
}
