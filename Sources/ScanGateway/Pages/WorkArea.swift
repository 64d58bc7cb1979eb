import Facility
import TicketTracking

/// A part of the staff's pages that somebody comes to from each other one.
enum WorkArea: String, CaseIterable, Sendable {
    case desk, board, intake, calls, supervision, reports, labels, notices, shifts, messages, administration

    var route: Route {
        switch self {
        case .desk: .desk
        case .board: .board
        case .intake: .intake
        case .calls: .calls
        case .supervision: .supervision
        case .reports: .periodReport
        case .labels: .facilities
        case .notices: .notices
        case .shifts: .shifts
        case .messages: .deadMessages
        case .administration: .admin
        }
    }

    /// The key of its name.
    var name: String {
        switch self {
        case .reports: "period.tab"
        case .labels: "facilities.title"
        case .shifts: "shifts.tab"
        case .messages: "messages.tab"
        case .administration: "admin.title"
        case .desk, .board, .intake, .calls, .supervision, .notices: "\(rawValue).title"
        }
    }

    /// Which one a template is a page of; nil: of none of them.
    init?(template: String) {
        switch template {
        case "desk", "work", "ticket": self = .desk
        case "board", "intake", "calls", "supervision", "notices", "shifts", "messages":
            self.init(rawValue: template)
        case "period": self = .reports
        case "facilities", "facilities-place", "print", "job", "batches", "batch", "wallet", "tasks", "bind",
            "walk":
            self = .labels
        case "admin", "admin-people", "admin-person", "admin-password", "admin-ledger", "configuration",
            "configuration-subject", "practice":
            self = .administration
        default: return nil
        }
    }

    /// For whom its first page opens.
    func isOpen(to staff: StaffSession, hasMessages: Bool) -> Bool {
        switch self {
        case .desk:
            staff.opensDesk && !staff.administersOnly
                && staff.principal.roles.contains { TicketSight.of($0) > .nothing }
        case .board: staff.overlooks && !staff.administersOnly
        case .intake: staff.takesCalls
        case .calls: staff.callsBack
        case .supervision: staff.supervises
        case .reports: staff.counts
        case .labels: staff.managesLabels
        case .notices: staff.postsNotices
        case .shifts: staff.walks
        case .messages: hasMessages && staff.answersForMessages
        case .administration: !staff.administers.isEmpty
        }
    }
}

extension Gateway {
    /// The ways from each page to what else is somebody's work; nil where there is but one.
    func areas(of staff: StaffSession, _ here: WorkArea?, _ voice: Voice) -> Shell.Areas? {
        let open = WorkArea.allCases.filter { $0.isOpen(to: staff, hasMessages: deliveries != nil) }
        guard open.count > 1 else { return nil }
        return Shell.Areas(
            links: open.map {
                DeskPage.Tab(link: $0.route.path, name: voice.say($0.name), isHere: $0 == here)
            })
    }
}
