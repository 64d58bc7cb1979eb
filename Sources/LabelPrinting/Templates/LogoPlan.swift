/// Whether a part of a design stands on labels with a logo or on those without one; on both where none is given.
enum LogoCondition: String, Hashable, CaseIterable {
    case logo
    case noLogo

    func holds(hasLogo: Bool) -> Bool { (self == .logo) == hasLogo }
}

/// A picture on every label: the institution's mark.
struct LogoPlan: Hashable {
    /// In the folder `logos` of the templates, e.g. `crest.svg`.
    let file: String
    /// Left out where the file isn't there.
    let isOptional: Bool
    let box: SpanBox

    init(_ node: TemplateNode) throws(TemplateFault) {
        try node.allow(SpanBox.keys + ["file", "optional"])
        let name = try node.child("file")
        file = try name.text()
        // A design must not lead out of its folder.
        let isPlain = file.utf8.allSatisfy {
            $0 == 0x2D || $0 == 0x2E || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
        }
        guard isPlain, !file.hasPrefix("."), file.hasSuffix(".png") || file.hasSuffix(".svg") else {
            throw name.fault(expected: "a file of a-z, 0-9 and '-' that ends in .png or .svg")
        }
        isOptional = try node.optionalChild("optional")?.boolean() ?? false
        box = try SpanBox(node)
    }
}

/// A logo in its place.
public struct LogoField: Hashable, Sendable {
    /// In the folder `logos` of the templates.
    public let file: String
    /// The picture is as large as it fits into this box, in its middle.
    public let box: Box
}
