/// The vocabularies whose elements the built-in forms read.
enum XMLVocabulary: Hashable {
    case none, atom, dublinCore, wordpress, rss, rdf, rowset, other

    /// By the namespace; by the usual prefix where the file uses a prefix that it never declares.
    init(namespace: String?, prefix: String?) {
        guard let namespace else {
            self = Self.usual(prefix: prefix)
            return
        }
        switch namespace {
        case "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#": self = .atom
        case "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/terms/":
            self = .dublinCore
        case "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2":
            self = .rss
        case "http://www.w3.org/1999/02/22-rdf-syntax-ns#": self = .rdf
        case "#RowsetSchema": self = .rowset
        default: self = namespace.hasPrefix("http://wordpress.org/export/") ? .wordpress : .other
        }
    }

    private static func usual(prefix: String?) -> XMLVocabulary {
        switch prefix {
        case nil: .none
        case "atom": .atom
        case "dc": .dublinCore
        case "wp": .wordpress
        case "rdf": .rdf
        case "z": .rowset
        default: .other
        }
    }
}

/// The name of an element or attribute.
struct XMLName: Hashable {
    let prefix: String?
    let local: String
    let vocabulary: XMLVocabulary

    init(prefix: String?, local: String, namespace: String?) {
        self.prefix = prefix
        self.local = local
        vocabulary = XMLVocabulary(namespace: namespace, prefix: prefix)
    }

    var bytes: Int { local.utf8.count + (prefix?.utf8.count ?? 0) }

    /// As the file writes it.
    var written: String { prefix.map { "\($0):\(local)" } ?? local }

    /// An element of the form's own language: without a prefix, whatever the default namespace is.
    var isPlain: Bool { prefix == nil || vocabulary == .rss }
}

/// One step of the path of an element.
struct XMLStep: Hashable {
    /// An attribute whose value belongs to the element's name: `dynamic-element[@name='donvi']`.
    struct Mark: Hashable {
        let attribute: String
        let value: String
    }

    let name: XMLName
    let mark: Mark?

    /// The mark is part of the name, or a log could have megabytes of them.
    var bytes: Int { name.bytes + (mark?.value.utf8.count ?? 0) }

    var written: String { mark.map { "\(name.written)[@\($0.attribute)='\($0.value)']" } ?? name.written }
}
