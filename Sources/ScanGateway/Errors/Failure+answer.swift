import Facility
import HTTPTypes
import LabelScanning
import Ledger
import Logging
import TicketTracking

extension Failure {
    /// Status, log level and sentences: the one place where an error becomes an answer.
    var answer: Answer {
        switch self {
        case .gateway(let error): Self.answer(error)
        case .form(let error): Self.answer(error)
        case .photo(let refusal):
            Answer(refusal.status, .info, "error.photo", ["text\(refusal.ground.rawValue)"], refusal.values)
        case .photosBusy: Answer(.serviceUnavailable, .warning, "error.busy", retryAfterSeconds: 5)
        case .photosUsedUp: Answer(.insufficientStorage, .warning, "error.photo", ["usedUp"])
        case .commit(let failure): Self.answer(failure)
        case .register(let refusal): Self.answer(refusal)
        case .desk(let refusal): Self.answer(refusal)
        case .press(let problem): Self.answer(problem)
        case .unforeseen: Answer(.internalServerError, .error, "error.server")
        }
    }

    private static func answer(_ error: GatewayError) -> Answer {
        switch error {
        case .notFound: Answer(.notFound, .info, "error.notFound")
        case .methodNotAllowed: Answer(.methodNotAllowed, .info, "error.method")
        case .mistyped(let error, _): answer(error)
        case .unknownCode: Answer(.notFound, .info, "error.unknown")
        case .foreignLabel: Answer(.notFound, .info, "error.foreign")
        case .blankLabel: Answer(.notFound, .info, "error.blank")
        case .replacedLabel: Answer(.gone, .info, "error.replaced")
        case .revokedLabel: Answer(.gone, .info, "error.revoked")
        case .retiredPlace: Answer(.gone, .info, "error.retired")
        case .tooMany(let seconds):
            Answer(
                .tooManyRequests, .notice, "error.tooMany", ["text"], ["seconds": String(seconds)],
                retryAfterSeconds: seconds)
        case .tooManyFrames(let seconds):
            Answer(
                .tooManyRequests, .info, "error.frames", ["text"], ["seconds": String(seconds)],
                retryAfterSeconds: seconds)
        case .tooManyContacts(let max, let seconds):
            Answer(
                .tooManyRequests, .notice, "error.contacts", ["text"],
                ["max": String(max), "minutes": String((seconds + 59) / 60)], retryAfterSeconds: seconds)
        case .badLink: Answer(.notFound, .info, "error.link")
        case .badAcknowledgement: Answer(.notFound, .info, "error.acknowledgement")
        case .lapsedAcknowledgement: Answer(.gone, .info, "error.acknowledgement", ["lapsed"])
        case .needsSignIn: Answer(.unauthorized, .info, "error.signIn")
        case .needsRole(let role): Answer(.forbidden, .notice, "error.forbidden", ["text"], ["who": role])
        case .needsSight: Answer(.forbidden, .notice, "error.forbidden", ["sight"])
        case .badCSRF: Answer(.forbidden, .notice, "error.csrf")
        case .slow: Answer(.requestTimeout, .info, "error.slow")
        case .busy: Answer(.serviceUnavailable, .warning, "error.busy", retryAfterSeconds: 5)
        case .badRequest(let misfit):
            Answer(.badRequest, .info, "error.badRequest", ["text"], misfit: misfit)
        case .counting:
            Answer(.serviceUnavailable, .info, "error.counting", retryAfterSeconds: 5)
        case .staleForm: Answer(.badRequest, .info, "error.csrf")
        }
    }

    private static func answer(_ error: CodeError) -> Answer {
        switch error {
        case .foreignCharacter(let character):
            Answer(.notFound, .info, "error.mistyped", ["character"], ["found": String(character)])
        case .wrongLength(let expected, let found):
            Answer(
                .notFound, .info, "error.mistyped", ["length"],
                ["expected": String(expected), "found": String(found)])
        case .wrongCheckSymbol, .zero: Answer(.notFound, .info, "error.mistyped", ["check"])
        }
    }

    /// Where no page of its own shows it; the printing page says why in the reader's words.
    private static func answer(_ problem: PressProblem) -> Answer {
        switch problem {
        case .busy, .slow: Answer(.serviceUnavailable, .warning, "error.busy", retryAfterSeconds: 5)
        case .unknownChoice: Answer(.notFound, .info, "error.notFound")
        case .template, .sizeMismatch, .startOutOfRange, .unprintable, .moduleTooSmall:
            Answer(.unprocessableContent, .notice, "error.malformed")
        case .unreadable, .file, .other: Answer(.internalServerError, .error, "error.server")
        }
    }

    private static func answer(_ error: FormError) -> Answer {
        switch error {
        case .tooLarge(let max):
            Answer(.contentTooLarge, .info, "error.tooLarge", ["text"], ["size": size(max)])
        case .contentType: Answer(.unsupportedMediaType, .info, "error.malformed")
        case .fieldTooLong(let max):
            Answer(
                .contentTooLarge, .info, "error.tooLarge", ["words"],
                ["size": size(max), "max": String(ReportLimits.wordsMax)])
        case .tooManyParts, .headerTooLong, .boundary, .disposition, .notUTF8, .truncated:
            Answer(.badRequest, .info, "error.malformed")
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(bytes >> 10) KB" : "\(bytes >> 20) MB"
    }

    private static func answer(_ failure: CommitFailure) -> Answer {
        switch failure {
        case .raced: Answer(.conflict, .notice, "error.refused")
        case .keyReused: Answer(.conflict, .info, "error.keyReused")
        case .unclear, .unavailable:
            Answer(.serviceUnavailable, .critical, "error.server", retryAfterSeconds: 5)
        }
    }

    private static func answer(_ refusal: RegisterRefusal) -> Answer {
        switch refusal {
        case .notAllowed: Answer(.forbidden, .notice, "error.forbidden", ["text"], ["who": "role.any"])
        case .unknownPlace, .unknownDevice, .unknownLabel, .unknownPerson, .unknownReference, .otherKind,
            .unknownBatch,
            .unknownSheet, .unknownProblem, .unknownNotice:
            Answer(.notFound, .info, "error.notFound")
        case .targetRetired: Answer(.gone, .info, "error.retired")
        case .noticeTerm: Answer(.unprocessableContent, .info, "error.refused", ["span"])
        case .text(_, let max):
            Answer(.unprocessableContent, .info, "error.refused", ["length"], ["max": String(max)])
        case .badRows, .badSightings, .tooMany, .startAt, .sheetNumber, .noLabelAt, .ownSuccessor:
            Answer(.unprocessableContent, .info, "error.malformed")
        case .blankOrder, .labelState, .alreadyBound, .issueNumber, .identityTaken, .disabledPerson,
            .separatedRoles, .ownAccount, .noSuchGrant, .alreadyGranted, .emptyTerm, .foreignResult,
            .nothingToPrint, .voidBatch, .batchMoved, .discardedSheet, .sheetPlaces, .problemState,
            .deviceInstalled, .deviceInStore,
            .positionTaken, .sameDevice,
            .placeNotEmpty, .placeAbove, .referenceTaken, .unchanged:
            Answer(.conflict, .info, "error.refused")
        case .codesExhausted: Answer(.internalServerError, .critical, "error.server")
        }
    }
}
