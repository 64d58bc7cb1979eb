public import TicketTracking

/// Limits of everything that a stranger can make the gateway do, each with its name.
public struct GatewayLimits: Hashable, Sendable {
    public var form: FormLimits
    public var connection: ConnectionLimits
    /// For reading a request and answering it; streams aren't counted once begun.
    public var request: Duration
    /// Body of an API request without files.
    public var apiBytesMax: Int
    /// Connections that hold live events; beyond it pages ask every 20 seconds instead.
    public var liveMax: Int
    public var heartbeatSeconds: Int64
    /// Unknown codes told a second for the whole site, and from one address.
    public var unknownCodesPerSecond: Double
    public var unknownCodesPerSecondAndAddress: Double
    /// Unknown codes that one address may try a minute, 1 and up; after them none is looked up for it for the rest of it.
    public var unknownCodesPerMinuteAndAddress: Int
    /// Photos that one client may have looked at a second, above 0, and its stock for the beginning.
    public var framesPerSecond: Double
    public var framesAtOnce: Double
    public var signInAttemptsPerAccount: Int
    public var signInAttemptsPerAddress: Int
    public var signInWindowSeconds: Int64
    /// Times a day that a lost link may be asked for by a ticket's number; and from one address, which a whole campus may
    /// share, in `signInWindowSeconds`.
    public var regainsPerTicket: Int
    public var regainsPerAddress: Int
    public var sessionSeconds: Int64
    /// For which whoever asked for a reporter's number goes on seeing it on the ticket's page.
    public var contactSeconds: Int64
    /// Reporters whose number one person may ask for in an hour: more than a shift's work needs, fewer than a list.
    public var contactsPerHour: Int
    /// After which what was done without a network is no longer taken at the time at which it was pressed.
    public var toldLateSeconds: Int64
    public var connectionsMax: Int
    /// Photos that reporters may send to the site in a day.
    public var photoQuota: PhotoQuota

    public init(
        form: FormLimits = FormLimits(), connection: ConnectionLimits = ConnectionLimits(),
        request: Duration = .seconds(120),
        apiBytesMax: Int = 256 * 1024, liveMax: Int = 10_000, heartbeatSeconds: Int64 = 15,
        unknownCodesPerSecond: Double = 10, unknownCodesPerSecondAndAddress: Double = 1,
        unknownCodesPerMinuteAndAddress: Int = 60,
        framesPerSecond: Double = 8, framesAtOnce: Double = 30,
        signInAttemptsPerAccount: Int = 10, signInAttemptsPerAddress: Int = 50,
        signInWindowSeconds: Int64 = 900, regainsPerTicket: Int = 5, regainsPerAddress: Int = 40,
        sessionSeconds: Int64 = 14 * 3600, contactSeconds: Int64 = 600, contactsPerHour: Int = 60,
        toldLateSeconds: Int64 = 7 * 86_400, connectionsMax: Int = 20_000,
        photoQuota: PhotoQuota = .standard
    ) {
        self.form = form
        self.connection = connection
        self.request = request
        self.apiBytesMax = apiBytesMax
        self.liveMax = liveMax
        self.heartbeatSeconds = heartbeatSeconds
        self.unknownCodesPerSecond = unknownCodesPerSecond
        self.unknownCodesPerSecondAndAddress = unknownCodesPerSecondAndAddress
        self.unknownCodesPerMinuteAndAddress = max(1, unknownCodesPerMinuteAndAddress)
        self.framesPerSecond = framesPerSecond
        self.framesAtOnce = framesAtOnce
        self.signInAttemptsPerAccount = signInAttemptsPerAccount
        self.signInAttemptsPerAddress = signInAttemptsPerAddress
        self.signInWindowSeconds = signInWindowSeconds
        self.regainsPerTicket = regainsPerTicket
        self.regainsPerAddress = regainsPerAddress
        self.sessionSeconds = sessionSeconds
        self.contactSeconds = contactSeconds
        self.contactsPerHour = contactsPerHour
        self.toldLateSeconds = toldLateSeconds
        self.connectionsMax = connectionsMax
        self.photoQuota = photoQuota
    }
}
