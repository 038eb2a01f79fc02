import QuotaModel

/// What came out when everything in a history was computed again from its bytes (contract, section 9, `verify`).
public struct Verification: Sendable {
    /// One thing that is not as it was stored.
    public struct Fault: Hashable, Sendable {
        /// What is not as it was stored. The words stand in the JSON of `history verify`.
        public enum Kind: String, Sendable {
            /// Entries are numbered from 0 without a gap; this one is not there.
            case missingEntry = "missing-entry"
            /// The entry's bytes have another digest than the one stored beside them.
            case changedEntry = "changed-entry"
            /// Bytes that are no canonical entry, or one with another number.
            case wrongEntry = "wrong-entry"
            /// The entry is the one that was appended here, but says nothing that whoever uses the history can read.
            case wrongBody = "wrong-body"
            /// The entry and its digest agree, but it is not the one that was appended here.
            case wrongOrder = "wrong-order"
            /// A stored digest of the tree is not that of the entries below it.
            case wrongNode = "wrong-node"
            /// The entry names a blob that is not there.
            case missingBlob = "missing-blob"
            /// The blob's bytes have another digest than the one it is named by.
            case changedBlob = "changed-blob"
            /// Nothing names this blob, or its rows belong to none.
            case strayBlob = "stray-blob"
            /// Tables or triggers are not those that `history init` made.
            case changedSchema = "changed-schema"
            /// The file itself is broken here.
            case brokenFile = "broken-file"
        }

        /// What is wrong.
        public let kind: Kind
        /// The entry, or the first that names the blob; nil: it is about none, or about a blob that no good entry
        /// names.
        public let seq: Int?
        /// The blob's digest as it is stored.
        public let blob: String?
        /// Both digests, where there are two: what is stored and what the bytes give.
        public let stored: String?
        /// What the bytes give; nil where there is nothing to compute it from.
        public let computed: String?
        /// What else is known: the reader's or SQLite's words, sizes that differ, a stray blob's number.
        public let detail: String?

        init(
            _ kind: Kind, seq: Int? = nil, blob: String? = nil, stored: String? = nil, computed: String? = nil,
            detail: String? = nil
        ) {
            self.kind = kind
            self.seq = seq
            self.blob = blob
            self.stored = stored
            self.computed = computed
            self.detail = detail
        }
    }

    /// The history's name; nil where not even its first entry can be read.
    public internal(set) var origin: String?
    /// Entries that the file holds.
    public internal(set) var size = 0
    /// Entries before the first bad one: what can still be relied on.
    public internal(set) var goodEntries = 0
    /// The root over the good entries.
    public internal(set) var root: [UInt8] = MerkleTree.emptyRoot
    /// Blobs that were read, good or bad, and their bytes.
    public internal(set) var blobs = 0
    public internal(set) var blobBytes = 0
    /// Entries first, by number; none when the history is as it was written.
    public internal(set) var faults: [Fault] = []

    /// Whether everything is as it was written.
    public var isGood: Bool { faults.isEmpty }

    /// The roots that were asked for, of sizes that the good entries reach.
    var roots: [Int: [UInt8]] = [:]

    /// How the history stands to an older checkpoint of it.
    public enum Extension: Hashable, Sendable {
        /// It begins with exactly the entries that the checkpoint saw.
        case extends
        case otherOrigin
        /// Its tail was cut off.
        case shorter
        /// An entry that the checkpoint saw is another one now.
        case otherRoot(computed: [UInt8])
        /// The entries up to the checkpoint are not all good.
        case damagedBefore
    }

    /// - Precondition: the checkpoint was given to the verifier.
    public func extends(_ checkpoint: Checkpoint) -> Extension {
        if checkpoint.size > size { return .shorter }
        guard let root = roots[checkpoint.size] else { return .damagedBefore }
        if root != checkpoint.root { return .otherRoot(computed: root) }
        // The origin stands in the first entry: with the right root it can only be the checkpoint's text that is wrong.
        return origin == nil || checkpoint.origin == origin ? .extends : .otherOrigin
    }
}
