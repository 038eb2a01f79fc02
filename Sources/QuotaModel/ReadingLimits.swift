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
    public enum Name: String, CaseIterable, Sendable {
        case fileBytes = "max-file-bytes"
        case recordBytes = "max-record-bytes"
        case depth = "max-depth"
        case attributes = "max-attributes"
        case columns = "max-columns"
    }

    /// The limit of this name.
    public subscript(name: Name) -> Int {
        get { self[keyPath: Self.place(of: name)] }
        set { self[keyPath: Self.place(of: name)] = newValue }
    }

    private static func place(of name: Name) -> WritableKeyPath<ReadingLimits, Int> {
        switch name {
        case .fileBytes: \.fileBytes
        case .recordBytes: \.recordBytes
        case .depth: \.depth
        case .attributes: \.attributes
        case .columns: \.columns
        }
    }
}
