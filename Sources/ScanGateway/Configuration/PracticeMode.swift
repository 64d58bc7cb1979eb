/// 演练: whether what is reported counts, as the configuration of that name says.
public enum PracticeMode: String, Sendable, CaseIterable {
    case on, off
}
