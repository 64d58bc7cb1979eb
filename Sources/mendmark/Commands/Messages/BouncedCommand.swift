import ArgumentParser
import Foundation
import Messaging
import ScanGateway

extension MessagesCommand {
    /// For the mail server: it pipes what comes to `mail.from` into this.
    struct Bounced: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a mail from standard input: one that bounced makes its message dead.",
            discussion: flowing(
                """
                For the mail server, which pipes whatever comes to the address of mail.from into it. Reports of mails
                that can't be delivered (RFC 3464) count; any other mail is left alone. Exit status 75 asks the mail
                server to try again later.
                """))
        @OptionGroup var options: SiteOptions

        /// EX_TEMPFAIL of sysexits.h.
        private static let later: Int32 = 75

        func run() async throws {
            let mail = try FileHandle.standardInput.read(upToCount: BounceReport.bytesMax) ?? Data()
            guard let report = BounceReport(mail) else {
                print("No report about a mail of this site: left alone.")
                return
            }
            guard report.isFinal else {
                print("Message \(report.delivery.prefix(8)) is late, and its server still tries: left alone.")
                return
            }
            do {
                let request = MessageRequest.bounced(id: report.delivery, reason: report.reason)
                switch try await MessagesCommand.perform(request, options) {
                case .bounced:
                    print("Message \(report.delivery.prefix(8)) bounced: `mendmark messages dead`.")
                case .testBounced(let receiver):
                    print("The test of \(receiver) bounced, and counts no more: `mendmark doctor`.")
                default: throw OperatorFailure.unexpectedReply
                }
            } catch OperatorFailure.refused(let why) {
                // Trying again would change nothing.
                print("Left alone: \(why).")
            } catch {
                FileHandle.standardError.write(Data("\(error)\n".utf8))
                throw ExitCode(Self.later)
            }
        }
    }
}
