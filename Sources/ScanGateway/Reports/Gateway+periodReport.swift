import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import TicketTracking
import Wording

extension Gateway {
    /// A report's files.
    enum PeriodFile: String, CaseIterable, Sendable {
        case csv, json, pdf

        var type: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .json: "application/json"
            case .pdf: "application/pdf"
            }
        }
    }

    /// `GET /-/desk/report?period=2026-11&as-of=4711`: a month, or a week as `2026-W48`; without one the running month.
    func periodPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let voice = voice(context)
        let asked = request.uri.queryParameters["period"].map { String($0.prefix(20)) }
        let period = asked.map { ReportPeriod($0) } ?? ReportPeriod.month(of: policy.zone.local(clock()).day)
        let report = try await report(period, request, staff)
        let teller = PeriodTeller(
            voice: voice, policy: policy, report: report, places: try await buildingNames(report, voice),
            hasPress: reportPress != nil)
        var model = teller.page
        model.tabs = reportTabs(report.period, voice)
        if let asked, period == nil {
            model.period = asked
            model.problems = [
                Problem(field: "period", sentence: voice.say("period.unreadable", ["found": asked]))
            ]
        }
        return try page(
            model, "period", context, title: "period.title",
            status: model.hasProblems ? .unprocessableContent : .ok, hidden: true, isStaff: true,
            here: PeriodTeller.link(report.period, asOf: nil), offersScan: false)
    }

    /// `GET /-/desk/report.csv`, `GET /-/desk/report.json`, `GET /-/desk/report.pdf`
    func periodFile(
        _ file: PeriodFile, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        let staff = try requireStaff(context)
        let voice = voice(context)
        guard let asked = request.uri.queryParameters["period"], let period = ReportPeriod(String(asked))
        else {
            throw GatewayError.notFound
        }
        let report = try await report(period, request, staff)
        let places = try await buildingNames(report, voice)
        let sheet = PeriodSheet(report: report, voice: voice, policy: policy, places: places)
        let bytes: [UInt8]
        switch file {
        case .csv: bytes = sheet.csv
        case .json: bytes = try sheet.json()
        case .pdf:
            guard let reportPress else { throw GatewayError.notFound }
            let teller = PeriodTeller(voice: voice, policy: policy, report: report, places: places)
            bytes = try await reportPress.press(
                teller.paper(
                    site: voice.name(settings.siteName), language: context.language.rawValue))
        }
        try await recordExport(
            PersonExported(
                subject: .report, format: file.rawValue, part: report.period.description,
                position: report.position), of: staff)
        return Response(
            status: .ok,
            headers: [
                .contentType: file.type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"report-\(report.period).\(file.rawValue)\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// - Parameter period: nil: the running month.
    private func report(
        _ period: ReportPeriod?, _ request: Request, _ staff: StaffSession
    ) async throws -> PeriodReport {
        let now = clock()
        let today = policy.zone.local(now).day
        let act = Act(by: staff.principal, at: now, channel: .desk, command: newKey(at: now))
        let position = try position(asked: request.uri.queryParameters["as-of"].map(String.init))
        guard let seat = overviews.take() else { throw GatewayError.counting }
        defer { withExtendedLifetime(seat) {} }
        return try await desk.periodReport(
            on: period ?? ReportPeriod.month(of: today) ?? .week(of: today), asOf: position, act: act)
    }

    /// - Returns: nil: none was asked for.
    private func position(asked text: String?) throws(GatewayError) -> Position? {
        guard let text else { return nil }
        guard let number = Int64(text) else {
            throw .badRequest(
                Misfit(field: "as-of", expected: .named("anyWhole"), found: .value(String(text.prefix(40)))))
        }
        return Position(number)
    }

    /// By reference.
    private func buildingNames(_ report: PeriodReport, _ voice: Voice) async throws -> [String: String] {
        var names: [String: String] = [:]
        for reference in report.buildings.compactMap(\.name) + report.heat.rows.compactMap(\.building)
        where names[reference] == nil {
            if case .place(let id)? = try await store.target(reference: reference),
                let place = try await store.place(id)
            {
                names[reference] = voice.name(place.name)
            }
        }
        return names
    }

    private func reportTabs(_ period: ReportPeriod, _ voice: Voice) -> [PeriodPage.Link] {
        let isWeek = if case .week = period { true } else { false }
        // Of the running month the running week, of an earlier one its last.
        let day = min(period.last, max(period.first, policy.zone.local(voice.now).day))
        return [
            (ReportPeriod.month(of: day), "period.month", !isWeek), (.week(of: day), "period.week", isWeek),
        ].compactMap { other, name, isHere in
            other.map {
                PeriodPage.Link(
                    link: PeriodTeller.link($0, asOf: nil), name: voice.say(name), isHere: isHere)
            }
        }
    }
}

extension StaffSession {
    var counts: Bool { !principal.roles.isDisjoint(with: Overview.rates.roles) }
}
