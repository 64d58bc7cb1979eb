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
    /// The label is for nothing that can bear a label any more.
    case targetRetired(LabelTarget)
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
    /// A text is empty, too long or holds a control character.
    case text(field: String, charactersMax: Int)
    case tooMany(field: String, max: Int)
    /// The command's key belongs to something else that was done.
    case foreignResult(CommandID)
}
