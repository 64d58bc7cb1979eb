import HTTPTypes
import Hummingbird
import NIOCore
import TicketTracking

/// Photos behind a tracking link: those of its own report and no others.
extension Gateway {
    /// `GET /-/t/{token}/photos/{sha256}`
    func trackingPhoto(_ context: GatewayContext) async throws -> Response {
        let tracked = try await tracked(try context.parameters.require("token"))
        let name = try context.parameters.require("sha256")
        guard let reference = tracked.report.report.photos.first(where: { $0.sha256 == name }),
            let jpeg = try await photos.photo(reference)
        else { throw GatewayError.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/jpeg", .cacheControl: "no-store", .referrerPolicy: "no-referrer",
                .robots: "noindex, nofollow",
            ], body: .init(byteBuffer: ByteBuffer(bytes: jpeg)))
    }

    /// What there still is of the photos that came with a report.
    func ownPhotos(_ tracked: Tracked, _ voice: Voice) async throws -> [TrackingPage.Photo] {
        var shown: [TrackingPage.Photo] = []
        for (index, photo) in tracked.report.report.photos.enumerated()
        where try await photos.holds(photo) {
            shown.append(
                TrackingPage.Photo(
                    link: Route.trackingPhoto(tracked.token, photo.sha256).path,
                    alt: voice.count("report.photoNumber", index + 1)))
        }
        return shown
    }
}
