import QuotaModel

/// What is wrong with a history, a checkpoint or a key.
extension Wording {
    func historySentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .notAHistory:
            self("đây không phải tệp lịch sử (tạo mới: history init)", "this is no history (to make one: history init)")
        case .newerHistory:
            self(
                "lịch sử do bản chương trình mới hơn tạo (dạng \(issue.found ?? ""), bản này biết dạng \(choice(issue.expected)))",
                "the history is of a newer version (form \(issue.found ?? ""), this program knows \(choice(issue.expected)))"
            )
        case .historyExists: self("đã có tệp này, không ghi đè", "it exists already and is not overwritten")
        case .historyLocked:
            self("lịch sử đang bận", "the history is locked")
                + (issue.found.map { self(": tiến trình \($0) đang giữ", ": process \($0) holds it") } ?? "")
                + self("; thử lại sau", "; try again later")
        case .unfinishedWrite:
            self(
                "có lần ghi dở dang chưa được thu hồi; người có quyền ghi mở tệp một lần là xong",
                "a write was cut off and not taken back; it is when somebody who may write opens the file once")
        case .damagedFile: self("tệp lịch sử hỏng: ", "the history is damaged: ") + reason(issue)
        case .damagedEntry where issue.found != nil && issue.expected.isEmpty:
            self(
                "mục \(issue.subject ?? "") không phải mục mà chương trình này ghi: ",
                "entry \(issue.subject ?? "") is none that this program writes: ") + found(issue)
        case .damagedEntry:
            self("mục \(issue.subject ?? "") đã hỏng hoặc bị sửa", "entry \(issue.subject ?? "") is damaged or changed")
                + digests(issue)
        case .damagedBlob where issue.found != nil && issue.expected.isEmpty:
            self(
                "kết quả của mục \(issue.found ?? "") (tệp lưu \(issue.subject ?? "")) không phải JSON, chương trình này không ghi như vậy",
                "the result of entry \(issue.found ?? "") (blob \(issue.subject ?? "")) is no JSON: this program writes none such"
            )
        case .damagedBlob:
            self(
                "tệp lưu \(issue.subject ?? "") không còn hoặc đã bị sửa",
                "the blob \(issue.subject ?? "") is gone or changed") + digests(issue)
        default: historyChoiceSentence(issue)
        }
    }

    private func historyChoiceSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .noSuchEntry where issue.found != nil:
            self(
                "\(issue.subject ?? "") không nhận \(found(issue))",
                "\(issue.subject ?? "") does not take \(found(issue))") + expected(issue)
        case .noSuchEntry:
            self("không có mục \(issue.subject ?? "")", "there is no entry \(issue.subject ?? "")") + expected(issue)
        case .noSuchItem where issue.subject == OtherItems.otherwise.rawValue:
            self(
                "có tin, bài \(found(issue)), nhưng khác --by, --unit, --date hoặc --undated đã ghi",
                "there is an item \(found(issue)), but not with this --by, --unit, --date or --undated")
                + expected(issue)
        case .noSuchItem:
            self("không nhật ký nào có tin, bài \(found(issue))", "no log holds an item \(found(issue))")
                + otherNames(issue)
        case .ambiguousItem:
            self(
                "nhiều tin, bài cùng tên \(found(issue)); ghi thêm --by, --unit (mỗi đơn vị một lần), --date hoặc --undated",
                "several items are called \(found(issue)); add --by, --unit (once for each unit), --date or --undated")
                + expected(issue)
        case .noIdentity:
            self(
                "dòng có tin, bài \(found(issue)) bị loại, không rõ đơn vị hoặc ngày, không có mã hay đường dẫn: không rút được",
                "the row that holds the item \(found(issue)) is rejected, its unit or day is not known, and it has no id or address: it can't be withdrawn"
            )
        case .noEvaluation:
            self(
                "mục \(issue.subject ?? "") là \(found(issue)), không phải kết quả so được",
                "entry \(issue.subject ?? "") is \(found(issue)), no evaluation that can be taken here")
                + expected(issue)
        case .nothingAdded: nothingAdded(issue)
        case .badCheckpoint: self("đây không phải điểm mốc của lịch sử", "this is no checkpoint of a history")
        case .badKey: self("đây không phải khóa", "this is no key")
        case .unsignedCheckpoint: self("điểm mốc không có chữ ký", "the checkpoint is not signed")
        case .wrongSignature:
            self(
                "không có chữ ký đúng của khóa \(found(issue)) trên điểm mốc",
                "the checkpoint has no good signature of the key \(found(issue))")
        default: nil
        }
    }

    /// An item that has an id is not called by its title or address.
    private func otherNames(_ issue: Issue) -> String {
        guard !issue.expected.isEmpty else { return "" }
        return self("; tiêu đề hay đường dẫn ấy là của mã ", "; this title or address is of the id ")
            + issue.expected.map(quoted).joined(separator: ", ")
    }

    private func nothingAdded(_ issue: Issue) -> String {
        switch issue.subject {
        case "rules":
            self("lịch sử chưa có quy tắc (history add-rules)", "the history has no rules yet (history add-rules)")
        default: self("lịch sử chưa có nhật ký (history add-log)", "the history has no logs yet (history add-log)")
        }
    }

    private func digests(_ issue: Issue) -> String {
        guard let found = issue.found, let stored = issue.expected.first else { return "" }
        return self(" (đã lưu \(stored), tính ra \(found))", " (stored \(stored), computed \(found))")
    }

    /// `Lịch sử “…”: 12 mục, gốc …`: stands on every report made from a history (contract, section 9).
    public func mark(_ mark: HistoryMark) -> String {
        self("Lịch sử ", "History ") + "\(quoted(mark.origin)): " + state(of: mark)
    }

    /// `12 mục, gốc …`.
    func state(of mark: HistoryMark) -> String {
        self("\(number(mark.treeSize)) mục, gốc ", count(mark.treeSize, "entry", "entries") + ", root ") + mark.root
    }
}
