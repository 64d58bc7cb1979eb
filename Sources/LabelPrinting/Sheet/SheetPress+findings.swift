import Facility

extension SheetPress {
    /// Looks at labels as if they were printed, and prints nothing: what would be refused, and what would be cut or
    /// fall where the printer puts no ink.
    ///
    /// - Parameter startAt: the first label's place on the first sheet, from 1.
    /// - Returns: at most 50 of each kind, in the order of the labels; empty where all is well.
    public func findings(
        _ labels: some Sequence<LabelContent>, startAt: Int = 1
    ) throws(LabelPrintingError) -> [LabelFinding] {
        let typeCase = try TypeCase(language: design.language)
        var check = JobCheck(self, typeCase)
        var setting = SettingCheck(self, try LabelSetter(self, typeCase, keepsRows: true))
        for (index, label) in labels.enumerated() where !check.isFull || !setting.isFull {
            if !check.isFull { try check.look(at: label) }
            if !setting.isFull {
                try setting.look(at: label, position: (startAt - 1 + index) % stock.labelsPerSheet)
            }
        }
        return check.findings + setting.findings
    }
}
