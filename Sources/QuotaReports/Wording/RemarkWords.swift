import QuotaModel

/// What people should know about how a log was read.
extension Wording {
    func remarks(_ input: LogSummary) -> [String] {
        var lines = input.remarks.map(sentence)
        if !input.unknownStates.isEmpty {
            lines.append(
                self("trạng thái lạ, không tính: ", "unknown states, not counted: ")
                    + input.unknownStates.map(quoted).joined(separator: ", "))
        }
        return lines
    }

    func remarkSentence(_ issue: Issue) -> String? {
        encodingRemark(issue) ?? rowRemark(issue) ?? dayRemark(issue)
    }

    private func encodingRemark(_ issue: Issue) -> String? {
        switch issue.code {
        case .readByMapping:
            self("đọc theo tệp ánh xạ ", "read by the mapping file ") + subject(issue)
                + ", sha256 \(issue.found ?? "")"
        case .constantHolds:
            self(
                "mọi bản ghi có \(field(issue)) là \(choice(issue.expected.map(quoted))); không đọc \(found(issue))",
                "every record has \(choice(issue.expected.map(quoted))) as \(field(issue)); \(found(issue)) is not read"
            )
        case .mappingOverridden:
            self(
                "đọc theo \(issue.subject ?? "") \(found(issue)) như đã ghi, không theo \(list(issue.expected.map(quoted))) của tệp ánh xạ",
                "read by \(issue.subject ?? "") \(found(issue)) as told, not by the mapping file's \(list(issue.expected.map(quoted)))"
            )
        case .encodingGuessed:
            self("bảng mã đoán là \(issue.found ?? "")", "the encoding is taken for \(issue.found ?? "")")
                + examples(issue)
        case .encodingOverridden:
            self(
                "đọc theo \(issue.subject ?? ""), tuy tệp giống hoặc tự khai \(issue.found ?? "")",
                "read as \(issue.subject ?? ""), though the file looks like or declares \(issue.found ?? "")")
                + betterEncoding(issue)
        case .doubledEncoding:
            self("chữ bị mã hóa hai lần", "text was encoded twice") + examples(issue)
        case .questionMarks:
            self("chữ có dấu đã mất thành dấu hỏi", "accented letters were lost to question marks") + examples(issue)
        case .fontConverted:
            self(
                "chữ phông cũ \(issue.found ?? "") đã chuyển sang Unicode",
                "text of the old font \(issue.found ?? "") was converted to Unicode") + examples(issue)
        case .delimiterOverridden:
            self(
                "tách cột theo \(subject(issue)) như đã ghi, tuy tệp giống dùng \(found(issue))",
                "columns are split at \(subject(issue)) as told, though the file looks split at \(found(issue))")
        default: nil
        }
    }

    private func betterEncoding(_ issue: Issue) -> String {
        guard let better = issue.expected.first else { return "" }
        return self("; nếu sai, hãy ghi --encoding \(better)", "; if that is wrong, give --encoding \(better)")
    }

    /// The field's name as a clerk knows it.
    private func field(_ issue: Issue) -> String {
        issue.subject.flatMap(Field.init(rawValue:)).map(name) ?? issue.subject ?? ""
    }

    private func rowRemark(_ issue: Issue) -> String? {
        switch issue.code {
        case .noRecords where issue.found == nil && issue.expected.isEmpty:
            self("nhật ký không có bản ghi nào", "the log has no records")
        case .noRecords where issue.found == nil:
            self(
                "không có bản ghi nào; ở dạng này bản ghi nằm ở \(choice(issue.expected.map(quoted)))",
                "there is no record; in this form records stand at \(choice(issue.expected.map(quoted)))")
        case .recordsElsewhere:
            recordsElsewhere(issue)
        case .noRecords:
            self(
                "không có bản ghi nào ở \(found(issue)) như tệp ánh xạ ghi (records)",
                "there is no record at \(found(issue)), which the mapping names (records)")
        case .secondColumn where !issue.expected.isEmpty:
            self(
                "có bản ghi ghi \(field(issue)) ở cả \(choice(issue.expected.map(quoted))) và \(found(issue)); ở đó không dùng \(found(issue))",
                "records have \(field(issue)) both in \(choice(issue.expected.map(quoted))) and in \(found(issue)); there \(found(issue)) is not used"
            )
        case .secondColumn:
            self(
                "có hai cột cho \(field(issue)); không dùng cột \(found(issue))",
                "two columns for \(field(issue)); the column \(found(issue)) is not used")
        case .titleRows:
            self(
                "bỏ qua \(figure(issue)) dòng tựa phía trên tiêu đề cột",
                count(issue, "title row above the heading is", "title rows above the heading are") + " skipped")
        case .shortHeading:
            shortHeading(issue)
        case .totalRow:
            self("dòng tổng cộng ở cuối không phải bản ghi: ", "the total row at the foot is no record: ")
                + found(issue)
        case .repeatedHeading:
            self(
                "\(figure(issue)) dòng lặp lại tiêu đề cột không phải bản ghi",
                count(issue, "row repeats the heading and is no record", "rows repeat the heading and are no records"))
        case .readAnew:
            self(
                "mục \(issue.found ?? "") của lịch sử đọc lại tệp này cách khác, nên lần đọc này không tính",
                "entry \(issue.found ?? "") of the history reads the file in another way, so this reading counts nowhere"
            )
        case .repeatedIdentity:
            self(
                "\(figure(issue)) bản ghi trùng với bản ghi trước",
                count(issue, "record repeats an earlier one", "records repeat earlier ones"))
        case .joinedNames:
            self(
                "\(found(issue)) là nhiều \(field(issue)) trong một ô; cách nhau bằng dấu chấm phẩy: \(quoted(issue.suggestion ?? ""))",
                "\(found(issue)) in the cell \(field(issue)) is several; separate them by semicolons: \(quoted(issue.suggestion ?? ""))"
            )
        case .otherPostTypes where issue.subject == nil:
            self(
                "và \(figure(issue)) mục thuộc các loại khác nữa không phải bài viết, không tính",
                "and " + count(issue, "entry", "entries") + " of other types: no posts, not counted")
        case .otherPostTypes:
            self(
                "\(figure(issue)) mục loại \(subject(issue)) không phải bài viết, không tính",
                count(issue, "entry", "entries") + " of type \(subject(issue)): no posts, not counted")
        default: nil
        }
    }

    private func shortHeading(_ issue: Issue) -> String {
        let (line, other) = (issue.place?.line ?? 0, issue.related?.line ?? 0)
        let cells = issue.expected.first ?? ""
        return self(
            "lấy dòng \(line) làm tiêu đề cột vì không dòng nào có hai tiêu đề quen, nhưng dòng ấy chỉ có \(figure(issue)) ô có chữ, dòng \(other) có \(cells); nếu tiêu đề ở dòng \(other) thì xóa các dòng phía trên, hoặc ghi các tiêu đề của nó trong tệp ánh xạ (--mapping)",
            "line \(line) is taken for the heading, as no line has two known headings, but has \(count(issue, "filled cell", "filled cells")) where line \(other) has \(cells); if line \(other) is the heading, delete the lines above it or name its headings in a mapping file (--mapping)"
        )
    }

    private func recordsElsewhere(_ issue: Issue) -> String {
        let line = issue.place?.line.map { self(" (đầu tiên ở dòng \($0))", " (the first on line \($0))") } ?? ""
        let place = choice(issue.expected.map(quoted))
        return self(
            "bỏ qua \(figure(issue)) phần tử \(subject(issue))\(line); chỉ đọc bản ghi ở \(place), không đọc bản ghi nằm trong bản ghi khác",
            "passed over \(count(issue, "element", "elements")) \(subject(issue))\(line); records are read at \(place), none inside another"
        )
    }

    private func dayRemark(_ issue: Issue) -> String? {
        switch issue.code {
        case .outdatedLogs: outdated(issue)
        case .dayFirstAssumed:
            self(
                "cột \(field(issue)) đọc ngày trước, tháng sau (không có ngày nào lớn hơn 12 để chắc chắn)",
                "the column \(field(issue)) is read day first (no day above 12 makes it certain)")
        case .mixedDateForms where issue.expected.isEmpty:
            self(
                "cột \(field(issue)) có ngày viết tháng trước, ngày sau (\(found(issue))); viết ngày/tháng/năm",
                "the column \(field(issue)) has days written month first (\(found(issue))); write day/month/year")
        case .mixedDateForms:
            self(
                "cột \(field(issue)) giống tháng trước, ngày sau (\(found(issue))); nếu đúng, ghi trong tệp ánh xạ format: \"\(issue.expected.first ?? "")\"",
                "the column \(field(issue)) looks month first (\(found(issue))); if so, write in a mapping file format: \"\(issue.expected.first ?? "")\""
            )
        case .brokenMinutes:
            self(
                "phút trong pubDate là số tháng (lỗi NukeViet); chỉ dùng ngày",
                "the minutes in pubDate are the month number (a NukeViet fault); only the day is used")
        default: nil
        }
    }

    private func outdated(_ issue: Issue) -> String {
        func shown(_ text: String?) -> String { text.map { CivilDate(iso: $0).map(day) ?? $0 } ?? "" }
        let first = shown(issue.expected.first)
        let newest =
            issue.found == nil
            ? self("không có tin, bài nào trước đó", "nor before")
            : self("tin, bài mới nhất ngày \(shown(issue.found))", "the newest is of \(shown(issue.found))")
        return self(
            "nhật ký không có tin, bài nào từ ngày \(first) (ngày đầu của kỳ mới nhất); \(newest)",
            "the logs have no item from \(first) on (the first day of the newest period); \(newest)")
    }

    private func count(_ issue: Issue, _ one: String, _ many: String) -> String {
        "\(figure(issue)) \(issue.found == "1" ? one : many)"
    }

    private func examples(_ issue: Issue) -> String {
        issue.expected.isEmpty
            ? "" : self("; ví dụ: ", "; for example: ") + issue.expected.map(quoted).joined(separator: ", ")
    }
}
