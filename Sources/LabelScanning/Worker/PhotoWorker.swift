import CPhoto
import Facility

/// The process that looks at strangers' photos: answers one frame after the other on its standard input, a socket, until
/// that is closed.
public final class PhotoWorker {
    private let link: WorkerLink
    private let settings: WorkerSettings
    private let intake: PhotoIntake
    private let scanner = PhotoScanner()
    private var symbols: PrintedSymbols?

    /// Nothing that it needs is opened later: input, output, complaints, and one that the C library may want.
    private static let descriptorsMax: UInt64 = 4
    private static let helloBytesMax = 1 << 16

    /// Serves until the gateway has gone.
    ///
    /// - Parameter descriptor: one end of a pair of sockets.
    public static func serve(on descriptor: Int32 = 0) throws(WorkerFault) {
        let first = try WorkerLink(descriptor: descriptor, bodyBytesMax: helloBytesMax).receive()
        guard first.kind == .hello else { throw .foreign }
        let settings = try first.value(WorkerSettings.self)
        let worker = PhotoWorker(settings, descriptor)
        try worker.greet()
        do throws(WorkerFault) {
            while true { try worker.answer(try worker.link.receive()) }
        } catch .ended {
            return
        }
    }

    private init(_ settings: WorkerSettings, _ descriptor: Int32) {
        self.settings = settings
        link = WorkerLink(descriptor: descriptor, bodyBytesMax: settings.bodyBytesMax)
        intake = PhotoIntake(limits: settings.limits)
    }

    private func greet() throws(WorkerFault) {
        warmUp()
        let status = confine_process(UInt64(max(0, settings.memoryBytesMax)), Self.descriptorsMax)
        try link.send(
            WorkerFrame(
                .ready,
                WorkerReadiness(
                    isConfined: status != confinement_limits_refused, isFiltered: status == confinement_ok)))
    }

    /// Whatever the libraries load once, from files, they load now.
    private func warmUp() {
        let white = GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 255, count: 64 * 64))
        _ = scanner.symbols(in: GreyPhoto(stored: white))
    }

    private func answer(_ frame: WorkerFrame) throws(WorkerFault) {
        switch frame.kind {
        case .learn: try learn(frame)
        case .labels: try answerPhoto { () throws in try labels(frame) }
        case .kept: try answerPhoto { () throws in try kept(frame) }
        default: throw .foreign
        }
    }

    private func learn(_ frame: WorkerFrame) throws(WorkerFault) {
        let lesson = try frame.value(WorkerLesson.self)
        if lesson.isFirst { symbols = nil }
        var known = symbols ?? PrintedSymbols()
        symbols = nil
        let form = PrintedSymbols.Form(host: lesson.host, version: lesson.version, level: lesson.level)
        for code in WorkerLesson.codes(frame.body) { _ = known.add(code, form) }
        symbols = known
    }

    private func answerPhoto(_ work: () throws -> WorkerFrame) throws(WorkerFault) {
        try link.send(WorkerFrame(.taken))
        guard confine_seconds(UInt64(max(1, settings.processorSecondsMax))) == 0 else { throw .unconfined }
        let reply: WorkerFrame
        do {
            reply = try work()
        } catch let refusal as PhotoRefusal {
            reply = WorkerFrame(.refused, refusal)
        } catch {
            throw error as? WorkerFault ?? .foreign
        }
        try link.send(reply)
    }

    private func labels(_ frame: WorkerFrame) throws -> WorkerFrame {
        let order = try frame.value(WorkerOrder.self).order
        _ = try intake.header(of: frame.body)
        try link.send(WorkerFrame(.decoding))
        let photo = try intake.grey(from: frame.body)
        let labels = order.reader(hosts: settings.hosts, symbols: symbols)
            .labels(in: photo, with: scanner, effort: order.effort)
        let answer = PhotoAnswer(labels: labels, width: photo.uprightWidth, height: photo.uprightHeight)
        return WorkerFrame(.answer, WorkerAnswer(answer))
    }

    private func kept(_ frame: WorkerFrame) throws -> WorkerFrame {
        _ = try intake.header(of: frame.body)
        try link.send(WorkerFrame(.decoding))
        let kept = try KeptPhoto.make(from: frame.body, intake: intake)
        return WorkerFrame(.answer, WorkerKept(width: kept.width, height: kept.height), body: kept.jpeg)
    }
}
