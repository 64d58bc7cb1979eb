import Facility
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import TicketTracking

extension Gateway {
    private static let ledgerLines = 100
    private static let ledgerRows = 10_000

    /// `GET /-/admin/ledger?kind=…&person=…&since=…&until=…&after=…&verify=1`, the newest first.
    func ledgerPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireAdministrator(context, [.auditor], who: "role.auditor")
        let voice = voice(context)
        let filter = try await ledgerFilter(request, voice)
        let head = try await tickets.head()
        let stretch = try await events(filter, limit: Self.ledgerLines)
        var teller = try await LedgerTeller(self, voice, stretch.events)
        var lines: [AdminLedgerPage.Line] = []
        for event in stretch.events { lines.append(try await teller.line(event)) }
        var model = AdminLedgerPage(
            tabs: adminTabs(of: staff, here: .adminLedger, voice), problems: filter.problems,
            hasProblems: !filter.problems.isEmpty, action: Route.adminLedger.path,
            sorts: LedgerSort.allCases.map {
                AdminChoice(
                    value: $0.rawValue, name: voice.say("admin.ledger.sort.\($0.rawValue)"),
                    isChosen: $0 == filter.sort)
            }, personField: AdminField("person", filter.person, filter.problems),
            sinceField: AdminField("since", filter.since, filter.problems),
            untilField: AdminField("until", filter.until, filter.problems),
            summary: voice.say("admin.ledger.summary", ["head": String(head.rawValue)]),
            isBroken: false,
            verify: verifyChain == nil ? nil : Route.adminLedger.path + "?verify=1", events: lines,
            hasEvents: !lines.isEmpty, note: note(stretch, of: lines.count, voice),
            older: stretch.next.map { Route.adminLedger.path + filter.query(after: $0) },
            newest: filter.after == nil ? nil : Route.adminLedger.path + filter.query(),
            file: Route.adminLedgerFile.path + filter.query(after: filter.after),
            fileNote: voice.say("admin.ledger.fileNote", ["max": String(Self.ledgerRows)]))
        if request.uri.queryParameters["verify"] != nil { try await verify(&model, voice) }
        return try page(
            model, "admin-ledger", context, title: "admin.ledger.title",
            status: model.hasProblems ? .unprocessableContent : .ok, hidden: true, isStaff: true,
            here: Route.adminLedger.path + filter.query(after: filter.after),
            headers: [.cacheControl: "no-store"], offersScan: false, isWide: true)
    }

    /// `GET /-/admin/ledger.csv`, with the page's query.
    func ledgerFile(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireAdministrator(context, [.auditor], who: "role.auditor")
        let voice = voice(context)
        let filter = try await ledgerFilter(request, voice)
        guard filter.problems.isEmpty else { return try await ledgerPage(request, context) }
        let head = try await tickets.head()
        let stretch = try await events(filter, limit: Self.ledgerRows)
        var teller = try await LedgerTeller(self, voice, stretch.events)
        var rows = [
            [
                "position", "recorded", "occurred", "who", "channel", "name", "kind", "stream", "number",
                "detail",
                "hash",
            ]
            .map { voice.say("admin.ledger.column.\($0)") }
        ]
        for event in stretch.events { rows.append(try await teller.cells(event)) }
        if let next = stretch.next {
            rows.append([voice.say("admin.ledger.fileCut", ["position": String(next.rawValue)])])
        }
        let part = String(filter.query(after: filter.after).dropFirst())
        try await recordExport(
            PersonExported(
                subject: .ledger, format: "csv", part: part.isEmpty ? nil : part, position: head), of: staff)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"ledger-\(voice.day(voice.now)).csv\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: CSVText.bytes(rows))))
    }

    private func ledgerFilter(_ request: Request, _ voice: Voice) async throws -> LedgerFilter {
        let values = request.uri.queryParameters
        var filter = LedgerFilter(
            { name in values[name[...]].map(String.init) }, ServiceZone(settings.timeZone) ?? policy.zone,
            voice
        )
        guard !filter.person.isEmpty else { return filter }
        // A sign-in name may consist of digits; it comes before numbers.
        let named = try await store.person(identity: .password(filter.person))?.id
        if let id = named ?? Int64(filter.person).map({ PersonID($0) }), try await store.person(id) != nil {
            filter.actor = id
        } else {
            filter.problems.append(
                Problem(
                    field: "person", sentence: voice.say("admin.ledger.noPerson", ["found": filter.person])))
        }
        return filter
    }

    /// None where something of the filter can't be read: other events than were asked for would mislead.
    private func events(_ filter: LedgerFilter, limit: Int) async throws -> LedgerWalk.Stretch {
        guard filter.problems.isEmpty else { return LedgerWalk.Stretch(events: []) }
        let walk = LedgerWalk(source: tickets)
        var top = Position(try await tickets.head().rawValue + 1)
        if let end = filter.end { top = min(top, try await walk.position(at: end)) }
        if let after = filter.after { top = min(top, after) }
        return try await walk.events(before: top, since: filter.from, limit: limit, where: filter.holds)
    }

    private func note(_ stretch: LedgerWalk.Stretch, of count: Int, _ voice: Voice) -> String? {
        guard let looked = stretch.looked else { return nil }
        let values = ["first": String(looked.lowerBound), "last": String(looked.upperBound)]
        if stretch.next == nil { return voice.say("admin.ledger.lookedAll", values) }
        return voice.say(
            count < Self.ledgerLines ? "admin.ledger.lookedPart" : "admin.ledger.lookedUntil", values)
    }

    /// - Throws: `GatewayError.counting` where it is being checked, or figures counted, for somebody else.
    private func verify(_ model: inout AdminLedgerPage, _ voice: Voice) async throws {
        guard let verifyChain else { return }
        guard let seat = overviews.take() else { throw GatewayError.counting }
        defer { withExtendedLifetime(seat) {} }
        let (events, fault) = try await verifyChain()
        model.isBroken = fault != nil
        model.verified =
            fault.map {
                voice.say("admin.ledger.broken", ["position": String(events), "fault": $0])
            } ?? voice.say("admin.ledger.holds", ["position": String(events)])
    }
}
