import QuotaModel

/// How a CSV log was understood before its records are read.
struct CSVLayout {
    var delimiter: Delimiter
    /// Nil where no row looks like a heading.
    var heading: CSVHeading?
    /// Why no record of it may be read: a needed field is missing. A log without records lacks nothing.
    var refusal: Refusal?
}
