/// The page for those whose camera won't read a label, or who stand before none.
struct StartPage: Sendable {
    var problems: [Problem] = [] { didSet { hasProblems = !problems.isEmpty } }
    private(set) var hasProblems = false
    var home: String
    /// The camera page.
    var scan: String
    var scanAction: String
    var describe: String
    var signIn: String
    /// Where a lost tracking link is got again.
    var regain: String
    var isSignedIn: Bool
    var typedCode = ""
    var query = ""
    var hasSearched = false
    /// How many were found, or that none was.
    var found = ""
    var places: [FoundPlace] = []

    init(
        home: String, scan: String, scanAction: String, describe: String, signIn: String, regain: String,
        isSignedIn: Bool
    ) {
        self.home = home
        self.scan = scan
        self.scanAction = scanAction
        self.describe = describe
        self.signIn = signIn
        self.regain = regain
        self.isSignedIn = isSignedIn
    }

    struct FoundPlace: Hashable, Sendable {
        var link: String
        var name: String
        /// The former number or name by which it was found, with the day on which it ended; nil: its present one.
        var formerly: String?
        var path: String
    }
}
