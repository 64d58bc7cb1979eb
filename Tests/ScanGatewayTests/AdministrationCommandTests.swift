import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The command line's new password")
struct AdministrationCommandTests {
    private static func desk(_ campus: Campus) -> OperatorDesk {
        let register = Register(store: campus.storage)
        let repairs = RepairDesk(
            tickets: campus.storage, register: campus.storage, policy: campus.desk.policy)
        return OperatorDesk(
            register: register, store: campus.storage, printings: campus.storage, signIns: campus.storage,
            ticketDesk: TicketOperator(
                desk: repairs, register: register, links: campus.links, numbers: campus.numbers, zone: .gmt,
                random: { 1 }, readPolicy: { _, _ in campus.desk.policy }),
            messages: MessageOperator(
                store: campus.storage, register: campus.storage, numbers: campus.numbers, zone: .gmt,
                test: { _, _ in nil }, ways: { _ in [] }), verifyChain: { (0, nil) }, random: { 1 })
    }

    @Test("signs the person out everywhere, and nobody else")
    func password() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await Administrators(campus, browser)
            let (wang, _) = try await browser.signIn("wang")
            let (xi, _) = try await browser.signIn("xi")
            let hash = try NewPassword(random: { 7 << 59 }).hash(cost: 10)
            let reply = try await Self.desk(campus).perform(
                OperatorMessage(
                    command: try #require(CommandID(campus.key(1))),
                    request: .setPassword(signInName: "wang", passwordHash: hash)),
                at: Campus.start)
            guard case .person = reply else {
                Issue.record("\(reply)")
                return
            }
            #expect(try await browser.get("/-/desk", wang).location == "/-/sign-in")
            #expect(try await browser.get("/-/admin", xi).status == 200)
            let signedIn = try await browser.post(
                "/-/sign-in", ["account": "wang", "password": String(repeating: "7", count: 16)])
            #expect(signedIn.status == 303)
        }
    }

    @Test("a password that was typed has 10 to 256 characters")
    func typed() {
        #expect(NewPassword(typed: "123456789") == nil && NewPassword(typed: "1234567890") != nil)
        #expect(NewPassword(typed: String(repeating: "a", count: 257)) == nil)
        #expect(NewPassword(typed: String(repeating: "长", count: 256))?.clear.count == 256)
    }
}
