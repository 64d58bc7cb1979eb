import HTTPTypes
import Hummingbird
import LabelScanning
import TicketTracking

/// Why a photo wasn't taken, for people, with the status that says so to programs.
struct PhotoProblem: Error, Sendable {
    var sentence: String
    var status: HTTPResponse.Status

    /// 503 says when to come again.
    static let retryAfterSeconds = 5
}

extension Response {
    /// Says when to come again, where it says that the server is busy.
    var sayingWhenAgain: Response {
        guard status == .serviceUnavailable else { return self }
        var response = self
        response.headers[.retryAfter] = String(PhotoProblem.retryAfterSeconds)
        return response
    }
}

extension Gateway {
    /// - Parameter number: 1 for the first photo of a form.
    func photoProblem(_ error: any Error, number: Int, _ voice: Voice) -> PhotoProblem {
        switch Failure(error) {
        case .photo(let refusal):
            let values = refusal.values.merging(["count": String(number)]) { old, _ in old }
            return PhotoProblem(
                sentence: voice.say("problem.photo\(refusal.ground.rawValue)", values), status: refusal.status
            )
        case .photosBusy:
            return PhotoProblem(sentence: voice.say("problem.photosBusy"), status: .serviceUnavailable)
        case .photosUsedUp:
            return PhotoProblem(sentence: voice.say("problem.photosUsedUp"), status: .insufficientStorage)
        default: return PhotoProblem(sentence: voice.say("problem.serverKept"), status: .serviceUnavailable)
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 4918, section 11.5.
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension PhotoRefusal {
    /// As people are told; the last part of a sentence's key.
    enum Ground: String, CaseIterable {
        case empty = "Empty"
        case cut = "Cut"
        case broken = "Broken"
        case large = "Large"
        case pixels = "Pixels"
        case heavy = "Heavy"
        case kind = "Kind"
        case named = "Named"
        case moving = "Moving"
        case rare = "Rare"
        case lost = "Lost"
    }

    var ground: Ground {
        switch self {
        case .empty: .empty
        case .truncated: .cut
        case .damaged, .noArea: .broken
        case .tooLarge: .large
        case .tooManyPixels: .pixels
        case .tooManyScans, .needsTooMuchMemory, .tookTooLong, .endedReader: .heavy
        case .notAPhoto(.unknown), .notAPhoto(.text), .notAPhoto(.video): .kind
        case .notAPhoto: .named
        case .animated: .moving
        case .unsupported: .rare
        case .encodingFailed: .lost
        }
    }

    /// What its sentences fill in.
    var values: [String: String] {
        switch self {
        case .tooLarge(_, let limit): ["megabytes": String(limit >> 20)]
        case .tooManyPixels(_, let limit): ["megapixels": String(limit / 1_000_000)]
        case .notAPhoto(let kind): ["kind": kind.rawValue]
        default: [:]
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notAPhoto, .animated, .unsupported: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        default: .unprocessableContent
        }
    }
}
