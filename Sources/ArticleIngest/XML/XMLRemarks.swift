import QuotaModel

/// What was read.
extension XMLRecordCollector {
    /// The fields that at least one record carries.
    var fields: FieldSet { assembler.carriedWithConstants }

    /// The path that each field is read from: of several the one that is preferred.
    var origins: [Field: String] {
        Dictionary(uniqueKeysWithValues: assembler.book.originNodes.map { ($0.field, paths.written($0.node)) })
    }

    /// Paths in records that nothing is read from.
    var unmapped: [String] { paths.unmapped }

    /// What was no post and therefore no record, by type; what else was passed over; paths of the mapping that no record
    /// has.
    var remarks: [Issue] {
        let place = SourceLocation(source)
        let others = otherTypes
        guard assembler.book.records > 0 else {
            // A path that nothing has is most likely a slip.
            let none =
                mapping.recordsAsWritten.map { Issue(.noRecords, at: place, found: $0) }
                ?? Issue(.noRecords, at: place, expected: recordPaths)
            return (others.isEmpty ? [none] : others) + passedOver
        }
        let missing = mapping.fields.filter { !assembler.book.carried.contains($0.field) }
        let seconds = assembler.book.seconds.map {
            Issue(
                .secondColumn, at: place, subject: $0.field.rawValue, found: paths.written($0.node),
                expected: [paths.written($0.first)])
        }
        return others + passedOver + seconds
            + missing.map { Issue(.headingNotFound, at: place, subject: $0.field.rawValue, found: $0.path.written) }
    }

    /// The last tells of the types that are too many to be told each.
    private var otherTypes: [Issue] {
        let types = assembler.book.otherTypes
        let place = SourceLocation(source)
        let counted = types.counted.map {
            Issue(.otherPostTypes, at: place, subject: $0.type, found: String($0.count))
        }
        return types.rest == 0 ? counted : counted + [Issue(.otherPostTypes, at: place, found: String(types.rest))]
    }

    private var passedOver: [Issue] {
        guard let astray, let name = paths.path(to: astray.node).last?.written else { return [] }
        return [
            Issue(
                .recordsElsewhere, at: SourceLocation(source, line: astray.line), subject: name,
                found: String(astray.count), expected: recordPaths)
        ]
    }

    /// Where records are read.
    private var recordPaths: [String] {
        if let written = mapping.recordsAsWritten { return [written] }
        return form.recordPath.map { ["/\(paths.rootName ?? "")/\($0)"] } ?? []
    }
}
