public import Facility
public import Ledger

public typealias TicketID = Identifier<Ticket>
public typealias ReportID = Identifier<Report>

/// Where the fault is, as far as is known.
public enum TicketPlace: Hashable, Sendable, Codable {
    case at(PlaceID)
    /// Somewhere below a place; the words say where.
    case within(PlaceID, Personal<String>)
    /// Only words ("三教那个大教室").
    case unknown(Personal<String>)

    /// Neither of the last two is located: both wait in the queue 待定位.
    public var isLocated: Bool { if case .at = self { true } else { false } }

    /// The place itself or the subtree's root; nil where there are only words.
    public var place: PlaceID? {
        switch self {
        case .at(let place), .within(let place, _): place
        case .unknown: nil
        }
    }
}

/// How a reporter can be reached; none is ever required.
public struct Contact: Hashable, Sendable, Codable {
    public var name: String?
    public var phone: String?
    public var mail: String?

    public init(name: String? = nil, phone: String? = nil, mail: String? = nil) {
        self.name = name
        self.phone = phone
        self.mail = mail
    }

    /// Whether there is something to call or to write to.
    public var isReachable: Bool { phone != nil || mail != nil }
}

/// A photo that was kept: a JPEG without metadata, sealed under its owner's key.
public struct PhotoReference: Hashable, Sendable, Codable {
    /// SHA-256 of the sealed file, 64 hexadecimal digits; also the file's name.
    public var sha256: String
    /// Of the upright picture, in pixels.
    public var width: Int
    public var height: Int
    public var owner: PersonID

    public init(sha256: String, width: Int, height: Int, owner: PersonID) {
        self.sha256 = sha256
        self.width = width
        self.height = height
        self.owner = owner
    }
}

/// Where photos are kept.
public protocol PhotoStore: Sendable {
    /// Seals a JPEG under its owner's key (made where there is none yet) and is durable when it returns.
    ///
    /// - Throws: `PhotoQuota.UsedUp`, and nothing is kept.
    func keep(
        jpeg: [UInt8], width: Int, height: Int, of owner: PersonID, within quota: PhotoQuota
    ) async throws -> PhotoReference
    /// - Returns: nil where the photo was erased or isn't there.
    func photo(_ reference: PhotoReference) async throws -> [UInt8]?
    /// Whether it can still be opened, without reading it: an erased person's can't.
    func holds(_ reference: PhotoReference) async throws -> Bool
}
