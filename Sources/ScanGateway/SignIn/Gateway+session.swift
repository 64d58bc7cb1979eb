import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// Whoever is signed in in this browser; nil: nobody, or the account was switched off since.
    func session(of request: Request, at now: Instant) async throws -> StaffSession? {
        guard let cookie = request.cookies[SessionToken.cookie],
            let token = SessionToken(cookie: cookie.value),
            let id = try await signIns.session(tokenHash: token.hash, at: now),
            let person = try await store.person(id), !person.isDisabled
        else { return nil }
        return StaffSession(
            person: person, principal: register.principal(person, at: now), csrf: token.csrf)
    }

    /// - Throws: `GatewayError.needsSignIn`
    func requireStaff(_ context: GatewayContext, back: LabelCode? = nil) throws(GatewayError) -> StaffSession
    {
        guard let staff = context.staff else { throw .needsSignIn(back: back) }
        guard staff.opensDesk else { throw .needsRole("role.any") }
        return staff
    }

    /// A form of somebody signed in must bring the session's own token.
    ///
    /// - Throws: `GatewayError.badCSRF`
    func checkCSRF(_ form: Form, _ staff: StaffSession) throws(GatewayError) {
        guard form["csrf"] == staff.csrf else { throw .badCSRF }
    }

    func sessionCookie(_ value: String, seconds: Int64) -> Cookie {
        Cookie(
            name: SessionToken.cookie, value: value, maxAge: Int(seconds), path: "/",
            secure: settings.isSecure,
            httpOnly: true, sameSite: .lax)
    }
}
