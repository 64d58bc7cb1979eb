import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Sealing

extension Gateway {
    /// `GET /-/account`: the own account of whoever is signed in.
    func accountPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireSignedIn(context)
        let isDone = request.uri.queryParameters["done"] == "password"
        return try await accountPage(
            staff, [], said: isDone ? voice(context).say("admin.account.done") : nil, context)
    }

    /// `POST /-/account`: the own password. A wrong old one counts as a failed attempt to sign in.
    func changePassword(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireSignedIn(context)
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        try checkCSRF(form, staff)
        let (now, voice) = (clock(), voice(context))
        guard let key = CommandID(form["key"]), isFresh(key, at: now) else { throw GatewayError.staleForm }
        guard let signIn = staff.passwordName else { throw GatewayError.notFound }
        // Sent twice: by now the old password is the one that was replaced.
        if try await store.result(of: key) != nil { return redirect(to: .account, query: "?done=password") }
        let waits = [
            accountAttempts.attempt(signIn, at: now), addressAttempts.attempt(context.client, at: now),
        ].compactMap { $0 }
        if let wait = waits.max() {
            let minutes = max(1, (wait.components.seconds + 59) / 60)
            let sentence = voice.say("problem.signInMany", ["minutes": String(minutes)])
            return try await accountPage(
                staff, [Problem(field: "old", sentence: sentence)], status: .tooManyRequests, context)
        }
        let stored = try await signIns.passwordHash(of: staff.person.id)
        guard await passwords.verifies(form["old"], stored, cost: settings.scryptCost) else {
            return try await accountPage(
                staff, [Problem(field: "old", sentence: voice.say("admin.account.wrongOld"))], context)
        }
        accountAttempts.forget(signIn)
        addressAttempts.giveBack(context.client)
        let problems = newPasswordProblems(form, voice)
        guard problems.isEmpty, let password = NewPassword(typed: form["new"]) else {
            return try await accountPage(staff, problems, context)
        }
        let act = Act(by: staff.principal, at: now, channel: .desk, command: key)
        _ = try await register.recordPasswordSet(staff.person.id, act: act)
        let hash = try await passwords.hash(password, cost: settings.scryptCost)
        try await signIns.setPasswordHash(hash, of: staff.person.id)
        let kept = request.cookies[SessionToken.cookie].flatMap { SessionToken(cookie: $0.value)?.hash }
        try await signIns.endSessions(of: staff.person.id, but: kept)
        return redirect(to: .account, query: "?done=password")
    }

    /// Whatever roles the account has, none too.
    private func requireSignedIn(_ context: GatewayContext) throws(GatewayError) -> StaffSession {
        guard let staff = context.staff else { throw .needsSignIn(back: nil) }
        return staff
    }

    private func newPasswordProblems(_ form: Form, _ voice: Voice) -> [Problem] {
        if NewPassword(typed: form["new"]) == nil {
            let values = [
                "min": String(NewPassword.charactersMin), "found": String(form["new"].count),
            ]
            return [Problem(field: "new", sentence: voice.say("admin.account.short", values))]
        }
        guard form["new"] != form["again"] else { return [] }
        return [Problem(field: "again", sentence: voice.say("admin.account.differs"))]
    }

    private func accountPage(
        _ staff: StaffSession, _ problems: [Problem], said: String? = nil,
        status: HTTPResponse.Status = .unprocessableContent, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let grants = staff.person.grants.filter { $0.isAhead(of: voice.now) }
        let teller = try await grantTeller(of: grants, voice)
        let model = AccountPage(
            problems: problems, hasProblems: !problems.isEmpty, name: staff.person.shownName(voice),
            signIn: staff.person.signInNames(voice), grants: grants.map(teller.words), said: said,
            form: staff.passwordName.map { _ in
                .init(
                    action: Route.account.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
                    // What was typed here is never sent back.
                    oldField: AdminField("old", "", problems), newField: AdminField("new", "", problems),
                    againField: AdminField("again", "", problems))
            }, home: .init(link: staff.home.path, text: voice.say("admin.account.home")))
        return try page(
            model, "account", context, title: "admin.account.title",
            status: problems.isEmpty ? .ok : status, hidden: true, isStaff: true, here: Route.account.path,
            headers: [.cacheControl: "no-store"], offersScan: false)
    }
}

extension StaffSession {
    /// What the person signs in with by a password; nil: there is no password.
    fileprivate var passwordName: String? {
        person.identities.first { $0.provider == "password" }?.subject
    }
}
