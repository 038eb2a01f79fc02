import QuotaModel

extension Wording {
    /// An issue as one line: `FILE:line:column: sentence [code]`.
    public func line(_ issue: Issue) -> String {
        var place = ""
        if let location = issue.place {
            place =
                [location.source, location.line.map(String.init), location.column.map(String.init)]
                .compactMap(\.self).joined(separator: ":") + ": "
        }
        return "\(place)\(sentence(issue)) [\(issue.code.rawValue)]"
    }

    /// What is wrong and what would be right, as a sentence without a full stop.
    public func sentence(_ issue: Issue) -> String {
        ruleSentence(issue) ?? logSentence(issue) ?? remarkSentence(issue) ?? commandSentence(issue)
    }

    private func found(_ issue: Issue) -> String { quoted(issue.found ?? "") }

    private func subject(_ issue: Issue) -> String { quoted(issue.subject ?? "") }

    private func suggestion(_ issue: Issue) -> String {
        issue.suggestion.map { self("; có phải \(quoted($0))?", "; did you mean \(quoted($0))?") } ?? ""
    }

    private func expected(_ issue: Issue) -> String {
        issue.expected.isEmpty ? "" : self("; cần: ", "; expected: ") + choice(unique(issue.expected).map(form))
    }

    /// Forms of values that are described, not listed.
    private func form(_ token: String) -> String {
        switch token {
        case "<text>": self("một dòng chữ", "a text")
        case "<list>": self("một danh sách", "a list")
        case "<mapping>": self("các cặp khóa: giá trị", "a mapping")
        case "[a-z0-9][a-z0-9-]*": self("chữ thường không dấu, số, gạch nối", "lower-case letters a–z, digits, hyphens")
        case "yyyy-MM-dd": self("ngày dạng năm-tháng-ngày (yyyy-MM-dd)", "a day as yyyy-MM-dd")
        default: range(token)
        }
    }

    /// `3..`, `..5` or `3..5`, and everything else as it is.
    private func range(_ token: String) -> String {
        guard let dots = token.firstRange(of: "..") else { return token }
        let (from, to) = (String(token[..<dots.lowerBound]), String(token[dots.upperBound...]))
        if to.isEmpty { return self("từ \(from)", "from \(from)") }
        if from.isEmpty { return self("đến \(to)", "up to \(to)") }
        return "\(from)–\(to)"
    }

    private func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    private func other(_ issue: Issue) -> String {
        guard let line = issue.related?.line else { return "" }
        return self(" (chỗ kia: dòng \(line))", " (the other one: line \(line))")
    }

    // MARK: Rule packs, mapping and case files

    private func ruleSentence(_ issue: Issue) -> String? {
        structureSentence(issue) ?? meaningSentence(issue) ?? scorecardSentence(issue) ?? figureSentence(issue)
    }

    private func structureSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .notYAML: notYAML(issue)
        case .notUTF8: self("tệp không phải UTF-8", "the file is not UTF-8")
        case .newerSchema:
            self(
                "tệp viết cho phiên bản mới hơn \(found(issue)); hãy dùng bản chương trình mới",
                "the file is for a newer version \(found(issue)); use a newer program") + expected(issue)
        case .wrongSchema:
            self("khóa schema là \(found(issue))", "the schema is \(found(issue))") + expected(issue)
                + suggestion(issue)
        case .anchorRefused:
            self(
                "không dùng neo, bí danh hay thẻ của YAML (\(found(issue)))",
                "YAML anchors, aliases and tags are refused (\(found(issue)))")
        case .unknownKey:
            self("khóa lạ \(found(issue))", "unknown key \(found(issue))")
                + (issue.suggestion == nil ? expected(issue) : suggestion(issue))
        case .duplicateKey:
            self("khóa \(found(issue)) viết hai lần", "the key \(found(issue)) stands twice") + other(issue)
        case .missingKey: self("thiếu khóa \(subject(issue))", "the key \(subject(issue)) is missing")
        case .reservedKey:
            self(
                "khóa \(found(issue)) dành cho phiên bản sau, chưa dùng được",
                "the key \(found(issue)) is reserved for a later version")
        case .wrongType:
            self("\(found(issue)) không đúng kiểu", "\(found(issue)) is of the wrong type") + expected(issue)
                + suggestion(issue)
        case .badValue:
            self("giá trị \(found(issue)) không dùng được", "the value \(found(issue)) cannot be used")
                + expected(issue) + suggestion(issue)
        case .emptyList: self("danh sách \(subject(issue)) để trống", "the list \(subject(issue)) is empty")
        default: nil
        }
    }

    private func notYAML(_ issue: Issue) -> String {
        let slip =
            switch issue.subject {
            case "tab": self("; thụt đầu dòng bằng dấu cách, không dùng tab", "; indent with blanks, not tabs")
            case "typographic-quote":
                self(
                    "; dùng dấu nháy thẳng \" thay cho dấu nháy cong", "; use straight quotes \" instead of curly ones")
            case "several-documents": self("; mỗi tệp một bộ", "; one document a file")
            default: ""
            }
        return self("không phải YAML hợp lệ ở chỗ \(found(issue))", "not valid YAML at \(found(issue))") + slip
    }

    private func meaningSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .unknownID:
            self("không có \(found(issue))", "there is no \(found(issue))")
                + (issue.suggestion == nil ? expected(issue) : suggestion(issue))
        case .duplicateID:
            self("mã \(found(issue)) dùng hai lần", "the id \(found(issue)) is used twice") + other(issue)
        case .duplicateName:
            self("tên \(found(issue)) dùng cho hai mục", "the name \(found(issue)) belongs to two entries")
                + other(issue)
        case .overlappingLines:
            self(
                "hai dòng chỉ tiêu \(found(issue)) chồng ngày lên nhau",
                "two lines of the quota \(found(issue)) overlap in time") + other(issue)
        case .endBeforeStart:
            self("ngày kết thúc \(found(issue)) trước ngày bắt đầu", "the end \(found(issue)) lies before the start")
                + expected(issue)
        case .anchorAfterStart:
            self("anchor \(found(issue)) sau ngày bắt đầu", "the anchor \(found(issue)) lies after the start")
                + expected(issue)
        case .pointlessKey:
            self("khóa \(subject(issue)) không có nghĩa ở đây", "the key \(subject(issue)) has no meaning here")
                + expected(issue)
        case .partialNeeded:
            self(
                "chỉ tiêu \(subject(issue)) có kỳ bị cắt (\(issue.found ?? "")); ghi rõ partial: full, prorated hoặc waived",
                "the quota \(subject(issue)) has a cut period (\(issue.found ?? "")); write partial: full, prorated or waived"
            )
        default: nil
        }
    }

    private func scorecardSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .overlappingSteps:
            self("hai bậc cùng bắt đầu từ \(found(issue))", "two steps begin at \(found(issue))") + other(issue)
        case .gapInSteps:
            self(
                "bảng bậc thang bỏ trống phần dưới \(found(issue)); thêm otherwise",
                "the table leaves a gap below \(found(issue)); add otherwise")
        case .dependsOnItself:
            self("tiêu chí phụ thuộc chính nó: \(found(issue))", "a criterion depends on itself: \(found(issue))")
        case .neverScores:
            self("tiêu chí \(found(issue)) không bao giờ có điểm", "the criterion \(found(issue)) can never score")
        case .unreachableGrade:
            self(
                "không ai đạt được mức \(subject(issue)) từ \(found(issue)) điểm",
                "nobody can reach the grade \(subject(issue)) from \(found(issue)) points") + expected(issue)
                + other(issue)
        case .maximaDontAddUp:
            self(
                "lưu ý: điểm tối đa các nhóm cộng lại là \(found(issue)), không bằng điểm tối đa của bảng",
                "note: the maxima of the groups add up to \(found(issue)), not to the scorecard's max")
                + expected(issue)
        default: nil
        }
    }

    private func figureSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .notANumber:
            self("\(found(issue)) không phải là số", "\(found(issue)) is no number") + expected(issue)
        case .notYesOrNo:
            self("\(found(issue)) không phải có hoặc không", "\(found(issue)) is neither yes nor no") + expected(issue)
        case .outOfRange:
            self(
                "\(found(issue)) ngoài khung điểm của \(subject(issue))",
                "\(found(issue)) lies outside the bounds of \(subject(issue))") + expected(issue)
        case .noSubjectHere:
            self(
                "\(found(issue)) không thuộc diện chấm của bảng này",
                "\(found(issue)) is no subject of this scorecard")
        case .duplicateFigure:
            self(
                "\(subject(issue)) đã có dòng cho \(found(issue))",
                "\(subject(issue)) already has a row for \(found(issue))")
                + other(issue)
        case .brokenRow:
            self("dòng hỏng: \(found(issue))", "broken row: \(found(issue))") + expected(issue)
        default: nil
        }
    }

    // MARK: Logs

    private func logSentence(_ issue: Issue) -> String? {
        foreignFileSentence(issue) ?? brokenLogSentence(issue)
    }

    private func foreignFileSentence(_ issue: Issue) -> String? {
        let export = self("; hãy xuất nhật ký ra CSV hoặc XML", "; export the log as CSV or XML")
        switch issue.code {
        case .emptyFile: return self("tệp rỗng", "the file is empty")
        case .webPage: return self("đây là một trang web", "this is a web page") + export
        case .zipArchive: return self("đây là tệp nén zip", "this is a zip archive") + export
        case .spreadsheet:
            return self(
                "đây là tệp bảng tính; hãy lưu thành CSV UTF-8", "this is a spreadsheet file; save it as CSV UTF-8")
        case .gzip: return self("đây là tệp nén gzip; hãy giải nén trước", "this is gzip; unpack it first")
        case .pdf: return self("đây là tệp PDF", "this is a PDF") + export
        case .json: return self("đây là tệp JSON", "this is JSON") + export
        case .binaryFile:
            return self("đây là tệp nhị phân, không phải văn bản", "this is a binary file, no text") + export
        default: return nil
        }
    }

    private func brokenLogSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .badXML:
            self("XML hỏng, không tính bản ghi nào: ", "broken XML, nothing of it counts: ") + flaw(issue)
        case .unknownXMLForm:
            self(
                "không nhận ra dạng XML có gốc \(found(issue)); cần tệp ánh xạ (--mapping) với khóa records",
                "the XML form with the root \(found(issue)) is not known; give a mapping file (--mapping) with records")
        case .documentType:
            self("DOCTYPE có phần khai báo bên trong, từ chối đọc", "a DOCTYPE with an internal subset is refused")
        case .undefinedEntity:
            self("thực thể \(found(issue)) không được định nghĩa", "the entity \(found(issue)) is not defined")
        case .unknownEncoding:
            self("không đọc được bảng mã", "the encoding cannot be read") + (issue.found.map { " \(quoted($0))" } ?? "")
                + self("; hãy ghi --encoding", "; give --encoding") + expected(issue)
        case .ambiguousEncoding:
            self(
                "chưa rõ bảng mã, có thể là \(choice(issue.expected)); hãy ghi --encoding",
                "the encoding is not certain, perhaps \(choice(issue.expected)); give --encoding")
        case .limitExceeded: limit(issue)
        case .fieldMissing: missingField(issue)
        case .headingNotFound:
            headingNotFound(issue)
        default: nil
        }
    }

    private func limit(_ issue: Issue) -> String {
        let name = issue.subject ?? ""
        // Limits of logs have options; those of rule files have none.
        let option = name.hasPrefix("max-") ? "--\(name)" : name
        let most = issue.expected.first ?? ""
        let found = issue.found.map { self(" (có \($0))", " (\($0) found)") } ?? ""
        return self("vượt giới hạn \(option) \(most)", "over the limit \(option) \(most)") + found
    }

    private func headingNotFound(_ issue: Issue) -> String {
        guard let field = issue.subject, let path = issue.found else {
            return self("không tìm thấy dòng tiêu đề cột", "no heading row was found") + expected(issue)
        }
        return self(
            "không có \(quoted(path)) mà tệp ánh xạ ghi cho \(field)",
            "there is no \(quoted(path)), which the mapping names for \(field)")
    }

    /// What is wrong with the XML, in our words where the flaw is a known one.
    private func flaw(_ issue: Issue) -> String {
        let words =
            switch issue.subject {
            case "truncated": self("tệp bị cắt giữa chừng", "the file breaks off")
            case "no-root": self("không có phần tử gốc", "there is no root element")
            case "content-after-end": self("còn nội dung sau phần tử gốc", "content follows the root element")
            case "tag-mismatch": self("thẻ đóng không khớp thẻ mở", "a closing tag does not match")
            case "broken-tag": self("thẻ viết sai", "a tag is broken")
            case "broken-attribute": self("thuộc tính viết sai", "an attribute is broken")
            case "repeated-attribute": self("thuộc tính lặp lại", "an attribute stands twice")
            case "broken-reference":
                self("tham chiếu ký tự viết sai (dấu & phải viết &amp;)", "a reference is broken (& must be &amp;)")
            case "forbidden-character": self("có ký tự mà XML cấm", "a character that XML forbids")
            case "bad-encoding": self("có byte sai bảng mã", "bytes of another encoding")
            default: ""
            }
        return [words, issue.found.map { Self.printable($0) } ?? ""].filter { !$0.isEmpty }.joined(separator: " – ")
    }

    private func missingField(_ issue: Issue) -> String {
        let field = issue.subject.flatMap(Field.init(rawValue:))
        let name = field.map(name) ?? issue.subject ?? ""
        let mapping = self(
            "; nếu cột có tên khác, ghi trong tệp ánh xạ (--mapping): fields: {\(issue.subject ?? ""): \"tên cột\"}",
            "; if the column has another name, say so in a mapping file (--mapping): fields: {\(issue.subject ?? ""): \"heading\"}"
        )
        let because = issue.found.map { self("; có: \(Self.printable($0))", "; found: \(Self.printable($0))") } ?? ""
        let rules =
            issue.rules.isEmpty
            ? "" : self(", mà chỉ tiêu \(list(issue.rules)) cần", ", which the quota \(list(issue.rules)) tests")
        return self("nhật ký không có \(name)", "the log has no \(name)") + rules + because + expected(issue) + mapping
    }

    // MARK: Remarks on a log that was read

    private func remarkSentence(_ issue: Issue) -> String? {
        encodingRemark(issue) ?? formRemark(issue)
    }

    private func encodingRemark(_ issue: Issue) -> String? {
        switch issue.code {
        case .encodingGuessed:
            self("bảng mã đoán là \(issue.found ?? "")", "the encoding is taken for \(issue.found ?? "")")
                + examples(issue)
        case .encodingOverridden:
            self(
                "đọc theo \(issue.subject ?? "") như đã ghi, tuy tệp giống hoặc tự khai \(issue.found ?? "")",
                "read as \(issue.subject ?? "") as told, though the file looks like or declares \(issue.found ?? "")")
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

    /// The field's name as a clerk knows it.
    private func field(_ issue: Issue) -> String {
        issue.subject.flatMap(Field.init(rawValue:)).map(name) ?? issue.subject ?? ""
    }

    private func formRemark(_ issue: Issue) -> String? {
        switch issue.code {
        case .secondColumn:
            self(
                "có hai cột cho \(field(issue)); không dùng cột \(found(issue))",
                "two columns for \(field(issue)); the column \(found(issue)) is not used")
        case .titleRows:
            self(
                "bỏ qua \(issue.found ?? "") dòng tựa phía trên tiêu đề cột",
                "\(issue.found ?? "") title rows above the heading are skipped")
        case .totalRow:
            self("dòng tổng cộng ở cuối không phải bản ghi: ", "the total row at the foot is no record: ")
                + found(issue)
        case .repeatedHeading:
            self(
                "\(issue.found ?? "") dòng lặp lại tiêu đề cột không phải bản ghi",
                "\(issue.found ?? "") rows repeat the heading and are no records")
        case .dayFirstAssumed:
            self(
                "cột \(field(issue)) đọc ngày trước, tháng sau (không có ngày nào lớn hơn 12 để chắc chắn)",
                "the column \(field(issue)) is read day first (no day above 12 makes it certain)")
        case .mixedDateForms:
            self(
                "cột \(field(issue)) giống tháng trước, ngày sau (\(found(issue))); nếu đúng, ghi trong tệp ánh xạ format: \"\(issue.expected.first ?? "")\"",
                "the column \(field(issue)) looks month first (\(found(issue))); if so, write in a mapping file format: \"\(issue.expected.first ?? "")\""
            )
        case .repeatedIdentity:
            self("\(issue.found ?? "") bản ghi trùng mã", "\(issue.found ?? "") records repeat an identity")
        case .otherPostTypes:
            self(
                "\(issue.found ?? "") mục loại \(subject(issue)) không phải bài viết, không tính",
                "\(issue.found ?? "") entries of type \(subject(issue)) are no posts and not counted")
        case .brokenMinutes:
            self(
                "phút trong pubDate là số tháng (lỗi NukeViet); chỉ dùng ngày",
                "the minutes in pubDate are the month number (a NukeViet fault); only the day is used")
        default: nil
        }
    }

    private func examples(_ issue: Issue) -> String {
        issue.expected.isEmpty
            ? "" : self("; ví dụ: ", "; for example: ") + issue.expected.map(quoted).joined(separator: ", ")
    }

    // MARK: The command line and files

    private func commandSentence(_ issue: Issue) -> String {
        switch issue.code {
        case .missingOption: self("thiếu \(issue.subject ?? "")", "\(issue.subject ?? "") is missing") + expected(issue)
        case .badOption:
            self(
                "\(issue.subject ?? "") không nhận \(found(issue))",
                "\(issue.subject ?? "") does not take \(found(issue))")
                + expected(issue) + suggestion(issue)
        case .repeatedOption:
            self("\(issue.subject ?? "") ghi hai lần", "\(issue.subject ?? "") stands twice")
        case .unknownUnit: self("không có đơn vị \(found(issue))", "no unit \(found(issue))") + suggestion(issue)
        case .unknownQuota:
            self("không có chỉ tiêu \(found(issue))", "no quota \(found(issue))") + suggestion(issue) + expected(issue)
        case .noScorecard:
            self("không có bảng chấm điểm \(found(issue))", "no scorecard \(found(issue))") + suggestion(issue)
                + expected(issue)
        case .noSubject:
            self("bảng này không chấm \(found(issue))", "\(found(issue)) is not scored here") + suggestion(issue)
        case .noCriterion:
            self("không có tiêu chí \(found(issue))", "no criterion \(found(issue))") + suggestion(issue)
                + expected(issue)
        case .noPeriod:
            self("không có kỳ nào chứa ngày \(issue.found ?? "")", "no period holds \(issue.found ?? "")")
                + expected(issue)
        case .noSuchFile: self("không có tệp này", "no such file")
        case .cannotRead: self("không đọc được: ", "cannot be read: ") + (issue.found ?? "")
        case .cannotWrite: self("không tạo được tệp: ", "cannot be created: ") + (issue.found ?? "")
        case .writeFailed: self("ghi không xong: ", "writing failed: ") + (issue.found ?? "")
        case .tooManyRejects:
            self("--strict: có \(issue.found ?? "") dòng bị loại", "--strict: \(issue.found ?? "") rows were rejected")
        case .caseFailed: caseFailed(issue)
        default: self("lỗi của chương trình: ", "a defect of the program: ") + (issue.found ?? issue.code.rawValue)
        }
    }

    private func caseFailed(_ issue: Issue) -> String {
        let subject = issue.subject ?? ""
        return self(
            "\(subject): cần \(choice(issue.expected)), ra \(issue.found ?? "")",
            "\(subject): expected \(choice(issue.expected)), got \(issue.found ?? "")")
    }
}
