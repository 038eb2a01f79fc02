import QuotaModel

/// What makes an item the same in several logs (contract, section 5, "Identity"), in words: `Identities` keeps only
/// digests of it.
public enum ItemIdentity: Hashable, Sendable {
    /// NFC and trimmed, case kept.
    case id(String)
    case url(String)
    /// The title normalised, the places of its units in ascending order, the counting date.
    case title(MatchKey, units: [Int], date: CivilDate?)

    /// The identity of an item that carries its row's own words; nil where it has none, or no words.
    public init?(_ item: Item, countingDate: Field) {
        guard let texts = item.details?.texts else { return nil }
        let named = { (field: Field) -> String? in
            let text = texts[field]?.trimmedCell ?? ""
            return text.isEmpty ? nil : text
        }
        if let id = named(.id) {
            self = .id(id)
        } else if let url = named(.url) {
            self = .url(url)
        } else {
            let title = MatchKey(texts[.title] ?? "")
            guard !title.isEmpty else { return nil }
            var units: [Int] = []
            item.units.forEach { units.append($0) }
            self = .title(title, units: units.sorted(), date: item.day(countingDate))
        }
    }

    /// Which of the three fields it is taken from.
    public var field: Field {
        switch self {
        case .id: .id
        case .url: .url
        case .title: .title
        }
    }

    /// The field's text, of a title as it is compared.
    public var text: String {
        switch self {
        case .id(let text), .url(let text): text
        case .title(let title, _, _): title.text
        }
    }

    /// Whether a person who writes this text can mean it.
    public func isCalled(_ text: String) -> Bool {
        switch self {
        case .id(let own), .url(let own): own == text
        case .title(let title, _, _): title == MatchKey(text)
        }
    }

    /// As `Identities` keeps it; nil for an empty text, which is no identity.
    var digest: Digest? {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            return switch self {
            case .id: Digest(id: bytes)
            case .url: Digest(url: bytes)
            case .title(_, let units, let date):
                Digest(title: bytes, units: Named(units), date: date)
            }
        }
    }
}
