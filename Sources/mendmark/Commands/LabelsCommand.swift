public import ArgumentParser
public import Facility
public import LabelPrinting

struct LabelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Print labels, keep track of their sheets, and of how they hang.",
        subcommands: [
            LabelsPrint.self, LabelsResume.self, LabelsReprint.self, LabelsBlank.self, LabelsVoid.self,
            LabelsBatches.self, LabelsBatch.self, LabelsWallet.self, LabelsBind.self, LabelsConfirm.self,
            LabelsMark.self, LabelsPatrol.self, LabelsUnseen.self, LabelsOutdated.self, LabelsProblems.self,
            LabelsReplace.self, LabelsRevoke.self, LabelsPlan.self, LabelsCalibrate.self,
            LabelsProof.self,
        ],
        defaultSubcommand: LabelsPrint.self)
}

extension LabelBearer: ExpressibleByArgument {}

extension LabelProblem.State: ExpressibleByArgument {}

extension SymbolMaker: ExpressibleByArgument {}

extension LabelState: ExpressibleByArgument {}
