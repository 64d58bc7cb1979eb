/// A picture that stands on every label.
package struct PictureField: Hashable, Sendable {
    /// A PNG file.
    package var file: String
    package var box: Box

    package init(file: String, box: Box) {
        self.file = file
        self.box = box
    }
}
