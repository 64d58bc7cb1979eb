import Ledger

extension Register {
    /// Anybody says that something is wrong with a label: a task for facilities. It needs no right.
    ///
    /// Who says what is said already adds nothing: a label has at most one open task of a kind.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownLabel`, `.labelState` for a replaced or revoked label, `.tooMany` where
    ///   the label's list is full; `CommitFailure`.
    public func reportProblem(_ kind: LabelProblem.Kind, with code: LabelCode, act: Act) async throws -> Label
    {
        var fingerprint = Fingerprint("labelProblem")
        fingerprint.add("\(code.compact) \(kind.rawValue)")
        if try await repetition(of: act, fingerprint, Done.self) != nil { return try await label(code) }
        let label = try await label(code)
        guard !label.state.isEnded else {
            throw RegisterRefusal.labelState(code, found: label.state, wanted: .damaged)
        }
        if label.problems.contains(where: { $0.kind == kind && $0.state.isOpen }) { return label }
        guard label.problems.count < Self.problemsMax else {
            throw RegisterRefusal.tooMany(field: "problems of a label", max: Self.problemsMax)
        }
        let fact = RegisterFact.labelProblemReported(LabelProblemReported(kind: kind))
        let draft = draft(fact, label.stream, after: label.revision, act)
        _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        return try await self.label(code)
    }

    /// Over a label's whole life.
    private static let problemsMax = 100

    /// Takes a task about a label, settles or dismisses it, or gives it back. Needs `RegisterRight.markLabels`.
    ///
    /// - Parameter note: what was done, at most 200 characters; nil where the state says it all.
    /// - Throws: `RegisterRefusal`: `.unknownLabel`, `.unknownProblem`, `.problemState`, `.text`, `.notAllowed`;
    ///   `CommitFailure`.
    public func moveProblem(
        _ number: Int, of code: LabelCode, to state: LabelProblem.State, note: String? = nil, act: Act
    ) async throws -> Label {
        if let note { try Self.check(note, "note", Self.reasonMax) }
        let label = try await label(code)
        try await demand(.markLabels, of: act, at: label.target)
        var fingerprint = Fingerprint("moveProblem")
        fingerprint.add("\(code.compact) \(number) \(state.rawValue)")
        fingerprint.add(note)
        if try await repetition(of: act, fingerprint, Done.self) == nil {
            guard let problem = label.problems.first(where: { $0.number == number }) else {
                throw RegisterRefusal.unknownProblem(code, number)
            }
            guard problem.state.successors.contains(state) else {
                throw RegisterRefusal.problemState(code, found: problem.state, wanted: state)
            }
            let moved = LabelProblemMoved(number: number, state: state, note: note)
            let draft = draft(.labelProblemMoved(moved), label.stream, after: label.revision, act)
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        }
        return try await self.label(code)
    }
}
