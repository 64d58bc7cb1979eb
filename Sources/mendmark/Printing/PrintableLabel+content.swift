import Facility
import LabelPrinting
import LabelSymbol
import ScanGateway

extension PrintableLabel {
    /// What is printed of it.
    ///
    /// - Parameter language: in which its path is printed.
    func content(host: LabelHost, hotline: String?, language: String) -> LabelContent {
        let path = path.text(in: language)
        return LabelContent(
            code: code, host: host, name: name, reference: reference, path: path.isEmpty ? nil : path,
            placement: placement, hotline: hotline)
    }
}
