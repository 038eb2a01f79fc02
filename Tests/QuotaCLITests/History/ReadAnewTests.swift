import Foundation
import TestSupport
import Testing

@Suite("A log of a history that is read anew")
struct ReadAnewTests {
    private static let rules = """
        schema: quota-rules/1
        id: huyen
        title: Chỉ tiêu tin, bài
        effective: {from: 2022-01-01, to: 2022-12-31}
        units: [{id: dang-uy, name: Đảng ủy}]
        kinds: [{id: tin, name: Tin}]
        quotas: [{id: thang, units: [dang-uy], minimum: 2, per: month, counted: calendar, where: {photos: {at-least: 1}}}]
        """
    private static let log = """
        Nơi;Loại;Thời gian;Tiêu đề;Hình
        Đảng ủy;Tin;20/01/2022;Mỹ Thọ;2
        Đảng ủy;Tin;21/01/2022;B;1
        """
    private static let mapping = """
        schema: quota-mapping/1
        fields: {unit: Nơi, published: Thời gian, photos: Hình}
        """

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write(Self.rules, to: "q.yaml")
        _ = try folder.write(Self.log, to: "m.csv")
        _ = try folder.write(Self.mapping, to: "anh-xa.yaml")
    }

    private func run(_ arguments: [String]) throws -> Program.Result {
        try Program.run(arguments + ["--history", "s.history"], folder: folder.url)
    }

    /// A log that was added before anybody knew what the rules need of it.
    private func begin() throws -> Program.Result {
        #expect(try run(["history", "init"]).status == 0)
        let added = try run(["history", "add-log", "m.csv"])
        #expect(added.text.contains("m.csv: 2 bản ghi, chưa có quy tắc để nhận"))
        #expect(try run(["history", "add-rules", "q.yaml"]).status == 0)
        return try run(["briefing", "--as-of", "2022-01-31"])
    }

    @Test("stops nothing: the newer reading speaks, and the report says so")
    func newerReading() throws {
        #expect(try begin().errors.contains("field-missing"))
        #expect(try run(["history", "add-log", "m.csv", "--mapping", "anh-xa.yaml"]).status == 0)
        let briefing = try run(["briefing", "--as-of", "2022-01-31"])
        #expect(briefing.status == 0, "\(briefing.errors)")
        #expect(briefing.text.contains("m.csv: 0 bản ghi = 0 nhận + 0 loại"))
        #expect(briefing.text.contains("mục 3 của lịch sử đọc lại tệp này cách khác, nên lần đọc này không tính"))
        #expect(briefing.text.contains("m.csv: 2 bản ghi = 2 nhận + 0 loại"))
        #expect(briefing.text.contains("1 đơn vị đạt chỉ tiêu"))
        #expect(try run(["history", "item", "Mỹ Thọ", "--by", "title"]).status == 0)
        #expect(try run(["history", "withdraw", "--item", "Mỹ Thọ", "--by", "title", "--reason", "nhầm"]).status == 0)
        #expect(try run(["briefing", "--as-of", "2022-01-31"]).text.contains("1 đơn vị thiếu"))
    }

    @Test("still stops the run as it was before it was read anew, and where the newest reading lacks a field")
    func stillMissing() throws {
        _ = try begin()
        _ = try folder.write("schema: quota-mapping/1\nfields: {unit: Nơi, published: Thời gian}\n", to: "thieu.yaml")
        #expect(try run(["history", "add-log", "m.csv", "--mapping", "thieu.yaml"]).status == 0)
        let briefing = try run(["briefing", "--as-of", "2022-01-31"])
        #expect(briefing.status == 65)
        #expect(briefing.errors.contains("số ảnh"))
        #expect(try run(["history", "add-log", "m.csv", "--mapping", "anh-xa.yaml"]).status == 0)
        #expect(try run(["briefing", "--as-of", "2022-01-31"]).status == 0)
        #expect(try run(["briefing", "--as-of", "2022-01-31", "--known-at", "4"]).status == 65)
    }

    /// Two articles sent in January and published in February, the second without a title.
    private static let twoDays = """
        Đơn vị;Loại;Gửi;Đăng;Tiêu đề;Ảnh
        Đảng ủy;Tin;20/01/2022;03/02/2022;Mỹ Thọ;2
        Đảng ủy;Tin;21/01/2022;04/02/2022;;1
        """

    @Test("counts once, also where the first reading was whole: by another day, or rows without an identity")
    func otherDay() throws {
        _ = try folder.write(Self.twoDays, to: "hai.csv")
        _ = try folder.write("schema: quota-mapping/1\nfields: {published: Gửi}\n", to: "sai.yaml")
        _ = try folder.write("schema: quota-mapping/1\nfields: {published: Đăng}\n", to: "dung.yaml")
        #expect(try run(["history", "init", "--rules", "q.yaml"]).status == 0)
        #expect(try run(["history", "add-log", "hai.csv", "--mapping", "sai.yaml"]).status == 0)
        let january = ["briefing", "--as-of", "2022-02-28", "--format", "csv", "--plain"]
        #expect(try run(january).text.contains("2022-01-01,2022-01-31,closed,2,2,0,met"))
        #expect(try run(["history", "add-log", "hai.csv", "--mapping", "dung.yaml"]).status == 0)
        let briefing = try run(january)
        #expect(briefing.text.contains("2022-01-01,2022-01-31,closed,2,0,2,short"), "\(briefing.text)")
        #expect(briefing.text.contains("2022-02-01,2022-02-28,closed,2,2,0,met"), "\(briefing.text)")
        let before = try run(january + ["--known-at", "3"])
        #expect(before.text.contains("2022-01-01,2022-01-31,closed,2,2,0,met"))
    }

    @Test("is told with its versions; nobody withdraws what only the earlier reading holds")
    func versions() throws {
        try otherDay()
        let item = try run(["history", "item", "Mỹ Thọ"])
        #expect(item.text.contains("mục 3 đọc lại tệp này cách khác"), "\(item.text)")
        #expect(item.text.contains("đang tính theo mục 3"))
        let withdrawn = ["history", "withdraw", "--item", "Mỹ Thọ", "--reason", "nhầm", "--date"]
        #expect(try run(withdrawn + ["2022-01-20"]).status == 65)
        #expect(try run(withdrawn + ["2022-02-03"]).status == 0)
    }

    @Test("gives no rejects of the reading that does not count, in XML too")
    func feed() throws {
        let feed = """
            <rss version="2.0"><channel><title>Cổng</title>
            <item><title>Mỹ Thọ</title><category>Tin</category><pubDate>Thu, 20 Jan 2022 08:00:00 +0700</pubDate></item>
            <item><title>Hòa Mỹ</title><category>Tin</category><pubDate>nay</pubDate></item>
            </channel></rss>
            """
        _ = try folder.write(feed, to: "cong.xml")
        _ = try folder.write(
            "schema: quota-mapping/1\nfields: {unit-constant: Đảng ủy, kind-constant: Tin}\n", to: "m.yaml")
        _ = try folder.write(Self.rules.replacing(", where: {photos: {at-least: 1}}", with: ""), to: "q.yaml")
        #expect(try run(["history", "init"]).status == 0)
        #expect(try run(["history", "add-log", "cong.xml"]).status == 0)
        #expect(try run(["history", "add-rules", "q.yaml"]).status == 0)
        #expect(try run(["history", "add-log", "cong.xml", "--mapping", "m.yaml"]).status == 0)
        let briefing = try run(["briefing", "--as-of", "2022-01-31", "--rejects", "loai.csv"])
        #expect(briefing.status == 0, "\(briefing.errors)")
        #expect(briefing.text.contains("cong.xml: 0 bản ghi = 0 nhận + 0 loại"))
        #expect(briefing.text.contains("cong.xml: 2 bản ghi = 1 nhận + 1 loại"))
        let rejects = try String(contentsOfFile: folder.path("loai.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        #expect(rejects.count == 2 && rejects[1].contains("bad-date"), "\(rejects)")
    }
}
