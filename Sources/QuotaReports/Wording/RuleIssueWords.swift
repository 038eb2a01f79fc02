import QuotaModel

/// What is wrong with rule packs, mapping, case and input files.
extension Wording {
    func ruleSentence(_ issue: Issue) -> String? {
        structureSentence(issue) ?? meaningSentence(issue) ?? scorecardSentence(issue) ?? packRemark(issue)
            ?? figureSentence(issue)
    }

    private func structureSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .notYAML: notYAML(issue)
        case .notUTF8: self("tệp không phải UTF-8", "the file is not UTF-8") + otherEncoding(issue)
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
                + (keySlip(issue) ?? suggestion(issue) + expected(issue))
        case .duplicateKey:
            self("khóa \(found(issue)) viết hai lần", "the key \(found(issue)) stands twice") + other(issue)
        case .missingKey where issue.subject == nil:
            self("thiếu một trong các khóa ", "one of these keys is missing: ") + choice(issue.expected)
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

    private func otherEncoding(_ issue: Issue) -> String {
        guard let found = issue.found else { return "" }
        return self(" mà là \(found); hãy lưu thành CSV UTF-8", " but \(found); save it as CSV UTF-8")
    }

    private func keySlip(_ issue: Issue) -> String? {
        // A key may be called as a slip is.
        guard issue.subject != issue.found else { return nil }
        return switch issue.subject.flatMap(KeySlip.init) {
        case .unquotedComma:
            self(
                "; chữ có dấu phẩy phải đặt trong ngoặc kép", "; a text with a comma needs quotes around it")
        case .decimalComma:
            self("; số thập phân viết dấu chấm, như 2.5", "; a decimal is written with a point, as 2.5")
        case nil: nil
        }
    }

    private func notYAML(_ issue: Issue) -> String {
        let slip =
            switch issue.subject.flatMap(YAMLSlip.init) {
            case .tab: self("; thụt đầu dòng bằng dấu cách, không dùng tab", "; indent with blanks, not tabs")
            case .typographicQuote:
                self(
                    "; dùng dấu nháy thẳng \" thay cho dấu nháy cong", "; use straight quotes \" instead of curly ones")
            case .severalDocuments: self("; mỗi tệp một bộ", "; one document a file")
            case nil: ""
            }
        return self("không phải YAML hợp lệ ở chỗ \(found(issue))", "not valid YAML at \(found(issue))") + slip
    }

    private func meaningSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .unknownID:
            self("không có \(found(issue))", "there is no \(found(issue))")
                + suggestion(issue) + expected(issue)
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
        case .figureAndAnswer:
            self(
                "mục nhập \(found(issue)) vừa dùng làm số liệu vừa dùng làm câu trả lời có/không",
                "the input \(found(issue)) is used both as a figure and as yes or no") + other(issue)
        case .dependsOnItself:
            self("tiêu chí phụ thuộc chính nó: \(found(issue))", "a criterion depends on itself: \(found(issue))")
        default: nil
        }
    }

    private func packRemark(_ issue: Issue) -> String? {
        guard let remark = packFact(issue) else { return nil }
        return self("lưu ý: ", "note: ") + remark
    }

    /// What may be meant, though mostly it is a slip.
    private func packFact(_ issue: Issue) -> String? {
        switch issue.code {
        case .exemptsNothing:
            self(
                "miễn trừ từ \(found(issue)) không miễn ngày nào, khi đó chỉ tiêu đã hết",
                "the exemption from \(found(issue)) exempts no day: the quotas have ended by then") + expected(issue)
        case .gapInSteps:
            self(
                "dưới \(found(issue)) không có bậc nào, được 0 điểm; thêm otherwise nếu muốn khác",
                "no step below \(found(issue)): 0 points; add otherwise if they should be others")
        case .neverScores:
            self("tiêu chí \(found(issue)) không bao giờ có điểm", "the criterion \(found(issue)) can never score")
        case .unreachableGrade:
            self(
                "không ai đạt được mức \(subject(issue)) từ \(found(issue)) điểm",
                "nobody can reach the grade \(subject(issue)) from \(found(issue)) points") + expected(issue)
                + other(issue)
        case .maximaDontAddUp:
            self(
                "điểm tối đa các nhóm cộng lại là \(found(issue)), không bằng điểm tối đa của bảng",
                "the maxima of the groups add up to \(found(issue)), not to the scorecard's max")
                + expected(issue)
        case .typographicQuotes:
            self(
                "dấu nháy cong của \(Self.printable(issue.found ?? "")) được đọc như chữ; dùng dấu nháy thẳng \" nếu không định như vậy",
                "the curly quotes of \(Self.printable(issue.found ?? "")) are part of the text; use straight ones \" if that is not meant"
            )
        default: nil
        }
    }

    private func brokenRow(_ issue: Issue) -> String {
        guard let miscount = issue.subject.flatMap(CellMiscount.init) else {
            return self("dòng hỏng: \(found(issue))", "broken row: \(found(issue))") + expected(issue)
        }
        let advice =
            switch miscount {
            case .surplusCells: ""
            case .unquotedComma:
                self("; số có dấu phẩy phải đặt trong ngoặc kép", "; a number with a comma needs quotes around it")
            case .missingCells:
                self("; dấu tách phải như ở dòng tiêu đề", "; separate its cells as the heading row does")
            }
        return self("dòng hỏng, số ô là \(issue.found ?? "")", "broken row, number of cells \(issue.found ?? "")")
            + expected(issue) + advice
    }

    private func figureSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .notANumber:
            self("\(found(issue)) không phải là số; viết như 8,5", "\(found(issue)) is no number; write it as 8.5")
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
        case .brokenRow: brokenRow(issue)
        default: nil
        }
    }
}
