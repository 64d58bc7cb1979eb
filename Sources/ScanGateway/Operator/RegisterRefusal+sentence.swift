import Facility
import Ledger

extension OperatorDesk {
    /// What the operator reads at the command line: what was expected and what was found, each thing by the name
    /// that people give it.
    func sentence(_ refusal: RegisterRefusal) async -> String {
        switch refusal {
        case .notAllowed(let right, let reference):
            "\(right.rawValue) needs one of the roles \(right.roles.map(\.rawValue).sorted().joined(separator: ", "))"
                + (reference.map { " at \($0)" } ?? " for the whole site")
        case .badRows(let rows): rows.map(\.description).joined(separator: "\n")
        case .unknownPlace(let id): "\(await names.place(id)) isn't in the register"
        case .unknownDevice(let id): "\(await names.device(id)) isn't in the register"
        case .unknownLabel(let code): "there is no label \(code)"
        case .unknownPerson(let id): "\(await names.person(id)) has no account"
        case .unknownReference(let reference): "no place or device in force bears the reference \(reference)"
        case .otherKind(let reference, let isDevice):
            isDevice
                ? "expected a place, found \(reference), which is a device"
                : "expected a device, found \(reference), which is a place"
        case .targetRetired(let target): "\(await names.target(target)) has been retired"
        case .deviceInstalled(let id, let reference):
            "expected a device in store, found \(await names.device(id)) at \(reference)"
        case .deviceInStore(let id): "expected an installed device, found \(await names.device(id)) in store"
        case .positionTaken(let reference, let id):
            "expected a free mounting position, found \(await names.device(id)) at \(reference): exchange it"
        case .placeNotEmpty(let reference, let places, let devices):
            "expected nothing in \(reference), found \(places) places and \(devices) devices in force: retire or move "
                + "them first, or retire it with all its contents"
        case .placeAbove(let reference, let found):
            "\(reference) can't lie in \(found): expected a place that isn't inside it, at most "
                + "\(InventoryLimits.levelsMax) places above one another, and no campus to be moved"
        case .referenceTaken(let reference):
            "expected a reference that nothing else bears, found \(reference); rooms swap their numbers by an import"
        case .unchanged(let reference): "\(reference) is so already"
        case .sameDevice: "a device can't be exchanged for itself"
        case .blankOrder: "a blank label has nothing to describe"
        case .labelState(let code, let found, let wanted):
            "label \(code) is \(found.rawValue), which doesn't lead to \(wanted.rawValue)"
        case .alreadyBound(let code): "label \(code) is bound; only a blank one can be"
        case .issueNumber(let code, let expected, let found):
            "label \(code): expected print number \(expected), found \(found)"
        case .codesExhausted(let tries): "\(tries) random codes were all taken: the random source is broken"
        case .identityTaken(let identity): "the sign-in name \(identity.subject) is somebody's"
        case .disabledPerson(let id): "the account of \(await names.person(id)) is switched off"
        case .separatedRoles(let held, let wanted):
            "an account that holds \(held.rawValue) gets no \(wanted.rawValue): no account holds two of the three "
                + "administrators' roles"
        case .ownAccount: "nobody grants to, takes from or disables the own account"
        case .noSuchGrant(let grant): "there is no grant \(grant.role.rawValue) at that scope"
        case .alreadyGranted(let grant): "\(grant.role.rawValue) is granted already"
        case .emptyTerm: "the grant's end must lie after its beginning and after now"
        case .text(let field, let max): "\(field): expected 1 to \(max) characters without control characters"
        case .tooMany(let field, let max): "\(field): expected at most \(max)"
        case .nothingToPrint(let condition):
            switch condition {
            case .any: "there is nothing to print: nothing there bears a label, or nothing of it waits"
            case .missing: "nothing is missing: everything there has a printed label"
            case .changed: "nothing has changed: every label there says what it would say now"
            case .damaged: "no label there was found damaged, covered, lost or at the wrong door"
            }
        case .unknownBatch(let id): "there is no batch \(id)"
        case .voidBatch(let id): "batch \(id) was declared void"
        case .sheetNumber(let id, let expected, let found):
            expected.map {
                "batch \(id): expected a sheet from \($0.lowerBound) to \($0.upperBound), found \(found)"
            } ?? "batch \(id) has no sheet yet, found \(found)"
        case .startAt(let expected, let found):
            "expected a first place from \(expected.lowerBound) to \(expected.upperBound), found \(found)"
        case .noLabelAt(let id, let sheet, let place):
            "batch \(id): no printed label stands on sheet \(sheet)" + (place == 0 ? "" : ", place \(place)")
        case .batchMoved(let id):
            "batch \(id) has moved on since this sheet was planned: look at it and print again"
        case .ownSuccessor(let code): "label \(code) can't take its own place"
        case .unknownSheet(let id): "there is no part-used sheet \(id)"
        case .discardedSheet(let id): "sheet \(id) was discarded"
        case .sheetPlaces(let id, let expected, let found):
            "sheet \(id): expected places among \(Self.list(expected)), found \(Self.list(found))"
        case .badSightings(let bad): bad.map(\.sentence).joined(separator: "\n")
        case .unknownProblem(let code, let number): "label \(code) has no problem \(number)"
        case .problemState(let code, let found, let wanted):
            "a problem of label \(code) is \(found.rawValue), which doesn't lead to \(wanted.rawValue)"
        case .unknownNotice(_, let number): "no notice \(number) stands there"
        case .noticeTerm: "a notice ends after it begins"
        case .foreignResult(let command): "the key \(command) belongs to something else that was done"
        }
    }

    private static func list(_ numbers: [Int]) -> String {
        numbers.isEmpty ? "none" : numbers.map(String.init).joined(separator: ", ")
    }
}

extension BadSighting {
    fileprivate var sentence: String {
        let problem =
            switch problem {
            case .unknown: "there is no such label"
            case .foreign(let batch): "it isn't of batch \(batch)"
            case .state(let state): "it is \(state.rawValue) and can't be confirmed"
            case .blank: "it is blank: bind it first"
            }
        return "line \(line), \(code): \(problem)"
    }
}
