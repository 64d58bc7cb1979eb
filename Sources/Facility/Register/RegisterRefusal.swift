public import Ledger

/// Why the register didn't do what it was asked. Nothing was written.
public enum RegisterRefusal: Error, Hashable, Sendable {
    /// The principal lacks a right; the reference of the place at which it would be needed, nil: for the
    /// whole site.
    case notAllowed(RegisterRight, at: String?)
    /// Every bad row of an inventory, by line.
    case badRows([BadRow])
    case unknownPlace(PlaceID)
    case unknownDevice(DeviceID)
    case unknownLabel(LabelCode)
    case unknownPerson(PersonID)
    /// No place or device in force bears it.
    case unknownReference(String)
    /// Something in force bears the reference, but it is a device where a place was meant, or a place where a device was.
    case otherKind(String, isDevice: Bool)
    /// The label is for nothing that can bear a label any more.
    case targetRetired(LabelTarget)
    /// The device is installed, at the place of this reference, and should be in store.
    case deviceInstalled(DeviceID, at: String)
    /// The device is in store, and should be installed.
    case deviceInStore(DeviceID)
    /// A mounting position holds one device: exchange it.
    case positionTaken(String, by: DeviceID)
    /// Places or devices in force lie in it.
    case placeNotEmpty(String, places: Int, devices: Int)
    /// The place can't lie there: inside itself, too deep down, or since it is a campus.
    case placeAbove(String, found: String)
    /// Something else in force bears the reference, or is known to a source by it.
    case referenceTaken(String)
    /// The place of this reference is so already.
    case unchanged(String)
    /// A device can't be exchanged for itself.
    case sameDevice(DeviceID)
    /// The label's state doesn't lead there.
    case labelState(LabelCode, found: LabelState, wanted: LabelState)
    /// Blank labels are minted by `mintBlankLabels`.
    case blankOrder
    /// Only a blank label can be bound.
    case alreadyBound(LabelCode)
    /// The next print of this label has another number.
    case issueNumber(LabelCode, expected: Int, found: Int)
    /// Every random code that was tried is taken: the random source is broken.
    case codesExhausted(tries: Int)
    /// The sign-in name is somebody's.
    case identityTaken(Identity)
    case disabledPerson(PersonID)
    /// 三员分立: no account holds two of the three.
    case separatedRoles(held: Role, wanted: Role)
    /// Nobody grants to, takes from or disables the own account.
    case ownAccount
    case noSuchGrant(Grant)
    case alreadyGranted(Grant)
    /// `until` isn't after `from`, or already past.
    case emptyTerm(Grant)
    /// A print run that finds nothing to print: nothing there bears a label, or no label is in that condition.
    case nothingToPrint(LabelCondition)
    case unknownBatch(BatchID)
    /// It was declared void: nothing more is printed of it.
    case voidBatch(BatchID)
    /// A sheet's number in a run; nil expected: the run has no sheet yet.
    case sheetNumber(BatchID, expected: ClosedRange<Int>?, found: Int)
    /// The first free place of a sheet, said by hand.
    case startAt(expected: ClosedRange<Int>, found: Int)
    /// No label of the run stands there.
    case noLabelAt(BatchID, sheet: Int, place: Int)
    /// What was printed isn't what the run waits for: somebody printed of it meanwhile.
    case batchMoved(BatchID)
    /// A label can't take its own place.
    case ownSuccessor(LabelCode)
    case unknownSheet(SheetID)
    /// It was discarded.
    case discardedSheet(SheetID)
    /// Places of a part-used sheet that can't be taken.
    case sheetPlaces(SheetID, expected: [Int], found: [Int])
    /// A walk's lines that were refused, each with its number from 1.
    case badSightings([BadSighting])
    case unknownProblem(LabelCode, Int)
    case problemState(LabelCode, found: LabelProblem.State, wanted: LabelProblem.State)
    /// A text is empty, too long or holds a control character.
    case text(field: String, charactersMax: Int)
    case tooMany(field: String, max: Int)
    /// No such notice stands there.
    case unknownNotice(PlaceID, Int)
    /// A notice ends after it begins.
    case noticeTerm(from: Instant, until: Instant)
    /// The command's key belongs to something else that was done.
    case foreignResult(CommandID)
}
