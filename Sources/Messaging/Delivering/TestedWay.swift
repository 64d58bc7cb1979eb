public import Facility
public import Ledger
public import TicketTracking

/// A way by which a team is told, and whether it was tried out as it is now.
public struct TestedWay: Hashable, Sendable {
    public var channel: ChannelKey
    /// nil: a post to the channel.
    public var person: Person?
    /// nil: never, or before the address changed.
    public var testedAt: Instant?
}

extension Messenger {
    /// Every way by which a team may be told, on duty or not.
    ///
    /// - Parameter mark: as `ChannelTest.mark` is made.
    public func ways(
        of team: TeamKey, tests: [ChannelTest], mark: (String) -> String, at now: Instant
    ) async throws -> [TestedWay] {
        let finder = RecipientFinder(
            people: try await sources.register.store.people(), policy: sources.policy())
        return ways.channels.uses(for: .team(team)).flatMap { use -> [TestedWay] in
            switch use {
            case .post(let key):
                let mark = address(of: key).map(mark)
                let test = tests.first { $0.channel == key && $0.person == nil && $0.mark == mark }
                return [TestedWay(channel: key, person: nil, testedAt: test?.at)]
            case .members:
                guard ways.channels.mail != nil else { return [] }
                return finder.everyone(of: team, at: now).prefix(Spreader.peopleMax).compactMap { person in
                    guard let address = person.mail?.value else { return nil }
                    let test = tests.first { $0.person == person.id && $0.mark == mark(address) }
                    return TestedWay(channel: ChannelSet.mailKey, person: person, testedAt: test?.at)
                }
            }
        }
    }

    /// Of a webhook or a robot; nil: there is no such one.
    public func address(of channel: ChannelKey) -> String? {
        ways.webhooks[channel]?.url ?? ways.robots[channel]?.url
    }
}
