import ArgumentParser

@main
struct MendmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mendmark",
        abstract: "Campus repair by QR code (扫码报修): labels, reports, tickets, answers.",
        discussion: flowing(
            """
            A site is one folder: settings, database, photos. Make it with `init`, fill it with `import`, print its labels
            with `labels`, and let people report with `serve`. Commands find the folder by --site, else by MENDMARK_SITE,
            else as ./mendmark-site. While a gateway serves the site, the other commands reach it through the folder's
            socket; nothing has to be stopped.
            """),
        subcommands: [
            InitCommand.self, ImportCommand.self, PlaceCommand.self, DeviceCommand.self, LabelsCommand.self,
            ScanCommand.self, ScanWorkerCommand.self,
            StaffCommand.self,
            TicketCommand.self, ServeCommand.self, DoctorCommand.self,
            RouteCommand.self,
            RotaCommand.self,
            CallsCommand.self,
            RatesCommand.self,
            NoticeCommand.self,
            TimetableCommand.self,
            FindingsCommand.self,
            MessagesCommand.self,
            ConfigurationCommand.self,
            PracticeCommand.self,
        ])
}

/// Which site a command is about.
struct SiteOptions: ParsableArguments {
    @Option(help: "The site's folder (default: MENDMARK_SITE, else ./mendmark-site).")
    var site: String?

    var folder: SiteFolder { SiteFolder(path: site) }
}
