import Facility

extension SheetPress {
    /// How many findings of each kind a listing has room for.
    public static let findingsUsually = JobCheck.findingsMax

    /// Looks at labels as if they were printed, and prints nothing: what would be refused, and what would be cut or
    /// fall where the printer puts no ink.
    ///
    /// - Parameters:
    ///   - heading: says where each label stands; nil: one after the other on fresh sheets.
    ///   - max: of what would be refused and again of what would only look bad; at most about so many come back.
    /// - Returns: in the order of the labels, first what would be refused; empty where all is well.
    public func findings(
        _ labels: some Sequence<LabelContent>, heading: SheetHeading? = nil, max: Int = findingsUsually
    ) throws(LabelPrintingError) -> [LabelFinding] {
        let typeCase = try TypeCase(language: design.language)
        var check = JobCheck(self, typeCase)
        var setting = SettingCheck(self, try LabelSetter(self, typeCase, keepsRows: true))
        for (index, label) in labels.enumerated() {
            let isChecked = check.findings.count >= max
            if isChecked, setting.findings.count >= max { break }
            if !isChecked { try check.look(at: label) }
            if setting.findings.count < max {
                let place = heading?.place(of: index) ?? index
                try setting.look(at: label, position: place % stock.labelsPerSheet)
            }
        }
        return check.findings + setting.findings
    }
}
