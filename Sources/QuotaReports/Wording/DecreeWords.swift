import QuotaModel
import ScoringRules

/// What stands around the text of an administrative document: head, date, signature, recipients, annexes. What the pack
/// does not say is left open with dots.
struct DecreeWords {
    private let wording: Wording
    private let pack: RulePack
    private let asOf: CivilDate

    init(_ pack: RulePack, asOf: CivilDate, _ wording: Wording) {
        self.pack = pack
        self.asOf = asOf
        self.wording = wording
    }

    private static let dots = "…………………"

    private var head: ReportHead? { pack.report }

    // MARK: Head

    var nationalName: String { wording("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM") }

    var motto: String { wording("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness") }

    /// Nil: nobody stands above it.
    var superior: String? { head == nil ? Self.dots : filled(head?.superior) }

    /// As the head prints it.
    var agency: String { givenAgency ?? Self.dots }

    /// Nil: the pack does not say.
    var givenAgency: String? { filled(head?.agency) ?? filled(pack.agency)?.uppercased() }

    /// As a sentence names it: whoever the head names, in full and without its capitals where that is the pack's agency.
    var agencyName: String {
        guard let issuer = filled(head?.agency) else { return filled(pack.agency) ?? Self.dots }
        return filled(pack.agency).flatMap { $0.uppercased().hasPrefix(issuer.uppercased()) ? $0 : nil } ?? issuer
    }

    /// As a computer lists who wrote it.
    var author: String { filled(pack.agency) ?? agencyName }

    /// With the blanks of the pack, which leave room for a stamp.
    var number: String { wording("Số: ", "No.: ") + reportNumber }

    private var reportNumber: String { filled(head?.number) ?? "……/……" }

    /// A letter carries no sign of its kind, and each gets a number of its own.
    var letterNumber: String {
        guard let number = filled(head?.number) else { return self.number }
        // Behind the stroke stands the sign, which may have digits of its own.
        let sign = number.firstIndex(of: "/") ?? number.endIndex
        let blank = number[..<sign].map { $0.isNumber ? " " : String($0) }.joined() + number[sign...]
        return wording("Số: ", "No.: ") + blank.replacing("/BC-", with: "/")
    }

    /// Nil: the pack does not say.
    var place: String? { filled(head?.place) }

    var placeAndDate: String { "\(place ?? Self.dots), \(date)" }

    /// Days under 10 and the first two months get a leading zero.
    var date: String {
        guard head?.dateBlank != true else {
            return wording("ngày …… tháng …… năm ………", "………………")
        }
        let parts = asOf.parts
        let day = parts.day < 10 ? "0\(parts.day)" : String(parts.day)
        let month = parts.month < 3 ? "0\(parts.month)" : String(parts.month)
        return wording("ngày \(day) tháng \(month) năm \(parts.year)", wording.day(asOf))
    }

    /// `Căn cứ Thông báo số 05/TB-TTT tháng 02/2022 của Chánh Thanh tra tỉnh về việc giao chỉ tiêu;`
    var basis: [String] { pack.sources.map { wording("Căn cứ ", "Pursuant to ") + named($0) + ";" } }

    func named(_ source: Source) -> String {
        // Some documents are named by their day already; a year alone may be part of a number.
        let isDated = source.issued == nil || source.name.contains(/(\d{1,2}\/|tháng )\d{1,2}\/\d{4}/)
        let issued = isDated ? "" : source.issued.map { wording(" ", " of ") + wording.issued($0) } ?? ""
        let issuer = source.issuer.map { wording(" của ", " of ") + $0 } ?? ""
        let title = source.document == nil ? nil : source.title
        return source.name + issued + issuer + (title.map(about) ?? "")
    }

    /// What a document is about, as it goes on in a sentence.
    private func about(_ title: String) -> String {
        for (opening, words) in [("Về ", " về "), ("V/v ", " về việc ")] where title.hasPrefix(opening) {
            return words + title.dropFirst(opening.count)
        }
        return " “\(title)”"
    }

    // MARK: Foot

    var authority: String? { filled(head?.signer?.authority) }

    var post: String { filled(head?.signer?.post) ?? (authority == nil ? Self.dots : "") }

    /// Empty where the pack leaves it so: it is written under the signature.
    var signerName: String { head?.signer == nil ? Self.dots : filled(head?.signer?.name) ?? "" }

    var recipientsTitle: String { wording("Nơi nhận:", "Recipients:") }

    var recipients: [String] {
        let named = head?.recipients ?? []
        return named.isEmpty ? ["- \(Self.dots);", filing] : named
    }

    /// Of a letter: the addressee, those who only shall know, and the files.
    var letterRecipients: [String] {
        let others = (head?.recipients ?? []).filter { $0.contains("(b/c)") || isFiling($0) }
        return [wording("- Như trên;", "- As above;")] + others + (others.contains(where: isFiling) ? [] : [filing])
    }

    private var filing: String { wording("- Lưu: VT.", "- Files.") }

    private func isFiling(_ line: String) -> Bool { line.contains("Lưu") || line == filing }

    // MARK: Annexes

    /// Numbered with Roman figures where there are several.
    func annex(_ place: Int, of count: Int) -> String {
        wording("Phụ lục", "Annex") + (count > 1 ? " " + Self.roman(place + 1) : "")
    }

    /// - Parameter kind: what the annex belongs to, as a sentence names it.
    func annexReference(to kind: String) -> String {
        wording(
            "(Kèm theo \(kind) số \(reportNumber) \(date) của \(agencyName))",
            "(Annex to the \(kind) No. \(reportNumber), \(date), \(agencyName))")
    }

    static func roman(_ number: Int) -> String {
        let steps = [
            (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var (rest, text) = (number, "")
        for (value, sign) in steps {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    /// What the pack gives, unless it is only blanks.
    private func filled(_ text: String?) -> String? {
        text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}
