public import Ledger
import TicketTracking

/// A post to a webhook, and what its receiver's answer means.
public struct WebhookPost: Sendable {
    /// How long a receiver may ask us to wait.
    static let waitMaxSeconds = 6 * 3_600
    public var url: String
    public var secret: WebhookSecret

    public init(url: String, secret: WebhookSecret) {
        self.url = url
        self.secret = secret
    }

    /// - Parameter id: of the delivery.
    public func send(_ body: [UInt8], id: String, at now: Instant, by client: any PostClient) async
        -> SendOutcome
    {
        do throws(PostFailure) {
            let headers = secret.headers(id: "msg_\(id)", at: now, body: body)
            return Self.outcome(try await client.post(body, to: url, headers: headers), at: now)
        } catch {
            return .channelDown(Delivery.remark(error.words))
        }
    }

    static func outcome(_ answer: PostAnswer, at now: Instant) -> SendOutcome {
        switch answer.status {
        case 200...299: return .accepted(receipt: "HTTP \(answer.status)")
        // Gone: the receiver wants nothing more (Standard Webhooks).
        case 410: return .refused("HTTP 410")
        case 429, 503:
            guard let seconds = answer.retryAfter, seconds > 0 else {
                return .channelDown("HTTP \(answer.status)")
            }
            return .later(now + .seconds(min(seconds, waitMaxSeconds)))
        case 500...599: return .channelDown("HTTP \(answer.status)")
        default: return .failed("HTTP \(answer.status)")
        }
    }
}
