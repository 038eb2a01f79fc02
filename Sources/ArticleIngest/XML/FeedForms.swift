import QuotaModel

/// RSS 0.91 to 2.0, and 1.0 in RDF.
struct RSSForm: XMLForm {
    let recordPath: String? = "channel/item"

    func isRecord(_ path: [XMLStep]) -> Bool {
        guard let last = path.last, 2...3 ~= path.count else { return false }
        return last.name.local == "item" && last.name.isPlain
    }

    func isCalledRecord(_ step: XMLStep) -> Bool { step.name.local.lowercased() == "item" && step.name.isPlain }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        guard let name = path.first?.name else {
            return attribute?.vocabulary == .rdf && attribute?.local == "about" ? FieldUse(.id, rank: 2) : nil
        }
        guard attribute == nil else { return nil }
        if path.count == 2, let person = path.last?.name {
            return isAtom(name, "author") && isAtom(person, "name") ? FieldUse(.author, rank: 2) : nil
        }
        guard path.count == 1 else { return nil }
        switch name.vocabulary {
        case .dublinCore: return Self.dublinCore(name.local)
        case .atom where name.prefix != nil: return Self.atom(name.local)
        default: return name.isPlain ? Self.plain(name.local) : nil
        }
    }

    /// A file that uses WordPress's elements and never declared them.
    func refined(by path: [XMLStep]) -> (any XMLForm)? {
        path.last?.name.vocabulary == .wordpress ? WordPressForm() : nil
    }

    private func isAtom(_ name: XMLName, _ local: String) -> Bool { name.vocabulary == .atom && name.local == local }

    private static func plain(_ local: String) -> FieldUse? {
        switch local {
        case "title": FieldUse(.title)
        case "link": FieldUse(.url)
        case "guid": FieldUse(.id)
        case "pubDate": FieldUse(.published)
        case "category": FieldUse(.category)
        case "author": FieldUse(.author, rank: 1)
        default: nil
        }
    }

    private static func dublinCore(_ local: String) -> FieldUse? {
        switch local {
        case "title": FieldUse(.title, rank: 1)
        case "identifier": FieldUse(.id, rank: 1)
        case "date", "issued": FieldUse(.published, rank: 1)
        case "subject": FieldUse(.category, rank: 1)
        case "creator": FieldUse(.author)
        default: nil
        }
    }

    private static func atom(_ local: String) -> FieldUse? {
        switch local {
        case "published": FieldUse(.published, rank: 2)
        case "updated": FieldUse(.published, rank: 3)
        default: nil
        }
    }
}

/// Atom 1.0 and its forerunner 0.3.
struct AtomForm: XMLForm {
    let recordPath: String? = "entry"

    func isRecord(_ path: [XMLStep]) -> Bool { path.count == 2 && isOwn(path[1].name, "entry") }

    func isCalledRecord(_ step: XMLStep) -> Bool {
        step.name.local.lowercased() == "entry" && isOwn(step.name, step.name.local)
    }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        guard let step = path.first else { return nil }
        let name = step.name
        if path.count == 2 {
            let isName = path.last.map { isOwn($0.name, "name") } ?? false
            return isOwn(name, "author") && isName && attribute == nil ? FieldUse(.author) : nil
        }
        guard path.count == 1 else { return nil }
        if name.vocabulary == .dublinCore, attribute == nil { return Self.dublinCore(name.local) }
        guard isOwn(name, name.local) else { return nil }
        return attribute.map { Self.attribute($0.local, of: step) } ?? Self.element(name.local)
    }

    func mark(of name: XMLName) -> String? { isOwn(name, "link") ? "rel" : nil }

    private func isOwn(_ name: XMLName, _ local: String) -> Bool {
        name.local == local && (name.vocabulary == .atom || name.prefix == nil)
    }

    private static func element(_ local: String) -> FieldUse? {
        switch local {
        case "title": FieldUse(.title)
        case "id": FieldUse(.id)
        case "published", "issued": FieldUse(.published)
        case "updated", "modified": FieldUse(.published, rank: 1)
        default: nil
        }
    }

    /// Of a category the label is for people, the term for programs; a link without `rel` is the entry's own.
    private static func attribute(_ local: String, of step: XMLStep) -> FieldUse? {
        switch (step.name.local, local) {
        case ("link", "href"): step.mark == nil || step.mark?.value == "alternate" ? FieldUse(.url) : nil
        case ("category", "label"): FieldUse(.category)
        case ("category", "term"): FieldUse(.category, order: 1)
        default: nil
        }
    }

    private static func dublinCore(_ local: String) -> FieldUse? {
        switch local {
        case "creator": FieldUse(.author, rank: 1)
        case "date": FieldUse(.published, rank: 2)
        case "subject": FieldUse(.category, rank: 1)
        default: nil
        }
    }
}

/// WordPress's export, WXR (contract, section 11.5).
struct WordPressForm: XMLForm {
    let recordPath = RSSForm().recordPath

    func isRecord(_ path: [XMLStep]) -> Bool { RSSForm().isRecord(path) }
    func isCalledRecord(_ step: XMLStep) -> Bool { RSSForm().isCalledRecord(step) }

    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? {
        guard attribute == nil, path.count == 1, let step = path.first else { return nil }
        switch step.name.vocabulary {
        case .wordpress: return Self.wordpress(step.name.local)
        case .dublinCore: return step.name.local == "creator" ? FieldUse(.author) : nil
        default: return step.name.isPlain ? Self.plain(step) : nil
        }
    }

    func mark(of name: XMLName) -> String? { name.isPlain && name.local == "category" ? "domain" : nil }

    private static func plain(_ step: XMLStep) -> FieldUse? {
        switch step.name.local {
        case "title": FieldUse(.title)
        case "link": FieldUse(.url)
        case "guid": FieldUse(.id)
        case "category": step.mark?.value == "category" ? FieldUse(.category) : nil
        default: nil
        }
    }

    private static func wordpress(_ local: String) -> FieldUse? {
        switch local {
        case "post_id": FieldUse(.id, rank: 1)
        case "post_date": FieldUse(.published, cleaning: .databaseTime)
        case "post_date_gmt": FieldUse(.published, rank: 1, cleaning: .databaseTimeGMT)
        case "status": FieldUse(.state)
        case "post_type": .postType
        default: nil
        }
    }
}
