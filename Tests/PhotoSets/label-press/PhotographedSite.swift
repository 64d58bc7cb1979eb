import LabelSymbol

/// A site whose labels are photographed.
struct PhotographedSite {
    let host: LabelHost
    /// Codes in its register.
    let registered: Int
    /// Labels that are printed.
    let printed: Int

    /// - Parameter argument: `HOST,REGISTERED,PRINTED`.
    init(argument: String) throws {
        let fields = argument.split(separator: ",")
        guard fields.count == 3, let registered = Int(fields[1]), let printed = Int(fields[2]) else {
            throw LabelPress.Failure.usage("expected HOST,REGISTERED,PRINTED, found \(argument)")
        }
        host = try LabelHost(fields[0])
        self.registered = registered
        self.printed = printed
    }
}
