/// The camera page: a live picture where the browser has one, a photo, a typed code.
struct ScanPage: Sendable {
    /// Why a photo led to no label; nil: none was sent.
    var problem: String?
    var home: String
    /// With the way back.
    var scanAction: String
    var cameraScript: String
    var typedCode = ""
    /// Where the reader came from; nil: from nowhere in particular.
    var back: ProblemPage.Link?
    /// The same as it goes through a form.
    var backPath: String?
}
