/// What an address of the JSON interface answers, each named in the description by its schema.
enum APIAnswer: String, CaseIterable, Sendable {
    case label = "LabelAnswer"
    case tracked = "TrackedAnswer"
    case tickets = "TicketsAnswer"
    case ticket = "TicketAnswer"
    case scan = "ScanAnswer"
    case calls = "CallsAnswer"
    case dialed = "DialedAnswer"
    case recorded = "RecordedAnswer"
    case samples = "SamplesAnswer"
    case sample = "SampleAnswer"
    case rates = "RatesAnswer"
    case notices = "NoticesAnswer"
    /// RFC 9457.
    case problem = "Problem"

    /// Of what is written.
    var type: any Codable.Type {
        switch self {
        case .label: APILabel.self
        case .tracked: APIReportReply.self
        case .tickets: APITickets.self
        case .ticket: APITicket.self
        case .scan: APIScanReply.self
        case .calls: APICalls.self
        case .dialed: DialedCall.self
        case .recorded: RecordedCall.self
        case .samples: APISamples.self
        case .sample: SampleLines.self
        case .rates: RateLines.self
        case .notices: APINoticeList.self
        case .problem: ProblemDocument.self
        }
    }

    var mediaType: String { self == .problem ? "application/problem+json" : "application/json" }

    /// By the names of all answers; a member that isn't required is left out where there is nothing to say.
    static let schemas: [String: APIValue] = {
        var schemas: [String: APIValue] = [:]
        for answer in allCases { schemas[answer.rawValue] = try? AnswerSchema.of(answer.type) }
        return schemas
    }()
}
