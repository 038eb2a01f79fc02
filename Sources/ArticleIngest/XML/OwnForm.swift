import QuotaModel

/// The project's own form: `<baiviet><bai ma="…"><donvi>…</donvi>…</bai></baiviet>`. Each field is a child element or
/// an attribute of `bai`.
struct OwnForm: XMLForm {
    let recordPath: String? = "bai"

    func isRecord(_ path: [XMLStep]) -> Bool { path.count == 2 && isCalledRecord(path[1]) }

    func isCalledRecord(_ step: XMLStep) -> Bool { step.name.local.lowercased() == "bai" }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        let name: XMLName
        switch (path.count, attribute) {
        case (0, .some(let attribute)): name = attribute
        case (1, nil): name = path[path.startIndex].name
        default: return nil
        }
        return FieldNames.field(name.local).map { FieldUse($0, isByName: true) }
    }
}
