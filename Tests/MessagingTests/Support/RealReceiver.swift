import AsyncHTTPClient
import Facility
import Foundation
import Ledger
import TicketTracking

@testable import Messaging

/// `receiver.py` in a folder of its own.
struct RealReceiver {
    struct Entry: Decodable {
        struct Body: Decodable {
            struct Told: Decodable {
                var ticket: String?
                var hazard: Bool?
                var team: String?
                var place: String?
                var url: String?
            }
            struct Markdown: Decodable { var content: String }
            var type: String?
            var data: Told?
            var markdown: Markdown?
        }
        var id: String
        var body: Body
    }

    let folder: String
    let port: String
    private let process: LiveProcess
    /// Base64 of what the receiver knows.
    static let secret = "whsec_" + Data("mendmark test secret 0123456789".utf8).base64EncodedString()

    init() throws {
        folder = "/tmp/mendmark-hook-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process = try LiveProcess("Posts/receiver.py", [folder])
        port = process.line.trimmingCharacters(in: .newlines)
    }

    func end() {
        process.end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The receiver's clock.
    func set(_ now: Instant) throws {
        try String(now.secondsSinceEpoch).write(toFile: folder + "/now", atomically: true, encoding: .utf8)
    }

    func seen() throws -> [Entry] {
        guard let data = FileManager.default.contents(atPath: folder + "/seen.jsonl") else { return [] }
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Entry.self, from: $0)
        }
    }

    /// A network team that is told by a webhook or a robot at these paths.
    func ways(
        hook: String? = nil, robot: String? = nil, secret: String = RealReceiver.secret,
        client: any PostClient
    ) throws -> MessageWays {
        guard let team = TeamKey("network"), let hookKey = ChannelKey("hook"),
            let robotKey = ChannelKey("robot"),
            let key = WebhookSecret(secret)
        else { throw MessageSite.Missing() }
        var channels = ChannelSet()
        var uses: [ChannelUse] = []
        var ways = MessageWays(channels: channels, mail: nil, client: client)
        if let hook {
            let url = "http://127.0.0.1:\(port)\(hook)"
            channels.webhooks[hookKey] = WebhookChannel(url: url, secretFile: "hook")
            ways.webhooks[hookKey] = WebhookPost(url: url, secret: key)
            uses.append(.post(hookKey))
        }
        if let robot {
            channels.robots[robotKey] = RobotChannel(urlFile: "robot", language: "zh")
            ways.robots[robotKey] = RobotPost(url: "http://127.0.0.1:\(port)\(robot)?key=secret")
            uses.append(.post(robotKey))
        }
        channels.teams[team] = uses
        ways.channels = channels
        return ways
    }
}
