/// "Which of these?" for several labels in one photo, "is this the place?" for one that was told by its looks.
struct ScanQuestionPage: Sendable {
    var heading: String
    var why: String
    /// Where several labels are in the photo; the photo itself isn't kept.
    var sketch: Sketch?
    /// The one label that is asked about; nil: `choices` are.
    var single: Choice?
    var choices: [Choice]
    /// Back to the camera, the photo and the typed code.
    var again: String
    /// How one says no.
    var no: String
    var home: String
    var typedCode = ""
    var backPath: String?

    struct Choice: Sendable {
        /// In the photo, as one reads, from 1.
        var number: Int
        var link: String
        var name: String
        var path: String
        var code: String
        var isUnsure: Bool
    }

    struct Sketch: Sendable {
        var width: Int
        var height: Int
        var alt: String
        /// Of the numbers, in pixels of the photo.
        var size: Int
        var marks: [Mark]
    }

    struct Mark: Sendable {
        /// As an SVG polygon has them.
        var points: String
        /// `sure` or `unsure`.
        var kind: String
        /// Of its choice.
        var number: Int
        var x: Int
        var y: Int
    }
}
