import QuotaModel

/// What a mapping file says about XML: the path of the record, or only more fields for a built-in form.
struct XMLMapping {
    let records: XMLPath?
    /// As it stands in the mapping file.
    let recordsAsWritten: String?
    let fields: [(field: Field, path: XMLPath)]
    /// Fields that the form's own knowledge has no say in.
    private let decided: FieldSet

    /// Throws a `Refusal` (`bad-value`) for each path that is none.
    init(_ mapping: LogMapping?, source: String) throws {
        var issues: [Issue] = []
        func path(_ path: XMLPath?, subject: String, text: String) -> XMLPath? {
            if path == nil {
                let place = mapping?.places[subject] ?? SourceLocation(source)
                issues.append(Issue(.badValue, at: place, subject: subject, found: text))
            }
            return path
        }
        recordsAsWritten = mapping?.records
        records = mapping?.records.flatMap { path(XMLPath(records: $0), subject: "records", text: $0) }
        let constants = FieldSet(Field.allCases.filter { mapping?.constants[$0] != nil })
        var fields: [(field: Field, path: XMLPath)] = []
        for field in Field.allCases {
            guard let text = mapping?.fields[field]?.from,
                let path = path(XMLPath(field: text), subject: field.rawValue, text: text), !constants.contains(field)
            else { continue }
            fields.append((field, path))
        }
        self.fields = fields
        decided = FieldSet(fields.map(\.field)).union(constants)
        guard issues.isEmpty else { throw Refusal(issues) }
    }

    /// All that an element or attribute is read as: what a person mapped, and what the form knows of the fields for
    /// which the mapping names neither a path nor a constant.
    func uses(of path: ArraySlice<XMLStep>, attribute: XMLName?, in form: any XMLForm) -> [FieldUse] {
        var uses = fields.filter { $0.path.leads(to: path, attribute: attribute) }.map { FieldUse($0.field) }
        if let use = form.use(of: path, attribute: attribute) {
            if case .field(let field) = use.target, decided.contains(field) { return uses }
            uses.append(use)
        }
        return uses
    }

    /// Does a path that a person mapped end at this element of a record, or go through it?
    func leadsThrough(_ path: ArraySlice<XMLStep>) -> Bool { fields.contains { $0.path.leads(through: path) } }

    /// The attribute that belongs to the names of such elements, by a path that tests it or by the form.
    func mark(of name: XMLName, in form: any XMLForm) -> String? {
        let steps = fields.flatMap(\.path.steps) + (records?.steps ?? [])
        let marked = steps.first { $0.mark != nil && $0.name == name.written }
        return marked?.mark?.attribute ?? form.mark(of: name)
    }
}

/// Records at a path that a mapping names; nothing is read that it doesn't map.
struct MappedForm: XMLForm {
    let records: XMLPath

    func isRecord(_ path: [XMLStep]) -> Bool { records.leads(to: path) }
    func isCalledRecord(_ step: XMLStep) -> Bool { records.steps.last?.matches(step) ?? false }
    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? { nil }
}
