import QuotaEngine
import QuotaModel
import ScoringRules

extension Wording {
    /// The field's name as a clerk knows it.
    public func name(_ field: Field) -> String {
        switch field {
        case .id: self("mã bài", "id")
        case .title: self("tiêu đề", "title")
        case .kind: self("loại", "kind")
        case .unit: self("đơn vị", "unit")
        case .author: self("tác giả", "author")
        case .category: self("chuyên mục", "category")
        case .event: self("ngày sự kiện", "event date")
        case .submitted: self("ngày gửi", "submission date")
        case .approved: self("ngày duyệt", "approval date")
        case .published: self("ngày đăng", "publication date")
        case .approver: self("người duyệt", "approver")
        case .words: self("số từ", "words")
        case .photos: self("số ảnh", "photos")
        case .views: self("lượt xem", "views")
        case .url: self("đường dẫn", "address")
        case .state: self("trạng thái", "state")
        case .channel: self("kênh", "channel")
        case .origin: self("nguồn", "origin")
        }
    }

    /// As a clerk says it.
    public func name(_ state: ItemState) -> String {
        switch state {
        case .published: self("đã đăng", "published")
        case .approved: self("đã duyệt", "approved")
        case .submitted: self("chờ duyệt", "submitted")
        case .draft: self("bản nháp", "draft")
        case .returned: self("trả lại", "returned")
        }
    }

    /// As a clerk says it.
    public func name(_ status: PeriodStatus) -> String {
        switch status {
        case .met: self("đạt", "met")
        case .short: self("thiếu", "short")
        case .onTrack: self("kịp tiến độ", "on track")
        case .behind: self("chậm", "behind")
        case .waived: self("không tính", "waived")
        case .exempt: self("được miễn", "exempt")
        }
    }

    /// One such length: `tháng`.
    public func name(_ length: PeriodLength) -> String {
        switch length {
        case .day: self("ngày", "day")
        case .week: self("tuần", "week")
        case .month: self("tháng", "month")
        case .quarter: self("quý", "quarter")
        case .halfYear: self("nửa năm", "half-year")
        case .year: self("năm", "year")
        }
    }

    /// As a clerk says it.
    public func name(_ state: CategoryResult.State) -> String {
        switch state {
        case .fresh: self("có bài mới", "fresh")
        case .stale: self("lâu chưa có bài", "stale")
        case .empty: self("để trống", "empty")
        }
    }

    /// A few words; what was wrong in a row says `sentence`.
    public func name(_ code: RejectCode) -> String {
        switch code {
        case .malformedRow: self("dòng hỏng", "malformed row")
        case .badEncoding: self("sai bảng mã", "bad encoding")
        case .missingField: self("thiếu ô bắt buộc", "missing field")
        case .badDate: self("ngày không đọc được", "bad date")
        case .unknownUnit: self("đơn vị lạ", "unknown unit")
        case .unknownKind: self("loại lạ", "unknown kind")
        case .duplicate: self("trùng", "duplicate")
        case .conflict: self("trùng nhưng khác đơn vị, loại hoặc ngày", "conflict")
        }
    }

    /// So many of them: `3 ngày làm việc`.
    public func name(_ unit: DayUnit, count: Int) -> String {
        switch unit {
        case .days: self("\(number(count)) ngày", self.count(count, "day", "days"))
        case .workingDays:
            self("\(number(count)) ngày làm việc", self.count(count, "working day", "working days"))
        }
    }
}
