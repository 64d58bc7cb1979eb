import Ledger

extension Register {
    /// Mints another label for the same target and placement; a scan of the old code leads to the new one
    /// (换发).
    ///
    /// Needs `RegisterRight.manageLabels` at the target.
    ///
    /// - Returns: the new label.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownLabel`, `.labelState` where the old one was
    ///   replaced or revoked, `.codesExhausted`; `CommitFailure`.
    public func replaceLabel(_ code: LabelCode, act: Act, random: @escaping RandomBits) async throws -> Label
    {
        var fingerprint = Fingerprint("replace")
        fingerprint.add(code.compact)
        if let earlier = try await repetition(of: act, fingerprint, Replacement.self) {
            return try await label(earlier.code)
        }
        let old = try await manageable(code, .replaced, act)
        var minting = Minting(register: self, random: random)
        try await minting.mint(LabelOrder(old.target, placement: old.placement))
        minting.number(from: try await store.reserve(.label, count: 1))
        let new = minting.labels[0]
        let minted = LabelMinted(code: new.code, target: new.target, placement: new.placement)
        let drafts = [
            draft(.labelMinted(minted), new.stream, after: 0, act),
            draft(.labelReplaced(LabelReplaced(by: new.code)), old.stream, after: old.revision, act),
        ]
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: Replacement(code: new.code))
        return try await label(written.code)
    }

    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownDevice`, `.targetRetired`.
    func demandInForce(_ target: LabelTarget) async throws {
        let retiredAt: Instant?
        switch target {
        case .place(let id):
            guard let place = try await store.place(id) else { throw RegisterRefusal.unknownPlace(id) }
            retiredAt = place.retiredAt
        case .device(let id):
            guard let device = try await store.device(id) else { throw RegisterRefusal.unknownDevice(id) }
            retiredAt = device.retiredAt
        case .blank: retiredAt = nil
        }
        guard retiredAt == nil else { throw RegisterRefusal.targetRetired(target) }
    }

    /// - Throws: `RegisterRefusal.text` where a text is empty, too long or holds a control character.
    static func check(_ text: String, _ field: String, _ max: Int) throws(RegisterRefusal) {
        guard !text.isEmpty, text.count <= max, !text.hasControlCharacter else {
            throw .text(field: field, charactersMax: max)
        }
    }
}

private struct Replacement: Codable {
    var code: LabelCode
}
