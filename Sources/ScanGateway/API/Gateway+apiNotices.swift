import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    private var notices: NoticeDesk { NoticeDesk(register: register, policy: policy) }

    /// `GET /api/v1/notices?place=…&number=…`: those that nobody ended, those at or above a place, or one of a place.
    func apiNotices(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let named = try query(APIQueries.notices, request)
        let asked: NoticeRequest
        if let number = named["number"].flatMap({ Int($0) }) {
            guard let place = named["place"] else { throw GatewayError.missing("place", .named("place")) }
            asked = .show(place: place, number: number)
        } else {
            asked = .list(place: named["place"])
        }
        let act = Act(by: staff.principal, at: clock(), channel: .api, command: newKey(at: clock()))
        return json(
            APINoticeList(notices: try await performed(asked, act)), language: context.language)
    }

    /// `POST /api/v1/notices` posts one, changes the one with `number`, or ends it.
    func apiNotice(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard request.headers[.csrfToken] == staff.csrf else { throw GatewayError.badCSRF }
        let act = Act(
            by: staff.principal, at: clock(), channel: .api, command: try idempotencyKey(request))
        let asked = try await decode(APINoticeRequest.self, APIForms.notices, request)
        let list = try await performed(try notice(asked, act.at), act)
        return json(
            APINoticeList(notices: list), status: asked.number == nil ? .created : .ok,
            language: context.language)
    }

    private func notice(_ asked: APINoticeRequest, _ now: Instant) throws(GatewayError) -> NoticeRequest {
        if asked.ends == true {
            guard let number = asked.number else {
                throw .missing("number", .whole(1...1_000_000))
            }
            return .end(place: asked.place, number: number)
        }
        let (isEndless, isAllDay) = (asked.until == Self.never, asked.daily == Self.never)
        var hours: DailyHours?
        if let daily = asked.daily, !isAllDay {
            hours = DailyHours(daily)
            if hours == nil {
                throw .badRequest(
                    Misfit(field: "daily", expected: .named("hours"), found: .value(daily)))
            }
        }
        let categories = (asked.categories ?? []).compactMap { FaultCategoryKey($0) }
        let (from, until) = (
            try moment(asked.from, "from"), try isEndless ? nil : moment(asked.until, "until")
        )
        if let number = asked.number {
            let changes = NoticeChanges(
                from: from, until: isEndless ? .none : until.map { .given($0) } ?? .kept,
                hours: isAllDay ? .none : hours.map { .given($0) } ?? .kept, wordsZh: asked.words?.zh,
                wordsEn: asked.words?.en, categories: asked.categories == nil ? nil : categories)
            return .change(place: asked.place, number: number, changes)
        }
        return .post(
            place: asked.place,
            NoticeTerms(
                from: from ?? now, until: until, hours: hours, text: asked.words ?? LocalizedName(),
                categories: categories))
    }

    private static let never = "never"

    private func performed(_ request: NoticeRequest, _ act: Act) async throws -> [NoticeSummary] {
        do {
            return try await notices.perform(request, act: act)
        } catch let wrong as AskedWrongly {
            let categories = policy.categories.map(\.category.key.rawValue)
            let expected: Expectation = wrong.field == "category" ? .choice(categories) : .named("form")
            throw GatewayError.badRequest(
                Misfit(field: wrong.field, expected: expected, found: .value(wrong.found)))
        } catch RegisterRefusal.unknownReference(let reference) {
            throw GatewayError.badRequest(
                Misfit(field: "place", expected: .named("place"), found: .value(reference)))
        }
    }
}

/// `POST /api/v1/notices`
struct APINoticeRequest: Codable, Sendable {
    /// The reference of the place where it hangs.
    var place: String
    /// nil: a new one. Of one that is changed what isn't given stays as it is.
    var number: Int?
    /// true: nobody is to see it any more.
    var ends: Bool?
    var words: LocalizedName?
    /// RFC 3339; nil: now.
    var from: String?
    /// RFC 3339; nil or `never`: until it is ended.
    var until: String?
    /// E.g. `23:30-06:00`; nil or `never`: all day.
    var daily: String?
    /// Faults that it is about; nil or empty: all.
    var categories: [String]?
}

/// `GET` and `POST /api/v1/notices`
struct APINoticeList: Codable, Sendable { var notices: [NoticeSummary] }
