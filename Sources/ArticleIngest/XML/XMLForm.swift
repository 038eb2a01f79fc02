import QuotaModel

/// What becomes of the text of one element or attribute of a record.
struct FieldUse: Hashable {
    /// What the text is before it is a field's value.
    enum Cleaning: Hashable {
        case none
        /// A local time of a database, in which `0000-00-00 00:00:00` stands for none.
        case databaseTime
        /// The same in GMT: handed over with the zone.
        case databaseTimeGMT
        /// A SharePoint value: `12;#Tên`, `string;#Tên`, `;#A;#B;#`, `350.000000000000`.
        case sharePoint
        /// Liferay's number of a workflow's step.
        case liferayStatus
    }

    enum Target: Hashable {
        case field(Field)
        /// The type of a WordPress post: what is no post is no record.
        case postType
    }

    let target: Target
    /// Of several sources of one field the lowest rank that has text speaks for the record.
    let rank: Int8
    /// Of several attributes of one element that mean the same field the lowest in order with text stands for it.
    let order: Int8
    let cleaning: Cleaning
    /// Known by its name alone, as a column of a table is: of several names only one speaks for a record.
    let isByName: Bool

    init(
        _ field: Field, rank: Int8 = 0, order: Int8 = 0, cleaning: Cleaning = .none, isByName: Bool = false
    ) {
        target = .field(field)
        self.rank = rank
        self.order = order
        self.cleaning = cleaning
        self.isByName = isByName
    }

    private init(target: Target) {
        self.target = target
        rank = 0
        order = 0
        cleaning = .none
        isByName = false
    }

    static let postType = FieldUse(target: .postType)
}

/// A form that logs come in. A form is asked once for each distinct path of a file, never for each element.
protocol XMLForm {
    /// Is the element at this path (from the root, itself last) a record? Asked only outside records.
    func isRecord(_ path: [XMLStep]) -> Bool

    /// Is an element of this name called as records are? Where it is none, it was passed over.
    func isCalledRecord(_ step: XMLStep) -> Bool

    /// Where records stand below the root, for whoever looks for them; nil: anywhere.
    var recordPath: String? { get }

    /// What an element of a record, or an attribute of it, is read as. The path is relative to the record; empty for
    /// the record itself.
    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse?

    /// The attribute whose value belongs to the name of such elements.
    func mark(of name: XMLName) -> String?

    /// The form that the document is seen to have when this element is met outside a record; nil: no news.
    func refined(by path: [XMLStep]) -> (any XMLForm)?

    /// Does this element of a record prove that the document has this form? Asked of forms that are not sure.
    func isProof(_ step: XMLStep) -> Bool

    /// False for a form that is only supposed until an element proves it.
    var isCertain: Bool { get }
}

extension XMLForm {
    func isCalledRecord(_ step: XMLStep) -> Bool { false }
    var recordPath: String? { nil }
    func mark(of name: XMLName) -> String? { nil }
    func refined(by path: [XMLStep]) -> (any XMLForm)? { nil }
    func isProof(_ step: XMLStep) -> Bool { false }
    var isCertain: Bool { true }
}

/// The forms that need no mapping (contract, section 5).
enum XMLForms {
    /// By the root element and the namespaces that it declares.
    static func form(root: XMLStep, declaring namespaces: [String]) -> any XMLForm {
        switch root.name.local.lowercased() {
        case "baiviet": OwnForm()
        case "rss" where declaresWordPress(namespaces): WordPressForm()
        case "rss": RSSForm()
        case "rdf" where root.name.vocabulary == .rdf: RSSForm()
        case "feed": AtomForm()
        default: UndecidedForm().refined(by: [root]) ?? UndecidedForm()
        }
    }

    /// What a person is told who has none of them.
    static let known = ["baiviet", "rss", "rdf:RDF", "feed", "z:row", "dynamic-element"]

    private static func declaresWordPress(_ namespaces: [String]) -> Bool {
        namespaces.contains { XMLVocabulary(namespace: $0, prefix: nil) == .wordpress }
    }
}

/// A document whose root says nothing: lists of SharePoint and articles of Liferay come in many wrappings.
struct UndecidedForm: XMLForm {
    let isCertain = false

    func isRecord(_ path: [XMLStep]) -> Bool { false }
    func use(of path: ArraySlice<XMLStep>, attribute: XMLName?) -> FieldUse? { nil }

    func refined(by path: [XMLStep]) -> (any XMLForm)? {
        if SharePointForm().isRecord(path) { return SharePointForm() }
        if LiferayForm().isRecord(path) { return LiferayForm() }
        return nil
    }
}
