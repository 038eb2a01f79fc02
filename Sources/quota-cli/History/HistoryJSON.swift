import AuditLedger
import QuotaModel
import QuotaReports

/// Histories as JSON for programs.
enum HistoryJSON {
    /// `history list`: `{"schema":"quota-history-list/1","history":{…},"entries":[…]}`, entries as they are stored.
    static func list(_ entries: [Entry], _ mark: HistoryMark?) -> [UInt8] {
        document("quota-history-list/1") { json in
            json.history(mark)
            json.member("entries") { json in json.array(entries) { $0.entry($1) } }
        }
    }

    /// `history show`: the entry and its digest.
    static func show(_ entry: Entry, _ mark: HistoryMark?) -> [UInt8] {
        document("quota-history-entry/1") { json in
            json.history(mark)
            json.member("leaf", DigestText.hexadecimal(MerkleTree.leaf(entry.bytes)))
            json.member("entry") { $0.entry(entry) }
        }
    }

    static func checkpoint(_ checkpoint: Checkpoint, _ note: SignedNote) -> [UInt8] {
        document("quota-history-checkpoint/1") { json in
            json.history(HistoryMark(checkpoint))
            json.member("origin", checkpoint.origin)
            json.member("treeSize", checkpoint.size)
            json.member("root", DigestText.base64(checkpoint.root))
            json.member("note", note.written)
        }
    }

    static func proof(_ proof: HistoryProof) -> [UInt8] {
        document("quota-history-proof/1") { json in
            json.history(HistoryMark(proof.checkpoint))
            switch proof.kind {
            case .inclusion(let seq, let leaf):
                json.member("proves", "inclusion")
                json.member("seq", seq)
                json.member("leaf", DigestText.base64(leaf))
            case .consistency(let from, let root):
                json.member("proves", "consistency")
                json.member("fromSize", from)
                json.member("fromRoot", DigestText.base64(root))
            }
            json.member("treeSize", proof.checkpoint.size)
            json.member("root", DigestText.base64(proof.checkpoint.root))
            json.member("hashes") { $0.array(proof.hashes.map { DigestText.base64($0) }) }
        }
    }

    static func verification(_ report: VerificationReport) -> [UInt8] {
        let result = report.result
        return document("quota-history-verify/1") { json in
            json.member("good", report.isGood)
            json.history(
                result.origin.map {
                    HistoryMark(origin: $0, treeSize: result.goodEntries, root: DigestText.base64(result.root))
                })
            json.member("origin", result.origin)
            json.member("treeSize", result.size)
            json.member("goodEntries", result.goodEntries)
            json.member("root", DigestText.base64(result.root))
            json.member("blobs", result.blobs)
            json.member("blobBytes", result.blobBytes)
            json.member("checkpoint") { $0.comparison(report) }
            json.member("faults", each: result.faults) { json, fault in
                json.member("kind", fault.kind.rawValue)
                json.member("seq", fault.seq)
                json.member("blob", fault.blob)
                json.member("stored", fault.stored)
                json.member("computed", fault.computed)
                json.member("detail", fault.detail)
            }
        }
    }

    static func document(_ schema: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("schema", schema)
            members(&json)
        }
        return writer.finished()
    }
}

extension HistoryMark {
    init(_ checkpoint: Checkpoint) {
        self.init(
            origin: checkpoint.origin, treeSize: checkpoint.size, root: DigestText.base64(checkpoint.root))
    }
}

extension JSONWriter {
    /// An entry as it is stored.
    fileprivate mutating func entry(_ entry: Entry) {
        object { json in
            json.member("seq", entry.seq)
            json.member("time", entry.time)
            json.member("actor", entry.actor)
            json.member("kind", entry.kind)
            json.member("payload") { $0.canonical(entry.payload) }
        }
    }

    fileprivate mutating func comparison(_ report: VerificationReport) {
        guard let older = report.older, let comparison = report.comparison else { return value(String?.none) }
        object { json in
            json.member("origin", older.checkpoint.origin)
            json.member("treeSize", older.checkpoint.size)
            json.member("root", DigestText.base64(older.checkpoint.root))
            json.member("signature", older.isChecked ? "good" : older.isSigned ? "not-checked" : "none")
            json.member("result", comparison.code)
        }
    }
}

extension Verification.Extension {
    fileprivate var code: String {
        switch self {
        case .extends: "extends"
        case .otherOrigin: "other-origin"
        case .shorter: "cut-tail"
        case .otherRoot: "other-root"
        case .damagedBefore: "damaged-before"
        }
    }
}
