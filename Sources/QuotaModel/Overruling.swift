/// Why an accepted row counts nowhere although nothing is wrong with it, where logs are read from a history (contract,
/// section 9).
public enum Overruling: String, Hashable, Sendable {
    /// A newer log speaks for the item.
    case superseded
    /// A person withdrew it.
    case withdrawn
}
