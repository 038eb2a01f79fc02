/// How much of a log the readers take before they refuse it (contract, section 5, "Limits"). Each has an option.
public struct ReadingLimits: Sendable {
    /// Bytes of one file.
    public var fileBytes = 4 << 30
    /// Bytes of one record.
    public var recordBytes = 1 << 20
    /// Nesting of XML elements.
    public var depth = 64
    /// Attributes of one XML element; namespace declarations count.
    public var attributes = 256
    /// Cells of one CSV row.
    public var columns = 1_000

    /// The limits that the contract sets.
    public init() {}

    /// How a refusal and the command line call a limit.
    public enum Name: String, Sendable {
        case fileBytes = "max-file-bytes"
        case recordBytes = "max-record-bytes"
        case depth = "max-depth"
        case attributes = "max-attributes"
        case columns = "max-columns"
    }
}
