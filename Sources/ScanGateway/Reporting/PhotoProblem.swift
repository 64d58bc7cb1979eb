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
                sentence: voice.say("problem.photo\(refusal.ground.rawValue)", values), status: refusal.status
            )
        case .photosBusy:
            return PhotoProblem(sentence: voice.say("problem.photosBusy"), status: .serviceUnavailable)
        default: return PhotoProblem(sentence: voice.say("problem.serverKept"), status: .serviceUnavailable)
        }
    }

}

extension PhotoRefusal {
    /// As people are told; the last part of a sentence's key.
    enum Ground: String {
        case broken = "Broken"
        case large = "Large"
        case kind = "Kind"
    }

    var ground: Ground {
        switch self {
        case .empty, .truncated, .damaged, .noArea, .encodingFailed: .broken
        case .tooLarge, .tooManyPixels, .tooManyScans, .needsTooMuchMemory: .large
        case .notAPhoto, .animated, .unsupported: .kind
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
