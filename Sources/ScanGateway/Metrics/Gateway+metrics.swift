import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger
import NIOCore
import TicketTracking

extension Gateway {
    /// `GET /metrics` with `Authorization: Bearer TOKEN`, in Prometheus' text format 0.0.4.
    ///
    /// By the token alone, not by the peer's address: behind a proxy on this machine everybody is from here.
    /// - Throws: `GatewayError.notFound` where no token is set, or another one is shown.
    func metrics(_ request: Request) async throws -> Response {
        guard let token = settings.metricsToken, Self.shows(token, request.headers[.authorization] ?? "")
        else {
            throw GatewayError.notFound
        }
        let families = tally.families + own + (try await waiting()) + (try await measures())
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: families.map(\.text).joined())))
    }

    private var own: [MetricFamily] {
        let photos = photoService.load
        let tally = photoService.tally
        return [
            MetricFamily(
                "live_streams", .gauge, "Tracking pages that follow their ticket live.", value: live.count),
            MetricFamily("photos_running", .gauge, "Photos that are being read.", value: photos.running),
            MetricFamily(
                "photos_decoded_total", .counter, "Photos whose header let a decoder at them.",
                value: tally.decoded),
            MetricFamily(
                "photos_refused_total", .counter, "Files that weren't taken as photos.", value: tally.refused),
            MetricFamily("photos_waiting", .gauge, "Photos in line to be read.", value: photos.waiting),
            MetricFamily(
                "print_jobs_open", .gauge, "Label PDFs ordered and not made yet.",
                value: printing?.openCount ?? 0),
        ]
    }

    private func waiting() async throws -> [MetricFamily] {
        guard let deliveries else { return [] }
        let now = clock()
        let waiting = try await deliveries.waiting(at: now)
        let oldest = waiting.map(\.since).min().map { now - $0 } ?? .zero
        return [
            MetricFamily(
                "messages_waiting", .gauge, "Messages that wait though their time has come.",
                value: waiting.reduce(0) { $0 + $1.count }),
            MetricFamily(
                "messages_oldest_wait_seconds", .gauge, "How long the longest waiting of them waits.",
                value: Int(oldest.components.seconds)),
        ]
    }

    /// Digests are compared in a time that doesn't depend on where they differ.
    private static func shows(_ token: String, _ authorization: String) -> Bool {
        SHA256.hash(data: Data(authorization.utf8)) == SHA256.hash(data: Data("Bearer \(token)".utf8))
    }
}
