/// Limits of what people can have printed at the gateway, each with its name.
public struct PrintLimits: Hashable, Sendable {
    /// Jobs that wait or are drawn at a site; one of them at most is a single person's.
    public var jobsPerSiteMax: Int
    /// Labels of one job; more are printed by the command line.
    public var labelsMax: Int
    /// How long a PDF can be fetched.
    public var fileSeconds: Int64
    /// Ended jobs that are remembered.
    public var endedJobsMax: Int
    /// Previews drawn at once.
    public var previewsMax: Int
    /// First sheets looked at at once, for the printing page itself.
    public var checksMax: Int
    /// How long the printing page waits to hear whether phones reach the labels' host; an order never does.
    public var hostWait: Duration

    public init(
        jobsPerSiteMax: Int = 20, labelsMax: Int = 10_000, fileSeconds: Int64 = 86_400,
        endedJobsMax: Int = 200,
        previewsMax: Int = 2, checksMax: Int = 4, hostWait: Duration = .milliseconds(1_500)
    ) {
        self.jobsPerSiteMax = jobsPerSiteMax
        self.labelsMax = labelsMax
        self.fileSeconds = fileSeconds
        self.endedJobsMax = endedJobsMax
        self.previewsMax = previewsMax
        self.checksMax = checksMax
        self.hostWait = hostWait
    }
}
