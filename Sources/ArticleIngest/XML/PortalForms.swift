import QuotaModel

/// Rows of a SharePoint list: `<z:row ows_Title="…" ows_PhongBan="12;#Văn phòng"/>`, in whatever wrapping.
struct SharePointForm: XMLForm {
    func isRecord(_ path: [XMLStep]) -> Bool {
        path.last?.name.local == "row" && path.last?.name.vocabulary == .rowset
    }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        guard path.isEmpty, let local = attribute?.local, local.hasPrefix("ows_") else { return nil }
        let name = Self.decoded(local.dropFirst(4))
        if let field = FieldNames.field(name) { return FieldUse(field, cleaning: .sharePoint, isByName: true) }
        switch name {
        case "ArticleStartDate": return FieldUse(.published, rank: 1, cleaning: .sharePoint)
        case "Created": return FieldUse(.submitted, rank: 1, cleaning: .sharePoint)
        case "EncodedAbsUrl": return FieldUse(.url, rank: 1, cleaning: .sharePoint)
        case "LinkTitle": return FieldUse(.title, rank: 1, cleaning: .sharePoint)
        default: return nil
        }
    }

    /// SharePoint writes what no XML name may hold as `_x0020_`.
    private static func decoded(_ name: Substring) -> String {
        var decoded = String.UnicodeScalarView()
        var rest = name.unicodeScalars
        while let next = rest.first {
            let escape = rest.prefix(7)
            if escape.count == 7, escape.starts(with: "_x".unicodeScalars), escape.last == "_",
                let value = UInt32(String(escape.dropFirst(2).dropLast()), radix: 16),
                let scalar = Unicode.Scalar(value)
            {
                decoded.append(scalar)
                rest = rest.dropFirst(7)
            } else {
                decoded.append(next)
                rest = rest.dropFirst()
            }
        }
        return String(decoded)
    }
}

/// Journal articles of Liferay: one article's content is `<root>` with a `dynamic-element` for each field, and exports
/// wrap it in an article with its own elements and attributes.
struct LiferayForm: XMLForm {
    let isCertain = false

    func isRecord(_ path: [XMLStep]) -> Bool {
        guard let local = path.last?.name.local.lowercased() else { return false }
        return ["root", "article", "journal-article", "journalarticle"].contains(local)
            || local.hasSuffix(".journalarticleimpl")
    }

    func mark(of name: XMLName) -> String? {
        switch name.local {
        case "dynamic-element": "name"
        case "dynamic-content": "language-id"
        default: nil
        }
    }

    func isProof(_ step: XMLStep) -> Bool { step.name.local == "dynamic-element" }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        if let attribute { return path.isEmpty ? Self.ownField(attribute.local) : nil }
        guard let last = path.last else { return nil }
        if last.name.local == "dynamic-content" { return Self.dynamic(content: last, of: path.dropLast().last) }
        return path.count == 1 && last.name.local != "dynamic-element" ? Self.ownField(last.name.local) : nil
    }

    /// Where a content stands in several languages the Vietnamese one speaks for the article.
    private static func dynamic(content: XMLStep, of element: XMLStep?) -> FieldUse? {
        guard let element, element.name.local == "dynamic-element", let name = element.mark?.value,
            let field = FieldNames.field(name)
        else { return nil }
        let isVietnamese = content.mark?.value.hasPrefix("vi") ?? true
        return FieldUse(field, rank: isVietnamese ? 0 : 1)
    }

    private static func ownField(_ name: String) -> FieldUse? {
        var name = name.lowercased()
        name.removeAll { $0 == "-" || $0 == "_" }
        switch name {
        case "articleid": return FieldUse(.id, rank: 2)
        case "displaydate": return FieldUse(.published, rank: 2)
        case "createdate": return FieldUse(.submitted, rank: 2)
        case "username": return FieldUse(.author, rank: 2)
        case "status": return FieldUse(.state, rank: 2, cleaning: .liferayStatus)
        default: return FieldNames.field(name).map { FieldUse($0, rank: 2) }
        }
    }
}
