import QuotaModel

/// One entry of a history (contract, section 9). What its payload means is nothing to the history.
public struct Entry: Sendable {
    /// Its number, from 0.
    public let seq: Int
    /// UTC, `yyyy-MM-ddTHH:mm:ssZ`.
    public let time: String
    /// Who added it: `--actor` or the login name. Nothing proves it.
    public let actor: String
    /// A word such as `log`, whose meaning only whoever uses the history knows; `init` is entry 0 and no other.
    public let kind: String
    /// An object.
    public let payload: JSONValue

    init(seq: Int, _ draft: EntryDraft) {
        self.seq = seq
        time = draft.time
        actor = draft.actor
        kind = draft.kind
        payload = draft.payload
    }

    /// The canonical bytes that the tree is over.
    public var bytes: [UInt8] {
        JSONValue.object([
            "actor": .string(actor), "kind": .string(kind), "payload": payload, "seq": .number(seq),
            "time": .string(time),
        ]).canonical
    }

    /// Nil unless the bytes are exactly those that `bytes` would be.
    init?(bytes: [UInt8]) {
        guard let value = JSONReader.value(of: bytes), value.members.count == 5, let seq = value["seq"]?.int,
            let time = value["time"]?.text, let actor = value["actor"]?.text, let kind = value["kind"]?.text,
            let payload = value["payload"], case .object = payload
        else { return nil }
        self.init(seq: seq, EntryDraft(time: time, actor: actor, kind: kind, payload: payload))
        guard self.bytes == bytes, Self.isTime(time), (kind == "init") == (seq == 0) else { return nil }
    }

    /// `yyyy-MM-ddTHH:mm:ssZ` with a day of the calendar.
    private static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z")
        else { return false }
        let number = { (place: Int) -> Int? in
            guard 0x30...0x39 ~= bytes[place], 0x30...0x39 ~= bytes[place + 1] else { return nil }
            return Int(bytes[place] - 0x30) * 10 + Int(bytes[place + 1] - 0x30)
        }
        guard let year = number(0).flatMap({ high in number(2).map { high * 100 + $0 } }), let month = number(5),
            let day = number(8), let hour = number(11), let minute = number(14), let second = number(17),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), 1...12 ~= month
        else { return false }
        return 1...CivilDate.length(ofMonth: month, year: year) ~= day && hour < 24 && minute < 60 && second < 60
    }

    /// The digests of all blobs that the payload names: every text whose key is `sha256` or ends in `Sha256`
    /// (contract, section 11.8).
    public var blobs: [String] { Self.blobs(in: payload) }

    private static func blobs(in value: JSONValue) -> [String] {
        value.members.flatMap { member -> [String] in
            if let digest = member.value.text {
                return member.key == "sha256" || member.key.hasSuffix("Sha256") ? [digest] : []
            }
            return blobs(in: member.value)
        } + value.elements.flatMap(blobs)
    }
}

/// An entry that has no number yet.
public struct EntryDraft: Sendable {
    /// UTC, `yyyy-MM-ddTHH:mm:ssZ`.
    public let time: String
    /// As it is to stand in the entry.
    public let actor: String
    /// `init` for the first entry and for no other.
    public let kind: String
    /// An object.
    public let payload: JSONValue

    /// Nothing is checked here: an entry with another form of time or kind would be found to be bad when it is read.
    public init(time: String, actor: String, kind: String, payload: JSONValue) {
        self.time = time
        self.actor = actor
        self.kind = kind
        self.payload = payload
    }
}
