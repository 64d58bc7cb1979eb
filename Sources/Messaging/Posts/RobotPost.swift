import Foundation
public import Ledger
import TicketTracking

/// A post to a WeCom group's robot (企业微信群机器人), and what its `errcode` means.
public struct RobotPost: Sendable {
    /// Bytes of a markdown message in UTF-8.
    public static let bytesMax = 4_096
    /// Messages that one robot takes in a minute.
    public static let perMinute = 20
    /// With its key, which is a secret.
    public var url: String

    public init(url: String) { self.url = url }

    /// - Parameter markdown: longer than `bytesMax` it is cut.
    public func send(_ markdown: String, at now: Instant, by client: any PostClient) async -> SendOutcome {
        let message = RobotMessage(markdown: .init(content: Self.cut(markdown)))
        guard let body = try? JSONEncoder().encode(message) else {
            return .refused("can't be written as JSON")
        }
        do throws(PostFailure) {
            return Self.outcome(try await client.post(Array(body), to: url, headers: []), at: now)
        } catch {
            return .channelDown(Delivery.remark(error.words))
        }
    }

    static func outcome(_ answer: PostAnswer, at now: Instant) -> SendOutcome {
        guard answer.status == 200 else { return .channelDown("HTTP \(answer.status)") }
        guard let reply = try? JSONDecoder().decode(RobotReply.self, from: Data(answer.body)) else {
            return .channelDown("expected an errcode, found something else")
        }
        switch reply.errcode {
        case 0: return .accepted(receipt: "errcode 0")
        // Too many in this minute.
        case 45_009, 45_033: return .later(now + .seconds(60))
        // The system is busy.
        case -1: return .channelDown("errcode -1")
        // The robot was taken out of its group, or the key is wrong: the operator's fault, not the message's.
        case 93_000, 93_008, 40_014: return .channelDown("errcode \(reply.errcode): no such robot")
        default: return .refused("errcode \(reply.errcode)")
        }
    }

    /// Whole characters only.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var (kept, count) = ("", 3)
        for character in text {
            count += character.utf8.count
            if count > bytesMax { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

private struct RobotMessage: Encodable {
    struct Content: Encodable { var content: String }
    var msgtype = "markdown"
    var markdown: Content
}

private struct RobotReply: Decodable { var errcode: Int }
