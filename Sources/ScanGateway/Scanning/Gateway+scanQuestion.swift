import Facility
import Hummingbird
import LabelScanning

extension Gateway {
    /// "Which of these?", or of a single one "is this the place?".
    ///
    /// - Parameter labels: of the photo, one or more.
    func questionPage(
        _ answer: PhotoAnswer, _ labels: [FoundLabel], _ back: ScanBack?, _ context: GatewayContext
    ) throws -> Response {
        let voice = voice(context)
        let choices = labels.enumerated().map { index, label in
            ScanQuestionPage.Choice(
                number: index + 1, link: label.link(back: back), name: label.name, path: label.path,
                code: label.code.description, isUnsure: !label.isSure)
        }
        let isSingle = labels.count == 1
        let heading = isSingle ? "scan.sure" : "scan.which"
        let model = ScanQuestionPage(
            heading: voice.say(heading), why: voice.say(isSingle ? "scan.sureWhy" : "scan.whichWhy"),
            sketch: isSingle ? nil : sketch(answer, labels, voice), single: isSingle ? choices[0] : nil,
            choices: isSingle ? [] : choices, again: Route.scan.path + (back?.query ?? ""),
            no: voice.say(isSingle ? "scan.no" : "scan.none"), home: Route.start.path,
            backPath: back?.link)
        return try page(
            model, "scan-question", context, title: heading, hidden: true, isStaff: true,
            here: Route.scan.path + (back?.query ?? ""), offersScan: false, takesCodes: true, back: back)
    }

    /// nil where the reader of the photo didn't say where each label is.
    ///
    /// - Parameter labels: two or more; where one label is in a photo nobody needs to be shown.
    private func sketch(
        _ answer: PhotoAnswer, _ labels: [FoundLabel], _ voice: Voice
    ) -> ScanQuestionPage.Sketch? {
        guard answer.width > 0, answer.height > 0, labels.allSatisfy({ $0.corners.count == 4 }) else {
            return nil
        }
        func whole(_ value: Double, _ limit: Int) -> Int { Int(max(0, min(Double(limit), value)).rounded()) }
        let marks = labels.enumerated().map { index, label in
            let points = label.corners.map { (whole($0.x, answer.width), whole($0.y, answer.height)) }
            return ScanQuestionPage.Mark(
                points: points.map { "\($0.0),\($0.1)" }.joined(separator: " "),
                kind: label.isSure ? "sure" : "unsure", number: index + 1,
                x: points.reduce(0) { $0 + $1.0 } / 4, y: points.reduce(0) { $0 + $1.1 } / 4)
        }
        return ScanQuestionPage.Sketch(
            width: answer.width, height: answer.height, alt: voice.say("scan.sketch"),
            size: max(answer.width, answer.height) / 10, marks: marks)
    }
}
