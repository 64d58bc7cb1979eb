import TicketTracking

/// Where somebody came from to scan a label, and goes back to: one of a few pages of the gateway's own.
///
/// It comes from an address that anybody can write, so it is never followed as it came: only what is read here leads
/// anywhere, and it leads to a route that is written anew.
enum ScanBack: Hashable, Sendable {
    case desk
    case ticket(TicketNumber)
    case facilities
    case walk(WalkScope)

    /// - Parameter path: a path with its query, as ``link`` writes it.
    /// - Returns: nil for every other text, however like a page of ours it looks.
    init?(_ path: some StringProtocol) {
        let walk = Route.facilitiesWalk.path + "?in="
        let ticket = Route.deskTicket("").path
        if path == Route.desk.path {
            self = .desk
        } else if path == Route.facilities.path {
            self = .facilities
        } else if path.hasPrefix(walk), let scope = WalkScope(String(path.dropFirst(walk.count))) {
            self = .walk(scope)
        } else if path.hasPrefix(ticket), let number = try? TicketNumber(path.dropFirst(ticket.count)) {
            self = .ticket(number)
        } else {
            return nil
        }
    }

    /// The page's path, with its query.
    var link: String {
        switch self {
        case .desk: Route.desk.path
        case .ticket(let number): Route.deskTicket(number.description).path
        case .facilities: Route.facilities.path
        case .walk(let scope): scope.link
        }
    }

    /// To be put behind a path that has no query yet.
    var query: String { "?back=" + link.replacing("?", with: "%3F").replacing("=", with: "%3D") }

    func name(_ voice: Voice) -> String {
        switch self {
        case .desk: voice.say("scan.back.desk")
        case .ticket(let number): voice.say("scan.back.ticket", ["number": number.description])
        case .facilities: voice.say("scan.back.facilities")
        case .walk: voice.say("scan.back.walk")
        }
    }
}
