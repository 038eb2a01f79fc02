import QuotaModel

/// What is wrong with a command line or a file.
extension Wording {
    func commandSentence(_ issue: Issue) -> String {
        switch issue.code {
        case .missingOption: self("thiếu \(issue.subject ?? "")", "\(issue.subject ?? "") is missing") + expected(issue)
        case .badOption where issue.found?.isEmpty == true:
            self("\(issue.subject ?? "") cần một giá trị", "\(issue.subject ?? "") needs a value") + expected(issue)
        case .badOption where issue.found?.hasPrefix("--") == true: otherOption(issue)
        case .badOption:
            self(
                "\(issue.subject ?? "") không nhận \(found(issue))",
                "\(issue.subject ?? "") does not take \(found(issue))")
                + expected(issue) + suggestion(issue)
        case .repeatedOption:
            self("\(issue.subject ?? "") ghi hai lần", "\(issue.subject ?? "") stands twice")
        case .repeatedInput: repeatedInput(issue)
        case .argumentEncoding:
            self(
                "tên \(found(issue)) không viết bằng UTF-8; đổi tên tệp hoặc thư mục rồi gọi lại",
                "the name \(found(issue)) is not written in UTF-8; rename the file or folder and call again")
        case .unknownUnit:
            self("không có đơn vị \(found(issue))", "no unit \(found(issue))") + suggestion(issue) + expected(issue)
        case .unknownQuota where issue.subject == "--unit":
            self("đơn vị \(found(issue)) không có chỉ tiêu nào", "the unit \(found(issue)) has no quotas")
        case .unknownQuota:
            self("không có chỉ tiêu \(found(issue))", "no quota \(found(issue))") + suggestion(issue) + expected(issue)
        case .noScorecard where issue.subject == "--rules":
            self(
                "bộ quy tắc \(found(issue)) không có bảng chấm điểm nào",
                "the rule pack \(found(issue)) has no scorecards")
        case .noScorecard:
            self("không có bảng chấm điểm \(found(issue))", "no scorecard \(found(issue))") + suggestion(issue)
                + expected(issue)
        case .noSubject:
            self("bảng này không chấm \(found(issue))", "\(found(issue)) is not scored here") + suggestion(issue)
                + expected(issue)
        case .noCriterion:
            self("không có tiêu chí \(found(issue))", "no criterion \(found(issue))") + suggestion(issue)
                + expected(issue)
        case .noPeriod:
            self("không có kỳ nào chứa ngày \(issue.found ?? "")", "no period holds \(issue.found ?? "")")
                + expected(issue)
        case .caseFailed: caseFailed(issue)
        default: fileSentence(issue)
        }
    }

    /// Options that do not go together.
    private func otherOption(_ issue: Issue) -> String {
        let (one, other) = (issue.subject ?? "", Self.printable(issue.found ?? ""))
        guard issue.expected != [one, other] else {
            return self("chỉ ghi được một trong hai: \(one) hoặc \(other)", "only one can stand: \(one) or \(other)")
        }
        return self("\(one) không đi cùng \(other)", "\(one) does not go with \(other)") + expected(issue)
    }

    private func fileSentence(_ issue: Issue) -> String {
        switch issue.code {
        case .noSuchFile: self("không có tệp này", "no such file")
        case .cannotRead: self("không đọc được: ", "cannot be read: ") + reason(issue)
        case .cannotWrite: self("không tạo được tệp: ", "cannot be created: ") + reason(issue)
        case .writeFailed: self("ghi không xong: ", "writing failed: ") + reason(issue)
        case .notAllWritten: notAllWritten(issue)
        case .noOffice:
            self(
                "\(issue.subject ?? "") cần LibreOffice, không thấy \(choice(issue.expected)) trong PATH",
                "\(issue.subject ?? "") needs LibreOffice; PATH has no \(choice(issue.expected))")
        case .conversionFailed:
            self(
                "\(issue.subject ?? "") không chuyển được sang PDF (\(reason(issue))); không ghi tệp nào",
                "\(issue.subject ?? "") made no PDF (\(reason(issue))); nothing was written")
        case .tooManyRejects:
            self("--strict: có \(figure(issue)) dòng bị loại", "--strict: \(figure(issue)) rejected")
                + strictEnd(issue) + "; " + wayToRejects(issue)
        default: self("lỗi của chương trình: ", "a defect of the program: ") + (issue.found ?? issue.code.rawValue)
        }
    }

    /// The subject is the option that names standard input first, what was found the second one.
    private func repeatedInput(_ issue: Issue) -> String {
        let (first, second) = (issue.subject ?? "", issue.found ?? "")
        let options = self("\(first) - và \(second) -", "\(first) - and \(second) -")
        return self(
            "\(options): đầu vào chuẩn (-) chỉ đọc được một lần; ghi một bên ra tệp",
            "\(options): standard input (-) can be read once only; put one of them into a file")
    }

    /// - Parameter issue: what it expects is the file that has them already.
    private func wayToRejects(_ issue: Issue) -> String {
        switch issue.expected.first {
        case nil: self("thêm --rejects TỆP để xem từng dòng", "add --rejects FILE to see each row")
        case "-": self("từng dòng ở đầu ra chuẩn", "each row is on standard output")
        case let path?: self("từng dòng ở tệp \(quoted(path))", "each row is in \(quoted(path))")
        }
    }

    private func strictEnd(_ issue: Issue) -> String {
        switch issue.subject.flatMap(StrictEnd.init(rawValue:)) {
        case nil: self(", không ra báo cáo", ", no report made")
        case .reported: ""
        case .notAdded: self(", không ghi gì", ", nothing added")
        }
    }

    private func notAllWritten(_ issue: Issue) -> String {
        let (written, others) = (issue.found ?? "", issue.expected)
        return written.isEmpty
            ? self(
                "không ghi tệp nào trong \(number(others.count)) tệp",
                "none of the \(number(others.count)) files was written")
            : self(
                "đã ghi: \(written); chưa ghi: \(others.joined(separator: ", "))",
                "written: \(written); not written: \(others.joined(separator: ", "))")
    }

    private func caseFailed(_ issue: Issue) -> String {
        let subject = issue.subject ?? ""
        return self(
            "\(subject): cần \(choice(issue.expected)), ra \(issue.found ?? "")",
            "\(subject): expected \(choice(issue.expected)), got \(issue.found ?? "")")
    }
}
