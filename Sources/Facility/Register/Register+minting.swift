import Ledger

extension Register {
    /// Gives every order a label: the live one that is there already, else a new one with a random code.
    ///
    /// An order without a placement is met by any live label of its target, one with a placement only by a
    /// label for that placement. The same order twice gets one label. Needs `RegisterRight.manageLabels` at
    /// every target.
    ///
    /// - Returns: labels in the orders' sequence.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownPlace`, `.unknownDevice`, `.targetRetired`,
    ///   `.text`, `.tooMany`, `.blankOrder`, `.codesExhausted`; `CommitFailure`.
    public func mintLabels(for orders: [LabelOrder], act: Act, random: @escaping RandomBits) async throws
        -> [Label]
    {
        try await check(orders, act)
        var fingerprint = Fingerprint("mint")
        for order in orders {
            fingerprint.add(order.target.text)
            fingerprint.add(order.placement)
        }
        if try await repetition(of: act, fingerprint, MintResult.self) != nil {
            return try await labels(for: orders)
        }
        var minting = Minting(register: self, random: random)
        for order in orders { try await minting.take(order) }
        guard !minting.fresh.isEmpty else { return minting.labels }
        let written = try await commit(&minting, act, fingerprint, MintResult(codes: []))
        return written.isFirst ? minting.labels : try await labels(for: orders)
    }

    /// Mints labels that are bound later, by hand. Needs `RegisterRight.manageLabels` on the whole site.
    ///
    /// - Parameter count: 1 to `LabelOrder.blankCountMax`.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.tooMany`, `.codesExhausted`; `CommitFailure`.
    public func mintBlankLabels(_ count: Int, act: Act, random: @escaping RandomBits) async throws -> [Label]
    {
        try demand(.manageLabels, of: act)
        guard (1...LabelOrder.blankCountMax).contains(count) else {
            throw RegisterRefusal.tooMany(field: "blank labels", max: LabelOrder.blankCountMax)
        }
        var fingerprint = Fingerprint("mintBlank")
        fingerprint.add(Int64(count))
        if let earlier = try await repetition(of: act, fingerprint, MintResult.self) {
            return try await labels(earlier.codes)
        }
        var minting = Minting(register: self, random: random)
        for _ in 0..<count { try await minting.mint(LabelOrder(.blank)) }
        let result = MintResult(codes: minting.labels.map(\.code))
        let written = try await commit(&minting, act, fingerprint, result)
        return written.isFirst ? minting.labels : try await labels(written.result.codes)
    }

    private func check(_ orders: [LabelOrder], _ act: Act) async throws {
        guard orders.count <= LabelOrder.countMax else {
            throw RegisterRefusal.tooMany(field: "labels", max: LabelOrder.countMax)
        }
        if orders.isEmpty { try demand(.manageLabels, of: act) }
        for order in orders {
            guard order.target != .blank else { throw RegisterRefusal.blankOrder }
            try await demand(.manageLabels, of: act, at: order.target)
            try await demandInForce(order.target)
            if let placement = order.placement {
                try Self.check(placement, "placement", LabelOrder.placementMax)
            }
        }
    }

    private func commit(
        _ minting: inout Minting, _ act: Act, _ fingerprint: Fingerprint, _ result: MintResult
    ) async throws -> (result: MintResult, isFirst: Bool) {
        minting.number(from: try await store.reserve(.label, count: Int64(minting.fresh.count)))
        let drafts = minting.fresh.map { index in
            let label = minting.labels[index]
            let minted = LabelMinted(code: label.code, target: label.target, placement: label.placement)
            return draft(.labelMinted(minted), StreamID(.label, label.id.rawValue), after: 0, act)
        }
        let (result, position) = try await commit(drafts, act, fingerprint: fingerprint, result: result)
        return (result, position != nil)
    }

    /// The live labels that an earlier minting left for these orders.
    private func labels(for orders: [LabelOrder]) async throws -> [Label] {
        var labels: [Label] = []
        for order in orders { if let label = try await liveLabel(for: order) { labels.append(label) } }
        return labels
    }

    private func labels(_ codes: [LabelCode]) async throws -> [Label] {
        var labels: [Label] = []
        for code in codes { labels.append(try await label(code)) }
        return labels
    }

    /// The label that meets an order already, if any: the oldest.
    func liveLabel(for order: LabelOrder) async throws -> Label? {
        try await store.labels(on: order.target).first { label in
            label.isLive && (order.placement == nil || order.placement == label.placement)
        }
    }
}

/// What a repeated minting is answered with: the codes of blank labels, since nothing else leads back to
/// them.
private struct MintResult: Codable {
    var codes: [LabelCode]
}
