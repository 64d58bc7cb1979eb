import Facility
import HTTPTypes
import Hummingbird
import LabelScanning

extension Gateway {
    /// How long one frame of a live picture is looked at, after which no step begins: the next one is better, or as bad.
    /// Every sixth one is worth a longer look.
    private static let glance = Duration.milliseconds(100)
    private static let look = Duration.milliseconds(700)
    /// A photo that somebody chose: once a label was found, others beside it are looked for a little longer. Of two doors
    /// of which one is hard to read, the other alone would be led to, and nobody asked.
    static let asked = PhotoOrder(effort: .labelsBeside(.milliseconds(300)))

    /// `GET /-/scan?back=…`
    func scanPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try scanPage(scanBack(request), context)
    }

    /// - Parameter problem: why a photo led to no label, with the status that says so.
    func scanPage(
        _ back: ScanBack?, _ context: GatewayContext, problem: ScanRefusal? = nil
    ) throws -> Response {
        var model = ScanPage(
            home: Route.start.path, scanAction: Route.scan.path + (back?.query ?? ""),
            cameraScript: statics.link("camera.js"))
        model.back = back.map { ProblemPage.Link(link: $0.link, text: $0.name(voice(context))) }
        model.backPath = back?.link
        model.problem = problem?.sentence
        return try page(
            model, "scan", context, title: "scan.title", status: problem?.status ?? .ok, isStaff: true,
            here: Route.scan.path + (back?.query ?? ""),
            headers: [.permissionsPolicy: SecurityHeaders.permissions(camera: true)], offersScan: false,
            takesCodes: true, back: back)
    }

    /// `POST /-/scan`: the labels in a photo: as JSON for a script that asks for it; a browser's form is led to the
    /// label's page, or asked which it means.
    func scan(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let back = scanBack(request)
        try takeFrame(context)
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let photo = form.files("photo").first
        guard !request.asksForJSON else {
            let time = form["look"] == "glance" ? Self.glance : Self.look
            return try await scanReply(photo, time, back, context)
        }
        let voice = voice(context)
        do {
            let answer = try await scanned(photo, voice)
            if let label = onlySureLabel(answer) {
                return redirect(to: .label(label.compact), query: back?.query ?? "")
            }
            let labels = try await look(up: answer.siteLabels, context).filter(\.isIssued)
            guard !labels.isEmpty else { throw refusal(of: answer, voice) }
            if labels.count == 1, labels[0].isSure {
                return redirect(to: .label(labels[0].code.compact), query: back?.query ?? "")
            }
            return try questionPage(answer, labels, back, context)
        } catch let refusal as ScanRefusal {
            return try scanPage(back, context, problem: refusal).sayingWhenAgain
        }
    }

    private func scanReply(
        _ photo: FormFile?, _ time: Duration, _ back: ScanBack?, _ context: GatewayContext
    ) async throws -> Response {
        guard let photo else {
            throw GatewayError.missing("photo", .named("photo"))
        }
        let answer = try await read(photo, order: PhotoOrder(effort: .firstLabel, time: time))
        let labels = try await look(up: answer.siteLabels, context)
        let isOpen = labels.contains(where: \.isIssued)
        let voice = voice(context)
        let sentence =
            if isOpen || answer.labels.isEmpty { String?.none } else {
                labels.first?.name ?? voice.say("problem.foreignInPhoto")
            }
        return json(
            ScanReply(answer, labels, back: back, sentence: sentence), language: context.language)
    }

    /// The label of a photo that shows one only, decoded: its own page says what stands behind it.
    private func onlySureLabel(_ answer: PhotoAnswer) -> LabelCode? {
        let labels = answer.siteLabels
        guard labels.count == 1, labels[0].label.reading == .decoded else { return nil }
        return labels[0].code
    }

    /// Why a photo led to no label, for people.
    struct ScanRefusal: Error {
        var sentence: String
        var status: HTTPResponse.Status
    }

    /// What is in the photo of a form.
    private func scanned(_ file: FormFile?, _ voice: Voice) async throws(ScanRefusal) -> PhotoAnswer {
        guard let file else {
            throw ScanRefusal(sentence: voice.say("problem.photoMissing"), status: .unprocessableContent)
        }
        do {
            return try await read(file)
        } catch {
            throw refusal(of: error, voice)
        }
    }

    /// Why a photo wasn't looked at. Nothing else was sent with it, and it wouldn't have been kept.
    private func refusal(of error: any Error, _ voice: Voice) -> ScanRefusal {
        switch Failure(error) {
        case .photo(let refusal):
            let reason = voice.say("error.photo.text\(refusal.ground.rawValue)", refusal.values)
            return ScanRefusal(
                sentence: voice.say("scan.refused", ["reason": reason]), status: refusal.status)
        case .photosBusy:
            return ScanRefusal(sentence: voice.say("scan.busy"), status: .serviceUnavailable)
        default: return ScanRefusal(sentence: voice.say("scan.failed"), status: .serviceUnavailable)
        }
    }

    private func refusal(of answer: PhotoAnswer, _ voice: Voice) -> ScanRefusal {
        let key = answer.labels.isEmpty ? "problem.notFoundInPhoto" : "problem.foreignInPhoto"
        return ScanRefusal(sentence: voice.say(key), status: .unprocessableContent)
    }

    /// - Throws: `PhotoRefusal`, `PhotoScannerPool.Busy`
    func read(_ file: FormFile, order: PhotoOrder = Self.asked) async throws -> PhotoAnswer {
        let max = settings.limits.form.fileBytesMax
        if file.isTooLarge { throw PhotoRefusal.tooLarge(found: max + 1, limit: max) }
        return try await photoService.labels(in: file.bytes, order: order)
    }

    func scanBack(_ request: Request) -> ScanBack? {
        request.uri.queryParameters["back"].flatMap { ScanBack($0) }
    }

    /// Counts a photo that is about to be read, before any of it is.
    ///
    /// - Throws: `GatewayError.tooManyFrames`
    func takeFrame(_ context: GatewayContext) throws(GatewayError) {
        let name = context.staff.map { "person \($0.person.id)" } ?? context.client
        guard frames.take(name, at: clock()) else { throw .tooManyFrames(seconds: 1) }
    }
}
