import Foundation
import Testing

@testable import ScanGateway

@Suite("The templates")
struct TemplateTests {
    private static let root = URL(fileURLWithPath: Campus.assets).deletingLastPathComponent().path
    /// Each template with the files that declare what it shows; a partial shows what its page declares.
    private static let models: [(String, [String])] = [
        ("layout", ["Pages/Shell", "Pages/CodeRule", "Desk/DeskPage"]),
        ("problems", ["Pages/SignInPage", "Reporting/ReportPage"]),
        ("report", ["Reporting/ReportPage", "Pages/Shell"]),
        ("start", ["Start/StartPage", "Pages/SignInPage"]),
        ("scan", ["Scanning/ScanPage", "Pages/ProblemPage"]),
        ("scan-question", ["Scanning/ScanQuestionPage"]), ("code-field", ["Scanning/ScanPage"]),
        ("problem", ["Pages/ProblemPage", "Pages/Shell"]),
        ("tracking", ["Tracking/TrackingPage", "Pages/Shell"]), ("sign-in", ["Pages/SignInPage"]),
        ("regain", ["Tracking/RegainPage", "Pages/SignInPage"]),
        ("queue", ["Desk/TicketLine", "Desk/DeskPage"]), ("desk", ["Desk/DeskPage", "Desk/TicketLine"]),
        ("place", ["Desk/DeskPage", "Desk/TicketLine", "Pages/ProblemPage"]),
        (
            "label-task",
            ["Facilities/LabelCard", "Facilities/WalkPage", "Facilities/PrintPage", "Pages/SignInPage"]
        ),
        ("bind", ["Facilities/LabelCard", "Pages/SignInPage"]),
        ("mini-sheet", ["Facilities/BatchPages"]), ("batches", ["Facilities/BatchPages", "Desk/DeskPage"]),
        ("batch", ["Facilities/BatchPages", "Facilities/LabelCard", "Pages/ProblemPage"]),
        ("wallet", ["Facilities/BatchPages", "Facilities/LabelCard"]),
        ("tasks", ["Facilities/BatchPages", "Facilities/PrintPage"]),
        ("walk", ["Facilities/WalkPage", "Facilities/FacilitiesPage", "Pages/ProblemPage"]),
        ("facilities", ["Facilities/FacilitiesPage", "Desk/DeskPage"]),
        ("facilities-place", ["Facilities/FacilitiesPage", "Pages/ProblemPage"]),
        ("facilities-tabs", ["Facilities/FacilitiesPage", "Desk/DeskPage"]), ("legend", []),
        ("desk-act", ["Desk/TicketPage"]),
        ("not-live", []),
        ("tallies", ["Facilities/FacilitiesPage"]), ("gauge", ["Facilities/FacilitiesPage"]),
        ("crumbs", ["Facilities/FacilitiesPage", "Pages/ProblemPage"]),
        ("print", ["Facilities/PrintPage", "Facilities/FacilitiesPage"]),
        ("job", ["Facilities/JobPage", "Pages/ProblemPage"]),
        ("acknowledge", ["Messages/AcknowledgePage"]),
        ("messages", ["Messages/MessagesPage", "Pages/SignInPage", "Desk/DeskPage"]),
        ("ticket", ["Desk/TicketPage", "Tracking/TrackingPage", "Desk/WorkPage"]),
        ("work", ["Desk/WorkPage", "Desk/DeskPage", "Desk/TicketLine"]),
        ("card", ["Desk/WorkPage", "Desk/TicketLine"]), ("field", ["Desk/WorkPage"]),
        ("shifts", ["Desk/ShiftsPage", "Desk/DeskPage"]),
        ("intake", ["Intake/IntakePage", "Reporting/ReportPage", "Pages/SignInPage"]),
        (
            "board",
            ["Board/BoardPage", "Desk/DeskPage", "Desk/TicketLine", "Desk/TicketPage", "Pages/SignInPage"]
        ),
        ("period", ["Reports/PeriodPage", "Pages/SignInPage"]),
        ("calls", ["Calls/CallsPage", "Desk/DeskPage", "Pages/ProblemPage", "Pages/SignInPage"]),
        (
            "supervision",
            [
                "Supervision/SupervisionPage", "Desk/DeskPage", "Desk/TicketLine", "Reports/PeriodPage",
                "Pages/ProblemPage",
            ]
        ),
        ("configuration", ["Configuration/ConfigurationPage", "Desk/DeskPage"]),
        (
            "configuration-subject",
            [
                "Configuration/ConfigurationPage", "Desk/DeskPage", "Pages/ProblemPage", "Pages/SignInPage",
            ]
        ),
        (
            "notices",
            ["Notices/NoticesPage", "Reporting/ReportPage", "Desk/DeskPage", "Pages/SignInPage"]
        ),
        ("difference", ["Configuration/ConfigurationPage"]),
        (
            "practice",
            [
                "Configuration/Gateway+practice", "Configuration/ConfigurationPage", "Desk/DeskPage",
                "Pages/SignInPage",
            ]
        ),
        ("wallboard", ["Wallboard/WallboardPage", "Pages/Shell"]),
        ("admin", ["Administration/AdminPages", "Desk/DeskPage", "Pages/ProblemPage"]),
        ("admin-people", ["Administration/AdminPages", "Desk/DeskPage", "Pages/SignInPage"]),
        ("admin-password", ["Administration/AdminPages", "Desk/DeskPage", "Pages/ProblemPage"]),
        (
            "admin-person",
            [
                "Administration/AdminPersonPage", "Administration/AdminPages", "Desk/DeskPage",
                "Pages/ProblemPage", "Pages/SignInPage",
            ]
        ),
        (
            "admin-ledger",
            [
                "Administration/AdminLedgerPage", "Administration/AdminPages", "Desk/DeskPage",
                "Pages/SignInPage",
            ]
        ), ("account", ["Administration/AdminPages", "Pages/ProblemPage", "Pages/SignInPage"]),
    ]

    /// Mustache renders a name that no model has as nothing, silently.
    @Test("name nothing that their models lack", arguments: models)
    func names(template: String, files: [String]) throws {
        let text = try String(
            contentsOfFile: "\(Self.root)/Assets/Pages/\(template).mustache", encoding: .utf8)
        let sources = try files.map {
            try String(contentsOfFile: "\(Self.root)/Sources/ScanGateway/\($0).swift", encoding: .utf8)
        }.joined()
        let declared = Set(sources.matches(of: /var ([A-Za-z0-9]+)/).map { String($0.1) })
        let named = Set(text.matches(of: /\{\{\{?[#\^\/]?([A-Za-z0-9]+)\}\}/).map { String($0.1) })
        #expect(named.subtracting(declared).subtracting(["layout", "main", "shell"]).sorted() == [])
    }

    @Test("are all known to this test")
    func complete() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: "\(Self.root)/Assets/Pages")
        #expect(Set(found.map { String($0.dropLast(".mustache".count)) }) == Set(Self.models.map(\.0)))
    }
}
