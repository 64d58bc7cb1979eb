import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// `GET /-/sign-in?code=…`: the code is that of the label to come back to, never an address.
    func signInPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let back = request.uri.queryParameters["code"].flatMap { try? LabelCode($0) }
        return try page(
            signInModel(request, context, back: back), "sign-in", context, title: "signIn.title", hidden: true
        )
    }

    func signIn(_ request: Request, _ context: GatewayContext) async throws -> Response {
        if request.headers[.fetchSite] == "cross-site" { throw GatewayError.badCSRF }
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let now = clock()
        let account = String(form["account"].prefix(64))
        let back = try? LabelCode(form["code"])
        var model = signInModel(request, context, back: back)
        model.account = account
        let voice = voice(context)
        let waits = [
            accountAttempts.attempt(account, at: now), addressAttempts.attempt(context.client, at: now),
        ].compactMap { $0 }
        if let wait = waits.max() {
            let minutes = max(1, (wait.components.seconds + 59) / 60)
            model.refuse(voice.say("problem.signInMany", ["minutes": String(minutes)]))
            return try page(
                model, "sign-in", context, title: "signIn.title", status: .tooManyRequests, hidden: true,
                headers: [.retryAfter: String(wait.components.seconds)])
        }
        guard let person = try await checked(account, form["password"], at: now) else {
            model.refuse(voice.say("problem.signInWrong"))
            return try page(
                model, "sign-in", context, title: "signIn.title", status: .unprocessableContent, hidden: true)
        }
        accountAttempts.forget(account)
        addressAttempts.giveBack(context.client)
        return try await opened(person, back: back, ReturnPage(keptBy: request), at: now)
    }

    func signOut(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        if let staff = context.staff, let cookie = request.cookies[SessionToken.cookie],
            let token = SessionToken(cookie: cookie.value)
        {
            try checkCSRF(form, staff)
            try await signIns.endSession(tokenHash: token.hash)
        }
        var response = redirect(to: .start)
        response.setCookie(sessionCookie("", seconds: 0))
        return response
    }

    /// The account's person, where the password is right and the account in force.
    private func checked(_ account: String, _ password: String, at now: Instant) async throws -> Person? {
        let person = try await store.person(identity: .password(account))
        let stored = if let person { try await signIns.passwordHash(of: person.id) } else { String?.none }
        let fits = await passwords.verifies(password, stored, cost: settings.scryptCost)
        guard fits, let person, !person.isDisabled else { return nil }
        return person
    }

    /// - Parameters:
    ///   - back: the label to come back to.
    ///   - page: else the page; nil for both: the person's own first one.
    private func opened(
        _ person: Person, back: LabelCode?, _ page: ReturnPage?, at now: Instant
    ) async throws -> Response {
        _ = try await register.recordSignIn(
            person.id, provider: "password",
            act: Act(
                by: register.principal(person, at: now), at: now, channel: .desk, command: newKey(at: now)))
        let token = SessionToken(random: random)
        let isDisplay = register.principal(person, at: now).roles == [.display]
        let seconds = isDisplay ? StaffSession.displaySeconds : settings.limits.sessionSeconds
        try await signIns.openSession(
            tokenHash: token.hash, person: person.id, until: now + .seconds(seconds))
        let staff = StaffSession(
            person: person, principal: register.principal(person, at: now), csrf: token.csrf)
        var response = redirect(to: back.map { .label($0.compact) } ?? staff.home)
        if let page, back == nil, !isDisplay { response.headers[.location] = page.address }
        response.setCookie(sessionCookie(token.text, seconds: seconds))
        if page != nil { response.setCookie(ReturnPage.forgotten(isSecure: settings.isSecure)) }
        return response
    }

    private func signInModel(
        _ request: Request, _ context: GatewayContext, back: LabelCode?
    ) -> SignInPage {
        let voice = voice(context)
        let label = back.map { voice.say("signIn.returnHint", ["code": $0.description]) }
        let page = ReturnPage(keptBy: request).map { _ in voice.say("signIn.returnPage") }
        let hasEnded = request.cookies[SessionToken.cookie] != nil && context.staff == nil
        return SignInPage(
            action: Route.signIn.path, returnCode: back?.description, returnHint: label ?? page,
            ended: hasEnded ? voice.say("signIn.ended") : nil)
    }
}
