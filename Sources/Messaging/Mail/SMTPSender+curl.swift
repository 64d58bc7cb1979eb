import CCurl
import Dispatch
import Facility
import TicketTracking

/// Sends mails by libcurl's SMTP, each by a connection of its own.
///
/// The calls block: they run on a queue of their own, beside the cooperative pool; whoever sends limits how many at once.
public final class SMTPSender: MailSender {
    private let account: MailAccount
    private let queue = DispatchQueue(label: "mendmark.smtp", attributes: .concurrent)

    public init(_ account: MailAccount) {
        self.account = account
        _ = Self.isReady
    }

    /// `curl_global_init` isn't safe beside itself: once, under the lock of a static.
    private static let isReady = curl_global_init(ccurl_global_all) == CURLE_OK

    public func send(_ mail: MailMessage) async -> SendOutcome {
        let bytes = mail.bytes
        guard bytes.count <= account.bytesMax else {
            return .refused("expected at most \(account.bytesMax) bytes of mail, found \(bytes.count)")
        }
        return await withCheckedContinuation { continuation in
            queue.async { [account] in
                let call = SMTPCall(bytes)
                continuation.resume(returning: call.perform(account, from: mail.from.text, to: mail.to.text))
            }
        }
    }
}

/// One conversation with a mail server, on one thread; the handle lives as long as `perform`.
private final class SMTPCall {
    private let bytes: [UInt8]
    private var position = 0
    /// The server's last line before it said good-bye.
    private var reply = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func perform(_ account: MailAccount, from: String, to: String) -> SendOutcome {
        guard let handle = curl_easy_init() else { return .channelDown("libcurl gave no handle") }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        let me = Unmanaged.passUnretained(self).toOpaque()
        let faults = [
            address(handle, account), security(handle, account.server), sign(handle, account),
            ccurl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>"),
            ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            ccurl_set_number(handle, CURLOPT_UPLOAD, 1),
            // Whatever the environment says: mail goes to the server that the operator named.
            ccurl_set_text(handle, CURLOPT_PROXY, ""),
            ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            ccurl_set_number(handle, CURLOPT_CONNECTTIMEOUT, account.connectSeconds),
            ccurl_set_number(handle, CURLOPT_TIMEOUT, account.seconds),
            ccurl_set_flow(handle, CURLOPT_READFUNCTION) { target, size, count, context in
                SMTPCall.of(context).fill(target, size * count)
            },
            ccurl_set_pointer(handle, CURLOPT_READDATA, me),
            ccurl_set_flow(handle, CURLOPT_HEADERFUNCTION) { line, size, count, context in
                SMTPCall.of(context).note(line, size * count)
            },
            ccurl_set_pointer(handle, CURLOPT_HEADERDATA, me),
            // What a server says beside its answers isn't printed.
            ccurl_set_flow(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count },
        ]
        if let fault = faults.first(where: { $0 != CURLE_OK }) {
            return .channelDown("libcurl lacks a setting: \(Self.words(fault))")
        }
        let result = curl_easy_perform(handle)
        return SMTPAnswer(
            isDone: result == CURLE_OK, isSignInRefused: result == CURLE_LOGIN_DENIED,
            code: Int(ccurl_response_code(handle)), reply: reply, fault: Self.words(result)
        ).outcome
    }

    private func address(_ handle: Handle, _ account: MailAccount) -> CURLcode {
        let server = account.server
        let scheme = server.security == .tls ? "smtps" : "smtp"
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        return ccurl_set_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(server.port)/\(account.greeting)")
    }

    private func security(_ handle: Handle, _ server: MailServer) -> CURLcode {
        if let authorities = server.authorities {
            let fault = ccurl_set_text(handle, CURLOPT_CAINFO, authorities)
            if fault != CURLE_OK { return fault }
        }
        guard server.security == .starttls else { return CURLE_OK }
        // All or nothing: a server that offers no STARTTLS gets neither the password nor the mail.
        return ccurl_set_number(handle, CURLOPT_USE_SSL, ccurl_tls_all)
    }

    private func sign(_ handle: Handle, _ account: MailAccount) -> CURLcode {
        guard let user = account.server.user, let password = account.password else { return CURLE_OK }
        let fault = ccurl_set_text(handle, CURLOPT_USERNAME, user)
        return fault == CURLE_OK ? ccurl_set_text(handle, CURLOPT_PASSWORD, password) : fault
    }

    private func fill(_ target: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let count = min(room, bytes.count - position)
        guard let target, count > 0 else { return 0 }
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            UnsafeMutableRawPointer(target).copyMemory(from: start + position, byteCount: count)
        }
        position += count
        return count
    }

    private func note(_ line: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let kept = min(count, 512)
        if let line {
            let said = String(decoding: UnsafeRawBufferPointer(start: line, count: kept), as: UTF8.self)
            // After a refusal libcurl takes its leave; what answers that isn't what the refusal said.
            if !said.hasPrefix("221") { reply = said }
        }
        return count
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> SMTPCall {
        // It is what `perform` handed over, which outlives the transfer.
        Unmanaged<SMTPCall>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private static func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }

    private typealias Handle = UnsafeMutableRawPointer
}
