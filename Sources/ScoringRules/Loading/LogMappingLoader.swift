import QuotaModel

/// Loads mapping files (contract, section 5, "Mapping file", and 11.4).
public enum LogMappingLoader {
    /// The mapping in these bytes.
    ///
    /// - Parameter path: named in every finding.
    /// - Throws: every error of the file, by place.
    public static func load(_ bytes: [UInt8], path: String) throws(Refusal) -> LogMapping {
        var file = try RuleFile.mapping.check(bytes, path: path)
        let constants = constants(file.fields.mapping("fields"))
        let origins = origins(file.fields.mapping("fields"), &file.findings)
        let mapping = LogMapping(
            records: file.fields.text("records")?.value, fields: origins.filter { constants[$0.key] == nil },
            constants: constants, overruled: origins.filter { constants[$0.key] != nil }.mapValues(\.from),
            states: states(file.fields.mapping("state"), &file.findings),
            encoding: file.fields.word("encoding", as: LogEncoding.self)?.value,
            delimiter: file.fields.text("delimiter").flatMap { Delimiter($0.value) },
            places: places(file))
        try file.findings.throwIfAny()
        return mapping
    }

    private static func places(_ file: RuleFile.Checked) -> [String: SourceLocation] {
        let fields = file.fields.mapping("fields")
        var offsets = ["records": file.fields.text("records")?.offset]
        for field in Field.allCases { offsets[field.rawValue] = fields?[field.rawValue].flatMap(from)?.offset }
        return offsets.compactMapValues { $0.map(file.findings.location) }
    }

    /// Where a field's value comes from, written alone or beside the form of a date.
    private static func from(_ origin: CheckedValue) -> Located<String>? { origin.text ?? origin.mapping?.text("from") }

    private static func origins(
        _ fields: CheckedMapping?, _ findings: inout Findings
    ) -> [Field: LogMapping.Origin] {
        var origins: [Field: LogMapping.Origin] = [:]
        for field in Field.allCases {
            guard let value = fields?[field.rawValue] else { continue }
            let format = pattern(value.mapping, &findings)
            if let from = from(value) { origins[field] = LogMapping.Origin(from: from.value, format: format) }
        }
        return origins
    }

    private static func pattern(_ origin: CheckedMapping?, _ findings: inout Findings) -> DatePattern? {
        let zone = origin?.word("zone", as: DatePattern.Zone.self)
        guard let text = origin?.text("format") else {
            if let zone {
                findings.add(.missingKey, at: zone.offset, subject: "format", expected: ["yyyy MM dd HH mm"])
            }
            return nil
        }
        if let pattern = DatePattern(text.value, zone: zone?.value ?? .vietnam) {
            checkZone(zone, of: pattern, &findings)
            return pattern
        }
        findings.add(
            .badValue, at: text.offset, subject: "format", found: text.value,
            expected: ["yyyy MM dd HH mm ss tt EEE", "unix-seconds", "spreadsheet-serial"],
            suggestion: Suggestion.nearest(
                to: text.value, among: ["dd/MM/yyyy", "HH:mm dd/MM/yyyy", "unix-seconds", "spreadsheet-serial"]))
        return nil
    }

    /// A zone says something only of a time of day that doesn't bring its own.
    private static func checkZone(
        _ zone: Located<DatePattern.Zone>?, of pattern: DatePattern, _ findings: inout Findings
    ) {
        guard let zone else { return }
        if case .parts(let parts) = pattern.form, parts.contains(.hour) { return }
        findings.add(.pointlessKey, at: zone.offset, subject: "zone", found: zone.value.rawValue)
    }

    private static func constants(_ fields: CheckedMapping?) -> [Field: String] {
        var constants: [Field: String] = [:]
        for field in MappingGrammar.constantFields {
            constants[field] = fields?.text(MappingGrammar.constantKey(of: field))?.value
        }
        return constants
    }

    /// No word means two states.
    private static func states(_ fields: CheckedMapping?, _ findings: inout Findings) -> [MatchKey: ItemState] {
        var states: [MatchKey: ItemState] = [:]
        var places: [MatchKey: Int] = [:]
        for (state, word) in wordsInFileOrder(fields) {
            let key = MatchKey(word.value)
            if let other = states[key], other != state {
                findings.add(
                    .duplicateName, at: word.offset, subject: "state", found: word.value, related: places[key])
            } else {
                states[key] = state
                places[key] = word.offset
            }
        }
        return states
    }

    private static func wordsInFileOrder(_ fields: CheckedMapping?) -> [(ItemState, Located<String>)] {
        ItemState.allCases
            .flatMap { state in (fields?.texts(state.rawValue) ?? []).map { (state, $0) } }
            .sorted { $0.1.offset < $1.1.offset }
    }
}
