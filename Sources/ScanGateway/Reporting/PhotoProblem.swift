import HTTPTypes
import LabelScanning

/// Why a photo wasn't taken, for people, with the status that says so to programs.
struct PhotoProblem: Error, Sendable {
    var sentence: String
    var status: HTTPResponse.Status
}

extension Gateway {
    /// - Parameter number: 1 for the first photo of a form.
    func photoProblem(_ error: any Error, number: Int, _ voice: Voice) -> PhotoProblem {
        let megabytes = String(settings.limits.form.fileBytesMax / 1024 / 1024)
        let values = ["count": String(number), "megabytes": megabytes]
        switch Failure(error) {
        case .photo(let refusal):
            return PhotoProblem(
                sentence: voice.say(Self.key(of: refusal), values), status: Self.status(of: refusal))
        case .photosBusy:
            return PhotoProblem(sentence: voice.say("problem.photosBusy"), status: .serviceUnavailable)
        default: return PhotoProblem(sentence: voice.say("problem.serverKept"), status: .serviceUnavailable)
        }
    }

    private static func key(of refusal: PhotoRefusal) -> String {
        switch refusal {
        case .empty, .truncated, .damaged, .noArea, .encodingFailed: "problem.photoBroken"
        case .tooLarge, .tooManyPixels, .tooManyScans, .needsTooMuchMemory: "problem.photoLarge"
        case .notAPhoto, .animated, .unsupported: "problem.photoKind"
        }
    }

    private static func status(of refusal: PhotoRefusal) -> HTTPResponse.Status {
        switch refusal {
        case .notAPhoto, .animated, .unsupported: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        default: .unprocessableContent
        }
    }
}
