import Facility
import Ledger
import TicketTracking

/// What was typed of a grant.
struct GrantDraft: Sendable {
    var role = ""
    /// `site`, `team:network`, `organisation:nic` or `place`.
    var scope = ""
    /// A place's reference, or words to look for.
    var place = ""
    /// The reference that was chosen among those found for these words.
    var chosen = ""
    var from = ""
    var until = ""

    init() { scope = "site" }

    init(_ form: Form) {
        (role, scope, place) = (form["role"], form["scope"], form["place"])
        (from, until) = (form["from"], form["until"])
        // Of other words than those that were looked for, the choice means nothing.
        chosen = form["searched"] == place ? form["chosen"] : ""
    }
}

extension Gateway {
    private static let placesOffered = 8

    /// The grant that was typed, or what is wrong with it and the places that may be meant.
    func read(
        _ draft: GrantDraft, _ voice: Voice
    ) async throws -> (grant: Grant?, problems: [Problem], places: [Place]) {
        var problems: [Problem] = []
        let role = Role(rawValue: draft.role)
        if role == nil || role == .reporter {
            problems.append(Problem(field: "role", sentence: voice.say("admin.missing.role")))
        }
        let zone = ServiceZone(settings.timeZone) ?? policy.zone
        func moment(_ text: String, _ field: String) -> Instant? {
            if text.isEmpty { return nil }
            if let moment = zone.moment(text) { return moment }
            problems.append(
                Problem(
                    field: field,
                    sentence: voice.say("admin.wrong.moment", ["found": String(text.prefix(40))])))
            return nil
        }
        let (from, until) = (moment(draft.from, "from"), moment(draft.until, "until"))
        let (scope, places) = try await scope(draft)
        if scope == nil {
            let key = draft.scope != "place" ? "scope" : draft.place.isEmpty ? "place" : "placeNotFound"
            let sentence =
                places.isEmpty
                ? voice.say("admin.missing.\(key)", ["found": String(draft.place.prefix(80))])
                : voice.count("admin.missing.whichPlace", places.count)
            problems.append(Problem(field: draft.scope == "place" ? "place" : "scope", sentence: sentence))
        }
        // Else somebody believes that the role is held there alone.
        if scope != nil, draft.scope != "place", !draft.place.isEmpty {
            let values = ["found": String(draft.place.prefix(80))]
            problems.append(Problem(field: "place", sentence: voice.say("admin.missing.placeUnused", values)))
        }
        guard problems.isEmpty, let role, let scope else { return (nil, problems, places) }
        return (Grant(role: role, scope: scope, from: from, until: until), [], [])
    }

    private func scope(_ draft: GrantDraft) async throws -> (scope: GrantScope?, places: [Place]) {
        let parts = draft.scope.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.last ?? "") {
        case ("site", _): return (.site, [])
        case ("team", let text):
            return (TeamKey(text).flatMap { policy.team($0) }.map { .team($0.key) }, [])
        case ("organisation", let text):
            return (
                OrganisationKey(text).flatMap { policy.organisation($0) }.map { .organisation($0.key) }, []
            )
        case ("place", _):
            let wanted = draft.chosen.isEmpty ? draft.place : draft.chosen
            if case .place(let id)? = try await store.target(reference: wanted) { return (.subtree(id), []) }
            guard !draft.place.isEmpty else { return (nil, []) }
            // Even where a single place is found: what is granted there is read before it is given.
            return (
                nil,
                try await PlaceFinder(store: store).places(matching: draft.place, limit: Self.placesOffered)
            )
        default: return (nil, [])
        }
    }
}
