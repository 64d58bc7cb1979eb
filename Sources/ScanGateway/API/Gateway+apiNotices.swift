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
        let place = request.uri.queryParameters["place"].map(String.init)
        let asked: NoticeRequest =
            if let place, let number = request.uri.queryParameters["number"].flatMap({ Int($0) }) {
                .show(place: place, number: number)
            } else { .list(place: place) }
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
        let asked = try await decode(APINoticeRequest.self, request)
        let list = try await performed(try notice(asked, act.at), act)
        return json(
            APINoticeList(notices: list), status: asked.number == nil ? .created : .ok,
            language: context.language)
    }

    private func notice(_ asked: APINoticeRequest, _ now: Instant) throws(GatewayError) -> NoticeRequest {
        if asked.ends == true {
            guard let number = asked.number else {
                throw .badRequest(expected: "number, of the notice that ends", found: "nothing")
            }
            return .end(place: asked.place, number: number)
        }
        let (isEndless, isAllDay) = (asked.until == Self.never, asked.daily == Self.never)
        var hours: DailyHours?
        if let daily = asked.daily, !isAllDay {
            hours = DailyHours(daily)
            if hours == nil {
                throw .badRequest(
                    expected: "daily: hours such as 23:30-06:00", found: String(daily.prefix(40)))
            }
        }
        var categories: [FaultCategoryKey] = []
        for text in asked.categories ?? [] {
            guard let key = FaultCategoryKey(text) else {
                throw .badRequest(expected: "categories: keys of the site", found: String(text.prefix(40)))
            }
            categories.append(key)
        }
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
            throw GatewayError.badRequest(expected: "\(wrong.field): \(wrong.expected)", found: wrong.found)
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
