import Facility

extension TemplateNode {
    func requireFormat(_ format: String) throws(TemplateFault) {
        let node = try child("format")
        guard try node.text() == format else { throw node.fault(expected: "'\(format)'") }
    }

    /// The name inside must be the file's own, so that a copied file can't pass for the original.
    func templateName() throws(TemplateFault) -> String {
        let node = try child("name")
        let stem = file.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        guard try node.text() == stem else { throw node.fault(expected: "the file's name '\(stem)'") }
        return stem
    }

    /// `{zh: …, en: …}`, at least one of them.
    func localizedName() throws(TemplateFault) -> LocalizedName {
        try allow("zh", "en")
        let name = LocalizedName(zh: try optionalChild("zh")?.text(), en: try optionalChild("en")?.text())
        guard name.zh != nil || name.en != nil else { throw fault(expected: "zh, en or both") }
        return name
    }

    /// `left`, `top`, `width` and `height` among the keys of a mapping.
    func box() throws(TemplateFault) -> Box {
        Box(
            left: try child("left").millimetres(0...1000), top: try child("top").millimetres(0...1000),
            width: try child("width").millimetres(0.05...1000),
            height: try child("height").millimetres(0.05...1000))
    }
}
