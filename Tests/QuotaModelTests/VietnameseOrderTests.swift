import TestSupport
import Foundation
import QuotaModel
import Testing

struct VietnameseOrderTests {
    static let inOrder: [[String]] = [
        ["An", "Ăn", "Ân", "Bình", "Châu", "Dung", "Đông", "Em", "Êm", "Oanh", "Ông", "Ơn", "Uyên", "Ưng", "Yến"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bằ", "bâ", "bậ", "be"],
        ["Phòng 1", "Phòng 2", "Phòng 10", "Phòng 21", "Phòng 100"],
        ["Bàn Dân", "Ban Dân tộc", "Bàn Dân tộc", "Bản Dân tộc"],
        ["Phòng", "Phòng 1", "Phòng An", "Phòng Ăn"],
        ["an", "An", "AN", "àn", "Àn"],
        ["phường An Bình", "Phường An Cư", "phường Ân Thi", "Phường Đập Đá", "xã Ân Đức", "Xã Ân Hảo"],
    ]

    @Test("the Vietnamese alphabet: letters first, then tones, then case; numbers by value", arguments: inOrder)
    func known(_ names: [String]) {
        for (name, next) in zip(names, names.dropFirst()) {
            #expect(VietnameseOrder(name) < VietnameseOrder(next), "\(name) < \(next)")
            #expect(Self.system(name, next) == .orderedAscending, "\(name) < \(next)")
        }
    }

    @Test("real names of units stand in the order of the system's Vietnamese collation")
    func realNames() {
        let names = Self.names
        #expect(names.count > 200)
        for left in names {
            for right in names { Self.compare(left, right) }
        }
    }

    @Test("random syllables, numbers and punctuation too, composed or not")
    func randomStrings() {
        var random = SeededRandom(seed: 3)
        var equal = 0
        for _ in 0..<20_000 {
            let left = Self.randomText(&random)
            // Near neighbours are the hard pairs.
            let right = random.oneIn(2) ? Self.randomText(&random) : Self.altered(left, &random)
            Self.compare(left, right)
            if VietnameseOrder(left) == VietnameseOrder(right) { equal += 1 }
        }
        #expect(equal > 100)
    }

    @Test("many names put in order at once stand as one by one, and equal ones as they came")
    func orderOfMany() {
        var random = SeededRandom(seed: 5)
        for count in [0, 1, 2, 500] {
            var names = (0..<count).map { _ in Self.randomText(&random) }
            names += names.prefix(20).map(\.decomposedStringWithCanonicalMapping)
            let keys = names.map { VietnameseOrder($0) }
            let slow = names.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
            #expect(VietnameseOrder.order(of: names) == slow.map { Int32($0) })
        }
    }

    @Test("composed and decomposed writing have the same place")
    func forms() {
        for name in Self.names {
            #expect(VietnameseOrder(name) == VietnameseOrder(name.decomposedStringWithCanonicalMapping), "\(name)")
        }
    }

    @Test("numbers longer than any machine word stand by their value, and leading zeros say nothing")
    func longNumbers() {
        let long = String(repeating: "9", count: 40)
        let numbers = [
            "5", "72057594037927935", "072057594037927936", "72057594037927937", "18446744073709551616",
            "1" + long, "2" + String(repeating: "9", count: 39) + "8", "2" + long, "10" + long,
        ]
        for (number, next) in zip(numbers, numbers.dropFirst()) {
            #expect(VietnameseOrder("Số \(number)") < VietnameseOrder("Số \(next)"), "\(number) < \(next)")
            #expect(VietnameseOrder("Số \(number)") == VietnameseOrder("Số 0\(number)"))
            #expect(VietnameseOrder("Số \(number)") < VietnameseOrder("Số \(number)a"))
        }
        #expect(VietnameseOrder("Tổ 0") == VietnameseOrder("Tổ 000"))
    }

    // MARK: The system's order

    private static let vietnamese = Locale(identifier: "vi")

    private static func system(_ left: String, _ right: String) -> ComparisonResult {
        left.compare(right, options: .numeric, range: nil, locale: vietnamese)
    }

    private static func compare(_ left: String, _ right: String) {
        let (first, second) = (VietnameseOrder(left), VietnameseOrder(right))
        let ours: ComparisonResult =
            first < second ? .orderedAscending : second < first ? .orderedDescending : .orderedSame
        #expect(ours == system(left, right), "\(left.debugDescription) and \(right.debugDescription)")
    }

    // MARK: Names

    private static let names: [String] = {
        let places = """
            An Bình,An Cư,Ân Thi,Ăn Thịnh,Ba Đình,Bà Rịa,Bạc Liêu,Bắc Giang,Bắc Kạn,Bến Tre,Bình Hưng,Cà Mau,Cần Thơ,Châu Đốc,\
            Dĩ An,Duy Xuyên,Đà Lạt,Đà Nẵng,Đập Đá,Đăk Nông,Đồng Nai,Đông Hà,Đức Long,Đức Nghĩa,Đức Thắng,Gia Lai,Hà Nội,\
            Hạ Long,Hải Dương,Hàm Tiến,Hòa Bình,Hoà Bình,Hưng Long,Kon Tum,Khánh Hòa,Lạc Đạo,Lai Châu,Long An,Mũi Né,\
            Mường Lay,Nam Định,Nghệ An,Ninh Bình,Ông Ích Khiêm,Ơn,Phong Nẫm,Phú Hài,Phú Lâm,Phú Tài,Phú Thủy,Phú Thuỷ,\
            Phú Trinh,Quảng Bình,Quảng Ngãi,Quy Nhơn,Sóc Trăng,Sơn La,Tây Ninh,Thanh Hải,Thiện Nghiệp,Tiến Lợi,Tiến Thành,\
            Uông Bí,Ứng Hòa,Vạn Ninh,Vân Canh,Vĩnh Long,Xuân An,Ý Yên,Yên Bái
            """.split(separator: ",")
        let bodies = [
            "Văn phòng", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Phòng Nghiệp vụ 10", "Phòng Nội vụ", "Phòng Y tế",
            "Phòng Tài chính - Kế hoạch", "Phòng Tài chính – Kế hoạch", "Ban Thi đua", "Ban Dân tộc", "Đảng ủy",
            "Đoàn Thanh niên", "Hội LHPN", "Hội Cựu chiến binh", "Công đoàn", "Công an", "Trạm Y tế", "UBMTTQVN",
            "Thanh tra (bộ phận 1)", "Tổ 1/2", "Tổ 1, 2", "Tổ 02", "Tổ 2a", "tổ 2B",
        ]
        return bodies + places.flatMap { ["Phường \($0)", "xã \($0)", "\($0)".uppercased()] }
    }()

    private static let letters = Array(
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ")
    private static let others = Array("  -.,/()&:;\"'_0123459")

    private static func randomText(_ random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) { text += piece(&random) }
        return random.oneIn(4) ? text.decomposedStringWithCanonicalMapping : text
    }

    private static func piece(_ random: inout SeededRandom) -> String {
        let piece = String(random.oneIn(3) ? random.pick(others) : random.pick(letters))
        return random.oneIn(3) ? piece.uppercased() : piece
    }

    private static func altered(_ text: String, _ random: inout SeededRandom) -> String {
        var characters = Array(text)
        guard !characters.isEmpty else { return piece(&random) }
        let place = Int.random(in: 0..<characters.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: characters[place] = Character(String(characters[place]).uppercased())
        case 1: characters[place] = random.pick(letters)
        case 2: characters.insert(random.pick(others), at: place)
        default: break
        }
        return random.oneIn(2) ? String(characters) : String(characters).decomposedStringWithCanonicalMapping
    }
}
