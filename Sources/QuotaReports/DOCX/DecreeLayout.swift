/// The parts of an administrative document, in the order in which they stand on the page. The raw value is the id of the
/// paragraph style that carries its figures.
enum DecreeElement: String, CaseIterable {
    case nationalName = "QuocHieu"
    case motto = "TieuNgu"
    case superior = "CoQuanChuQuan"
    case agency = "CoQuanBanHanh"
    case number = "SoKyHieu"
    case placeAndDate = "DiaDanhNgayThang"
    case letterSubject = "TrichYeuCongVan"
    case typeName = "TenLoai"
    case abstract = "TrichYeu"
    case notice = "LuuY"
    case addressee = "KinhGui"
    case basis = "CanCu"
    case body = "NoiDung"
    case heading = "TieuDeMuc"
    case closing = "KetThuc"
    case authority = "QuyenHanChucVu"
    case signerName = "HoTenNguoiKy"
    case recipientsTitle = "NoiNhan"
    case recipients = "DanhSachNoiNhan"
    case pageNumber = "SoTrang"
    case annexNumber = "SoPhuLuc"
    case annexTitle = "TenPhuLuc"
    case annexReference = "ChiDanPhuLuc"
    case tableHeading = "DauBang"
    case tableText = "ChuTrongBang"
    case tableFigure = "SoTrongBang"
    case note = "GhiChu"
    case rule = "DuongKe"
}

/// The figures of one element.
struct DecreeFormat {
    enum Alignment: String { case left, center, right, both }

    /// The clause of Phụ lục I to Nghị định 30/2020/NĐ-CP that gives the figure, `–` where it gives none.
    let clause: String
    /// As people see it in the list of styles.
    let name: String
    /// Points.
    let size: Int
    var bold = false
    var italic = false
    /// Whether the text is written in capitals.
    var capitals = false
    var alignment = Alignment.center
    /// Millimetres.
    var firstLine = 0
    /// Points.
    var before = 0
    var after = 0
    /// Hundredths of a single line.
    var line = 100
    /// Stays on the page of what follows.
    var keepNext = false
}

/// The layout of Phụ lục I to Nghị định 30/2020/NĐ-CP: every figure of every document stands here and nowhere else
/// (contract, section 10).
enum DecreeLayout {
    /// Clause I.1. Millimetres: A4, upright.
    static let paper = (width: 210, height: 297)
    /// Clause I.3. Millimetres: top and bottom 20–25, left 30–35, right 15–20.
    static let margins = (top: 20, bottom: 20, left: 30, right: 15)
    /// Clause I.7. Millimetres.
    static let pageNumberFromTop = 10
    /// Clause I.4.
    static let font = "Times New Roman"

    /// Millimetres: the left and right halves of the head and of the foot.
    static let headColumns = [68, 97]
    static let footColumns = [75, 90]

    /// Percent of the text that a rule stands under: the whole tiêu ngữ, of agency and abstract one third to one half.
    static let mottoRule = 100
    static let shortRule = 40

    /// Eighths of a point.
    static let ruleWeight = 6
    static let tableBorder = 4

    /// Millimetres between a table's line and its text.
    static let tableMargin = 1

    static func format(_ element: DecreeElement) -> DecreeFormat {
        switch element {
        case .nationalName: DecreeFormat(clause: "II.1", name: "Quốc hiệu", size: 12, bold: true, capitals: true)
        case .motto: DecreeFormat(clause: "II.1", name: "Tiêu ngữ", size: 13, bold: true)
        case .superior: DecreeFormat(clause: "II.2", name: "Cơ quan chủ quản", size: 12, capitals: true)
        case .agency: DecreeFormat(clause: "II.2", name: "Cơ quan ban hành", size: 12, bold: true, capitals: true)
        case .number: DecreeFormat(clause: "II.3", name: "Số, ký hiệu", size: 13, before: 4)
        case .placeAndDate:
            DecreeFormat(clause: "II.4", name: "Địa danh, ngày tháng", size: 13, italic: true, before: 4)
        case .letterSubject: DecreeFormat(clause: "II.5", name: "Trích yếu công văn", size: 12, before: 6)
        case .typeName:
            DecreeFormat(
                clause: "II.5", name: "Tên loại", size: 14, bold: true, capitals: true, before: 18, keepNext: true)
        case .abstract: DecreeFormat(clause: "II.5", name: "Trích yếu", size: 14, bold: true, keepNext: true)
        case .notice: DecreeFormat(clause: "–", name: "Lưu ý", size: 13, bold: true, before: 6)
        case .addressee: DecreeFormat(clause: "II.9", name: "Kính gửi", size: 14, before: 18, after: 12)
        case .basis:
            DecreeFormat(
                clause: "II.6", name: "Căn cứ", size: 14, italic: true, alignment: .both, firstLine: 10, before: 6,
                line: 110)
        case .body:
            DecreeFormat(
                clause: "II.6", name: "Nội dung", size: 14, alignment: .both, firstLine: 10, before: 6, line: 110)
        case .heading:
            DecreeFormat(
                clause: "II.6", name: "Tiêu đề mục", size: 14, bold: true, alignment: .both, firstLine: 10, before: 6,
                line: 110, keepNext: true)
        // Who signs never stands alone on a page.
        case .closing:
            DecreeFormat(
                clause: "II.6", name: "Kết thúc", size: 14, alignment: .both, firstLine: 10, before: 6, line: 110,
                keepNext: true)
        case .authority:
            DecreeFormat(
                clause: "II.7", name: "Quyền hạn, chức vụ", size: 14, bold: true, capitals: true, keepNext: true)
        // What stands above the name is the room for signature and seal: 30 mm.
        case .signerName: DecreeFormat(clause: "II.7", name: "Họ tên người ký", size: 14, bold: true, before: 85)
        case .recipientsTitle:
            DecreeFormat(
                clause: "II.9", name: "Nơi nhận", size: 12, bold: true, italic: true, alignment: .left, keepNext: true)
        case .recipients: DecreeFormat(clause: "II.9", name: "Danh sách nơi nhận", size: 11, alignment: .left)
        case .pageNumber: DecreeFormat(clause: "I.7", name: "Số trang", size: 14)
        case .annexNumber:
            DecreeFormat(clause: "III.1", name: "Số phụ lục", size: 14, bold: true, keepNext: true)
        case .annexTitle:
            DecreeFormat(
                clause: "III.1", name: "Tên phụ lục", size: 14, bold: true, capitals: true, keepNext: true)
        case .annexReference:
            DecreeFormat(
                clause: "III.1", name: "Chỉ dẫn kèm theo", size: 14, italic: true, after: 12, keepNext: true)
        case .tableHeading: DecreeFormat(clause: "–", name: "Đầu bảng", size: 11, bold: true, before: 2, after: 2)
        case .tableText:
            DecreeFormat(clause: "–", name: "Chữ trong bảng", size: 11, alignment: .left, before: 2, after: 2)
        case .tableFigure: DecreeFormat(clause: "–", name: "Số trong bảng", size: 11, before: 2, after: 2)
        case .note: DecreeFormat(clause: "–", name: "Ghi chú", size: 12, alignment: .left, before: 4)
        case .rule: DecreeFormat(clause: "–", name: "Đường kẻ", size: 2, before: 2)
        }
    }

    /// Millimetres between the margins.
    static func textWidth(isLandscape: Bool) -> Int {
        (isLandscape ? paper.height : paper.width) - margins.left - margins.right
    }

    /// Twentieths of a point, the unit of Word.
    static func twips(millimetres: Int) -> Int { (millimetres * 14_400 + 127) / 254 }

    /// The same of a margin, rounded up: the decree gives the least that it may be.
    static func twips(margin millimetres: Int) -> Int { (millimetres * 14_400 + 253) / 254 }
}
