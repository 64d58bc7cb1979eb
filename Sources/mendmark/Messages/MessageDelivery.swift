import AsyncHTTPClient
import Foundation
import Logging
import Messaging
import ServiceLifecycle
import SiteFiles

/// Delivers messages every few seconds, until the group ends; `channels.yaml` is read again whenever it has changed.
struct MessageDelivery: Service {
    let setup: MessageSetup
    let logger: Logger

    private static let pause = Duration.seconds(2)
    private static let prunePause = Duration.seconds(3_600)

    func run() async throws {
        let client = HTTPPostClient.makeClient()
        await cancelWhenGracefulShutdown {
            var (messenger, seen) = (Messenger?.none, FileMark?.none)
            var pruned = ContinuousClock.now - Self.prunePause
            while !Task.isCancelled {
                let mark = FileMark(setup.parts.folder.channels)
                if mark != seen {
                    seen = mark
                    messenger = read(HTTPPostClient(client), else: messenger)
                    await record()
                }
                if let messenger {
                    await deliver(messenger)
                    if ContinuousClock.now - pruned >= Self.prunePause {
                        _ = try? await messenger.prune()
                        pruned = .now
                    }
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
        try? await client.shutdown()
    }

    /// That the file came into force, whoever changed it.
    private func record() async {
        do {
            try await setup.parts.recordChannels(act: SiteParts.operatorAct())
        } catch {
            logger.error("channels.yaml not written down: \(error)")
        }
    }

    /// - Parameter before: goes on where the file has a fault.
    private func read(_ client: HTTPPostClient, else before: Messenger?) -> Messenger? {
        do {
            let messenger = try setup.messenger(client: client)
            logger.notice(
                messenger == nil
                    ? "no channels.yaml: nobody is written to" : "channels.yaml read, messages are delivered")
            return messenger
        } catch {
            for line in "\(error)".split(separator: "\n") {
                logger.error("channels.yaml not read, what was in force before stays: \(line)")
            }
            return before
        }
    }

    private func deliver(_ messenger: Messenger) async {
        do {
            let round = try await messenger.work()
            guard round.spread + round.sent + round.failed + round.dead > 0 else { return }
            logger.info(
                "delivered messages",
                metadata: ["sent": "\(round.sent)", "failed": "\(round.failed)", "dead": "\(round.dead)"])
            for fault in round.faults {
                logger.error("a message isn't sent for now", metadata: ["reason": "\(fault)"])
            }
            if round.dead > 0 {
                logger.warning("messages given up", metadata: ["count": "\(round.dead)"])
            }
        } catch {
            // What was claimed comes back when its lease ends.
            logger.error("messages not delivered", metadata: ["error": "\(error)"])
        }
    }
}

/// Tells whether a file has changed.
private struct FileMark: Hashable {
    /// nil: it isn't there.
    private let changed: Date?
    private let size: Int?

    init(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        changed = attributes?[.modificationDate] as? Date
        size = (attributes?[.size] as? NSNumber)?.intValue
    }
}
