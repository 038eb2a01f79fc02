import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

/// Nothing in a result may depend on how many cores read the log, or where it is cut into pieces.
@Suite("Many cores")
struct CoresTests {
    static let ways: [LogReader.Cores] = [
        .init(count: 1, pieceBytes: 1), .init(count: 1, pieceBytes: 700), .init(count: 2, pieceBytes: 1),
        .init(count: 2, pieceBytes: 90), .init(count: 2, pieceBytes: 4_000), .init(count: 16, pieceBytes: 333),
    ]

    /// Rows that are good, bad, the same again, quoted over lines, totals, headings, broken, blank, and endless spellings.
    static func log(seed: UInt64, rows: Int) -> [UInt8] {
        var numbers = SeededRandom(seed: seed)
        let heading = "Mã bài,Tiêu đề,Loại,Đơn vị,Tác giả,Chuyên mục,Ngày gửi,Ngày đăng,Số từ,Trạng thái"
        var bytes = Array("Sổ tin bài\n\n\(heading)\n".utf8)
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        for row in 0..<rows {
            let id = one(["\(row)", "\(row)", "\(row / 3)", "", "\u{A0}\(row)"])
            let title = one([
                "Hội nghị", "\"Tin, bài\n\"\"mới\"\"\"", "a\"b", "\"mở", "tit \(row)", decomposed("Thanh tra huyện"),
                "",
            ])
            let unit = one([
                "Văn phòng", "PHÒNG 1", "\"Phòng 2;Phòng 1\"", "Phòng 9", "Phong 1", "", "Phòng \(row % 50)",
            ])
            let day = one(["01/02/2022", "15/2/2022", "2022-02-30", "13/12/2022", "12/13/2022", "", "31.12.2022"])
            let line = [
                id, title, one(["Tin", "bài viết", "Ảnh"]), unit, one(["N.V.A", "Trần B", ""]),
                one(["Tin hoạt động", "Lạ", ""]), day, one([day, "03/04/2022"]), one(["350", "1.200", "x", ""]),
                one(["đã đăng", "nháp", "lạ \(row % 7)", ""]),
            ].joined(separator: ",")
            bytes += Array(one([line, line, line, line, line, "Tổng cộng,,,,,,,,\(row),", heading, "", ",,,"]).utf8)
            if row % 97 == 13 { bytes += [0xC3] }
            bytes += Array(one(["\n", "\r\n", "\n", "\r"]).utf8)
        }
        return bytes
    }

    @Test("CSV: the same items, rejects and remarks on any number of cores and any cut", arguments: 0..<6)
    func csv(seed: UInt64) throws {
        let logs = [Self.log(seed: seed, rows: 400), Self.log(seed: seed + 100, rows: 150)]
        let order = order(tested: [FieldSet(.words), FieldSet(.state)], details: true)
        let expected = try read(logs, order: order)
        #expect(expected.isComplete)
        for cores in Self.ways {
            for step in [Int.max, 501] {
                let found = try read(logs, order: order, step: step, cores: cores)
                Self.expectSame(found, expected, "\(cores), \(step)")
            }
        }
    }

    @Test("no piece is lost, however soon other cores begin", .timeLimit(.minutes(1)))
    func startedAtOnce() throws {
        let rows = (1...60).map { "\($0),Phòng \($0 % 3),0\(1 + $0 % 9)/02/2022" }
        let text = "Mã bài,Đơn vị,Ngày đăng\n" + rows.joined(separator: "\n")
        for _ in 0..<300 {
            let outcome = try read(text, cores: .init(count: 16, pieceBytes: 30))
            #expect(outcome.summary.records == 60 && outcome.isComplete)
        }
    }

    @Test("other encodings: likewise", arguments: [LogEncoding.utf16le, .windows1258])
    func encoded(encoding: LogEncoding) throws {
        let rows = (1...300).map { "\($0 / 2),Phòng \($0 % 3),0\(1 + $0 % 9)/02/2022,Tin hoạt động tỉnh" }
        let text = "Mã bài,Đơn vị,Ngày đăng,Tiêu đề\n" + rows.joined(separator: "\n")
        let bytes = OldEncodings.bytes(text, encoding)
        let options = ReadingOptions(encoding: encoding)
        let expected = try read([bytes], options: options)
        #expect(expected.items.count > 50)
        for cores in Self.ways {
            Self.expectSame(try read([bytes], options: options, cores: cores), expected, "\(cores)")
        }
    }

    @Test("XML: the same on any number of cores", arguments: 0..<3)
    func xml(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed)
        let records = (0..<3_000).map { number in
            let unit = ["Văn phòng", "Phòng 1", "Phòng 9", ""].randomElement(using: &numbers) ?? ""
            let id = [number, number / 2].randomElement(using: &numbers) ?? 0
            return
                "<bai ma=\"\(id)\"><donvi>\(unit)</donvi>\n<ngaydang>0\(1 + number % 9)/03/2022</ngaydang></bai>"
        }
        let log = Array(("<baiviet>" + records.joined(separator: "\n") + "</baiviet>").utf8)
        let expected = try read([log])
        #expect(expected.items.count > 1_000)
        #expect(expected.codes.contains(.duplicate))
        for cores in Self.ways { Self.expectSame(try read([log], cores: cores), expected, "\(cores)") }
    }

    @Test("what stops the reading is the same, and comes from the earliest row", arguments: Self.ways)
    func refusals(cores: LogReader.Cores) {
        var limits = ReadingLimits()
        limits.recordBytes = 2_000
        limits.columns = 12
        let heading = "Mã bài,Đơn vị,Ngày đăng\n"
        let rows = String(repeating: "1,Phòng 1,01/02/2022\n", count: 200)
        let long = "2,Phòng 1,\"" + String(repeating: "x", count: 3_000) + "\"\n"
        let wide = String(repeating: "a,", count: 20) + "\n"
        let cases: [(String, [String])] = [
            (heading + rows + long + wide, ["max-record-bytes"]), (heading + rows + wide + long, ["max-columns"]),
        ]
        for (text, subjects) in cases {
            do {
                _ = try read(text, limits: limits, cores: cores)
                Testing.Issue.record("nothing was refused")
            } catch let refusal as Refusal {
                #expect(refusal.issues.map(\.subject) == subjects)
                #expect(refusal.issues[0].place?.line == 202)
            } catch {
                Testing.Issue.record("\(error)")
            }
        }
    }

    @Test("a delivery that throws ends the reading with its error, and no thread is left behind")
    func throwing() {
        struct Enough: Error {}
        let rows = (1...5_000).map { "\($0),Phòng 1,01/02/2022" }.joined(separator: "\n")
        for cores in Self.ways {
            var source = MemorySource("Mã bài,Đơn vị,Ngày đăng\n" + rows)
            var reader = LogReader(order: order(), cores: cores)
            #expect(throws: Enough.self) {
                try reader.read(&source, named: "log.csv", items: { _ in throw Enough() }, rejects: { _ in })
            }
        }
    }

    private static func expectSame(_ found: Outcome, _ expected: Outcome, _ way: String) {
        let (left, right) = (lines(found), lines(expected))
        guard left != right else { return }
        let place = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let at = place ?? min(left.count, right.count)
        Testing.Issue.record(
            "\(way): line \(at): \(at < left.count ? left[at] : "-") instead of \(at < right.count ? right[at] : "-")")
    }

    private static func lines(_ outcome: Outcome) -> [String] {
        let items = outcome.items.map { item in
            "\(item.place) \(item.units) \(item.kind ?? -1) \(item.authors) \(item.categories) \(item.state)"
                + " \(item.submitted?.description ?? "-") \(item.published?.description ?? "-") \(item.words ?? -1)"
                + " \(item.details?.title ?? "")"
        }
        let summaries = outcome.summaries.flatMap(lines)
        return items + outcome.rejects.map { "\($0)" } + summaries
    }

    static func lines(_ summary: LogSummary) -> [String] {
        [
            "\(summary.source) \(summary.records) \(summary.accepted) \(summary.unverifiable) \(summary.unreadable)"
                + " \(summary.undated) \(summary.fields)",
            "\(summary.unknownStates) \(summary.unknownPeople) \(summary.unknownCategories)",
            "\(summary.unreadableCells)",
        ] + RejectCode.allCases.map { "\($0) \(summary.rejectedBy[$0])" } + summary.remarks.map { "\($0)" }
    }
}
