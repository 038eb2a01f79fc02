/// What an issue's `subject` may say, where the words depend on it: the raw values.

/// The slip behind `not-yaml`.
public enum YAMLSlip: String, Sendable {
    case tab
    case typographicQuote = "typographic-quote"
    case severalDocuments = "several-documents"
}

/// The slip behind an `unknown-key` that is a piece of a value; the key itself is `found`.
public enum KeySlip: String, Sendable {
    /// Of a text.
    case unquotedComma = "unquoted-comma"
    /// Of a number.
    case decimalComma = "decimal-comma"
}

/// What is wrong with the number of a row's cells, behind `broken-row`.
public enum CellMiscount: String, Sendable {
    case surplusCells = "surplus-cells"
    /// More than the heading row has, between commas: probably a number with a comma.
    case unquotedComma = "unquoted-comma"
    case missingCells = "missing-cells"
}

/// What `--strict` kept from happening, behind `strict-rejects`; nil: a report.
public enum StrictEnd: String, Sendable {
    /// Nothing: the report, which shows rejects, is out.
    case reported
    /// An entry of a history.
    case notAdded = "not-added"
}

/// Which items there are where the one that was asked for is not, behind `no-such-item`.
public enum OtherItems: String, Sendable {
    /// Of this name, but other than options say; `expected` has those that fit.
    case otherwise
}

/// A limit that no option moves, behind `limit-exceeded`; those of logs are in `ReadingLimits.Name`.
public enum FixedLimit: String, Sendable {
    case bytes, depth, periods
    /// Different tags and attributes of XML, told apart by their paths; the bytes of their names.
    case names
    case nameBytes = "name-bytes"
}
