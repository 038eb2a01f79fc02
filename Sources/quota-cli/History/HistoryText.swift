import AuditLedger
import QuotaModel
import QuotaReports

/// Histories as text.
struct HistoryText {
    let wording: Wording

    init(_ wording: Wording) { self.wording = wording }

    // MARK: Appending

    func added(_ entry: Entry) -> String {
        wording("đã ghi mục \(entry.seq): ", "added entry \(entry.seq): ") + summary(entry)
    }

    func line(_ added: Added) -> String {
        switch added {
        case .new(let entry): self.added(entry)
        case .known(let entry, let file, let unused, let newer):
            known(entry, Wording.printable(file), Wording.printable(entry.actor))
                + (unused.isEmpty ? "" : notUsed(unused, entry)) + (newer.map(inForce) ?? "")
        }
    }

    private func known(_ entry: Entry, _ file: String, _ actor: String) -> String {
        wording(
            "đã có rồi, không ghi gì: \(file) là mục \(entry.seq) (\(entry.time), \(actor))",
            "nothing added, it is there already: \(file) is entry \(entry.seq) (\(entry.time), \(actor))")
    }

    /// The same bytes with the same mapping are the same log, whatever else is said; another mapping makes it another entry.
    private func notUsed(_ options: [OtherOption], _ entry: Entry) -> String {
        let names = options.map { option in
            let given = option.given.map { option.name + " " + Wording.printable($0) }
            let recorded = option.recorded.map { Wording.printable($0) }
            return (given ?? wording("không có \(option.name)", "no \(option.name)"))
                + wording(" (mục \(entry.seq): ", " (entry \(entry.seq): ")
                + (recorded ?? wording("không có", "none")) + ")"
        }.joined(separator: ", ")
        let mapping =
            entry.payload["mappingSha256"] == nil
            ? wording("một tệp ánh xạ", "a mapping file") : wording("một tệp ánh xạ khác", "another mapping file")
        return wording(
            "; không dùng tùy chọn đọc khác với mục đã ghi: \(names); muốn đọc như lần này: ghi lại với \(mapping) (--mapping) nói rõ cách đọc, giữ nguyên các tùy chọn này",
            "; not used, since its entry says otherwise: \(names); to have it read as now: add it with \(mapping) (--mapping) that says so, and these options"
        )
    }

    /// The same bytes are read by a newer entry: to go back takes a mapping that says the older reading in other bytes.
    private func inForce(_ newer: Entry) -> String {
        wording(
            "; đang tính theo mục \(newer.seq), đọc tệp này cách khác (muốn đổi lại: ghi với một tệp ánh xạ khác)",
            "; entry \(newer.seq), which reads the file in another way, is in force (to go back: add it with another mapping file)"
        )
    }

    /// What an entry holds, in a line.
    func summary(_ entry: Entry) -> String {
        let payload = entry.payload
        let text = { (key: String) in Wording.printable(payload[key]?.text ?? "") }
        switch entry.entryKind {
        case .initial: return wording("lịch sử “\(text("origin"))”", "history “\(text("origin"))”")
        case .rules: return wording("quy tắc \(text("id")) (\(text("file")))", "rules \(text("id")) (\(text("file")))")
        case .log: return text("file") + counts(payload["counts"])
        case .inputs:
            let scorecard = payload["scorecard"] == nil ? "" : " (\(text("scorecard")))"
            return wording("số liệu nhập \(text("file"))", "entered figures \(text("file"))") + scorecard
        case .withdraw:
            return wording(
                "rút “\(text("identity"))”: \(text("reason"))", "withdraws “\(text("identity"))”: \(text("reason"))")
        case .evaluation: return evaluation(payload)
        case .note: return text("text")
        case nil: return Wording.printable(entry.kind)
        }
    }

    private func counts(_ counts: JSONValue?) -> String {
        guard let counts, let records = counts["records"]?.int, let rejected = counts["rejected"]?.int else {
            return ""
        }
        guard let accepted = counts["accepted"]?.int else {
            return wording(
                ": \(wording.number(records)) bản ghi, chưa có quy tắc để nhận",
                ": \(wording.count(records, "record", "records")), no rules yet to accept them by")
        }
        let figures = [records, accepted, rejected].map(wording.number)
        return wording(
            ": \(figures[0]) bản ghi = \(figures[1]) nhận + \(figures[2]) loại",
            ": \(wording.count(records, "record", "records")) = \(figures[1]) accepted + \(figures[2]) rejected")
    }

    private func evaluation(_ payload: JSONValue) -> String {
        let command = Wording.printable(payload["command"]?.text ?? "")
        let day = payload["parameters"]?["asOf"]?.text.flatMap { CivilDate(iso: $0) }.map(wording.day) ?? ""
        let size = payload["treeSize"]?.int ?? 0
        return wording(
            "\(command) đến \(day), trên \(wording.number(size)) mục",
            "\(command) as of \(day), over \(wording.count(size, "entry", "entries"))")
            + chosen(EvaluationParameters(payload["parameters"])).map { "; " + $0 }.joined()
    }

    /// The days of a scorecard, and how the rules were read otherwise than they say.
    private func chosen(_ parameters: EvaluationParameters?) -> [String] {
        guard let parameters else { return [] }
        let days = parameters.scoring.map {
            wording(
                "chấm từ \(wording.day($0.from)) đến \(wording.day($0.to))",
                "scored from \(wording.day($0.from)) to \(wording.day($0.to))")
        }
        let reading = wording.reading(parameters.interpretation)
        return [
            days, reading.isEmpty ? nil : wording("khác với quy tắc: ", "otherwise than the rules: ") + reading,
        ].compactMap(\.self)
    }

    // MARK: Looking

    func list(_ entries: [Entry], _ mark: HistoryMark?) -> [UInt8] {
        var table = TextTable([
            (wording("Mục", "Entry"), .right), (wording("Lúc (UTC)", "When (UTC)"), .left),
            (wording("Người ghi", "Who"), .left), (wording("Loại", "Kind"), .left),
            (wording("Nội dung", "What"), .left),
        ])
        for entry in entries {
            table.add([
                TextTable.Cell(String(entry.seq)), TextTable.Cell(entry.time),
                TextTable.Cell(Wording.printable(entry.actor, limit: 40)),
                TextTable.Cell(Wording.printable(entry.kind, limit: 40)),
                TextTable.Cell(summary(entry)),
            ])
        }
        let end = mark.map { [wording.mark($0)] } ?? []
        return Self.bytes(table.lines() + end)
    }

    func show(_ entry: Entry) -> [UInt8] {
        let actor = Wording.printable(entry.actor)
        // JSON escapes no marks of direction and no control characters but ASCII's.
        let payload = entry.payload.indented().split(separator: "\n", omittingEmptySubsequences: false)
            .map { Wording.printable(String($0), limit: .max) }.joined(separator: "\n")
        return Self.bytes([
            wording(
                "Mục \(entry.seq), ghi lúc \(entry.time), bởi \(actor)",
                "Entry \(entry.seq), added \(entry.time) by \(actor)"),
            summary(entry), payload,
            wording("tóm lược (lá của cây): ", "digest (leaf of the tree): ")
                + DigestText.hexadecimal(MerkleTree.leaf(entry.bytes)),
        ])
    }

    func proof(_ proof: HistoryProof) -> [UInt8] {
        var lines: [String]
        switch proof.kind {
        case .inclusion(let seq, let leaf):
            lines = [
                wording(
                    "Mục \(seq) có trong lịch sử khi có \(proof.checkpoint.size) mục",
                    "Entry \(seq) is in the history of \(proof.checkpoint.size) entries"),
                wording("lá: ", "leaf: ") + DigestText.base64(leaf),
            ]
        case .consistency(let from, let root):
            lines = [
                wording(
                    "Lịch sử \(proof.checkpoint.size) mục bắt đầu bằng đúng \(from) mục cũ",
                    "The history of \(proof.checkpoint.size) entries begins with the older \(from)"),
                wording("gốc cũ: ", "older root: ") + DigestText.base64(root),
            ]
        }
        lines += proof.hashes.map(DigestText.base64)
        lines.append(wording("gốc: ", "root: ") + DigestText.base64(proof.checkpoint.root))
        return Self.bytes(lines)
    }

    // MARK: Verifying

    func verification(_ report: VerificationReport) -> [UInt8] {
        let result = report.result
        var lines: [String] = []
        if result.isGood {
            lines.append(
                wording(
                    "đúng: \(wording.number(result.size)) mục, \(wording.number(result.blobs)) tệp lưu (\(wording.number(result.blobBytes)) byte)",
                    "good: \(wording.count(result.size, "entry", "entries")), \(wording.count(result.blobs, "blob", "blobs")) (\(wording.count(result.blobBytes, "byte", "bytes")))"
                ))
        } else {
            lines.append(
                wording(
                    "SAI: dùng được \(wording.number(result.goodEntries)) trên \(wording.number(result.size)) mục",
                    "BAD: \(wording.number(result.goodEntries)) of \(wording.number(result.size)) entries can be used"))
            lines += faults(result)
        }
        lines.append(
            wording(
                "gốc của \(wording.number(result.goodEntries)) mục: ",
                "root of \(wording.count(result.goodEntries, "entry", "entries")): ")
                + DigestText.base64(result.root))
        lines += comparison(report)
        return Self.bytes(lines)
    }

    private func comparison(_ report: VerificationReport) -> [String] {
        guard let older = report.older, let comparison = report.comparison else {
            return [
                wording(
                    "không đối chiếu điểm mốc: nếu phần cuối bị cắt thì không thấy được (--checkpoint)",
                    "compared with no checkpoint: a tail that was cut off can't be seen (--checkpoint)")
            ]
        }
        return [
            standing(comparison, to: older.checkpoint, size: report.result.size),
            signature(isSigned: older.isSigned, isChecked: older.isChecked),
        ]
    }

    /// How a history of `size` entries stands to a checkpoint.
    private func standing(_ comparison: Verification.Extension, to checkpoint: Checkpoint, size: Int) -> String {
        let count = checkpoint.size
        switch comparison {
        case .extends:
            return wording(
                "khớp điểm mốc \(count) mục: từ đó chỉ ghi thêm",
                "matches the checkpoint of \(count) entries: only appended to since")
        case .otherOrigin:
            let origin = Wording.printable(checkpoint.origin)
            return wording(
                "SAI: điểm mốc của lịch sử khác: “\(origin)”", "BAD: a checkpoint of another history: “\(origin)”")
        case .shorter:
            return wording(
                "SAI: phần cuối bị cắt: điểm mốc có \(count) mục, tệp chỉ có \(size)",
                "BAD: the tail was cut off: the checkpoint has \(count) entries, the file only \(size)")
        case .otherRoot(let computed):
            let (root, found) = (DigestText.base64(checkpoint.root), DigestText.base64(computed))
            return wording(
                "SAI: \(count) mục đầu không phải những mục của điểm mốc: gốc \(root), tính ra \(found)",
                "BAD: the first \(count) entries are not the checkpoint's: root \(root), computed \(found)")
        case .damagedBefore:
            return wording(
                "không đối chiếu được điểm mốc \(count) mục: phần trước đó đã hỏng",
                "the checkpoint of \(count) entries can't be compared: what is before it is damaged")
        }
    }

    private func signature(isSigned: Bool, isChecked: Bool) -> String {
        if isChecked { return wording("chữ ký của điểm mốc đúng", "the checkpoint's signature is good") }
        guard isSigned else { return wording("điểm mốc không có chữ ký", "the checkpoint is not signed") }
        return wording(
            "chữ ký của điểm mốc chưa kiểm (--public-key)", "the checkpoint's signature was not checked (--public-key)")
    }

    func faults(_ result: Verification) -> [String] {
        result.faults.prefix(20).map(fault)
            + (result.faults.count > 20
                ? [wording("… và \(result.faults.count - 20) lỗi nữa", "… and \(result.faults.count - 20) more")] : [])
    }

    private func fault(_ fault: Verification.Fault) -> String {
        // What is wrong where they agree is something else.
        let differ = fault.stored != fault.computed
        let digests = [
            fault.stored.flatMap { differ ? wording("đã lưu ", "stored ") + $0 : nil },
            fault.computed.flatMap { differ ? wording("tính ra ", "computed ") + $0 : nil },
            fault.detail.map(wording.system),
        ].compactMap(\.self).joined(separator: "; ")
        let place = [
            fault.seq.map { wording("mục \($0)", "entry \($0)") },
            fault.blob.map { wording("tệp lưu \($0)", "blob \($0)") },
        ].compactMap(\.self).joined(separator: ", ")
        let head = place.isEmpty ? "" : place + ": "
        return "- " + head + words(fault.kind) + (digests.isEmpty ? "" : " (\(digests))") + " [\(fault.kind.rawValue)]"
    }

    private func words(_ kind: Verification.Fault.Kind) -> String {
        switch kind {
        case .missingEntry: wording("không còn trong tệp", "is not in the file")
        case .changedEntry: wording("nội dung đã bị sửa", "its bytes were changed")
        case .wrongEntry:
            wording(
                "khớp mã tóm lược, nhưng không viết đúng dạng của một mục hoặc mang số khác",
                "has the right digest, but is not written as entries are, or has another number")
        case .wrongBody: wording("không phải mục mà chương trình này ghi", "is no entry that this program writes")
        case .wrongOrder: wording("không phải mục đã ghi ở đây, hoặc sai thứ tự", "is not the one that was added here")
        case .wrongNode: wording("nút của cây đã bị sửa", "a node of the tree was changed")
        case .missingBlob: wording("không còn trong tệp", "is not in the file")
        case .changedBlob: wording("nội dung đã bị sửa", "its bytes were changed")
        case .strayBlob: wording("không mục nào nhắc đến", "no entry names it")
        case .changedSchema:
            wording("bảng hoặc khóa bảo vệ của tệp đã bị sửa", "the tables or their guards were changed")
        case .brokenFile: wording("tệp hỏng", "the file is broken")
        }
    }

    static func bytes(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}
