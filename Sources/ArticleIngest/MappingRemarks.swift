import QuotaModel

extension ReadingOptions {
    /// What is to be said of a log's mapping file: its own remarks, and what a person said that it says otherwise; the log
    /// is read as the person said.
    func remarks(on mapping: LogMapping?, of log: OpenedLog) -> [Issue] {
        guard let mapping else { return [] }
        let place = SourceLocation(log.source)
        var remarks = mapping.remarks
        if let encoding, let other = mapping.encoding, other != encoding {
            remarks.append(
                Issue(
                    .mappingOverridden, at: place, subject: "--encoding", found: encoding.rawValue,
                    expected: [other.rawValue]))
        }
        // XML has no delimiter.
        if log.format == .csv, let delimiter, let other = mapping.delimiter, other != delimiter {
            remarks.append(
                Issue(
                    .mappingOverridden, at: place, subject: "--delimiter", found: delimiter.name,
                    expected: [other.name]))
        }
        if let dateFormat {
            let forms = Field.dates.compactMap { mapping.fields[$0]?.format }
            let others = Set(forms.filter { !$0.reads(as: dateFormat) }.map(\.text)).sorted()
            if !others.isEmpty {
                remarks.append(
                    Issue(
                        .mappingOverridden, at: place, subject: "--date-format", found: dateFormat.text,
                        expected: others))
            }
        }
        return remarks
    }
}

extension Delimiter {
    /// As a mapping file writes it.
    fileprivate var name: String { self == .tab ? "tab" : text }
}

extension DatePattern {
    /// Whether the other gives every value the same day, however it is written.
    fileprivate func reads(as other: DatePattern) -> Bool { form == other.form && zone == other.zone }
}
