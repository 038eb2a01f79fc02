import AuditLedger
import Foundation
import TestSupport
import Testing

/// A history of an office's year, made by the program itself; the clock is the environment's SOURCE_DATE_EPOCH.
struct OfficeHistory {
    static let rules = """
        schema: quota-rules/1
        id: so-mau
        title: Chỉ tiêu tin, bài
        agency: Sở Mẫu
        effective: {from: 2022-01-01, to: 2022-12-31}
        kinds:
          - {id: tin, name: Tin}
          - {id: bai, name: Bài}
        units:
          - {id: van-phong, name: Văn phòng}
          - {id: phong-1, name: Phòng Một}
        quotas:
          - {id: thang, units: all, minimum: 2, per: month, counted: calendar}
        measures:
          tin-bai: {count: items}
        scorecards:
          - id: nam
            title: Chấm điểm năm
            kind: emulation
            max: 100
            groups:
              - id: chinh
                title: Chính
                criteria:
                  - {id: so-luong, title: Số lượng, max: 60, score: {per-item: {of: tin-bai, points: 10}}}
                  - {id: bai-hay, title: Bài hay, max: 40, score: {entered: {}}}
            grades: [{id: dat, title: Đạt, at-least: 50}, {id: khong, title: Không đạt, at-least: 0}]

        """
    static let january = """
        Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề
        A1,Văn phòng,Tin,05/01/2022,Họp giao ban
        A2,Văn phòng,Tin,06/01/2022,Khai mạc hội nghị
        A3,Phòng Một,Bài,07/01/2022,Nhìn lại năm cũ
        A3,Phòng Một,Bài,07/01/2022,Nhìn lại năm cũ

        """
    /// A1 belongs to another unit now, A4 is new.
    static let february = """
        Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề
        A1,Phòng Một,Tin,05/01/2022,Họp giao ban
        A2,VĂN PHÒNG,Tin,2022-01-06,Khai mạc hội nghị
        A4,Phòng Một,Tin,10/02/2022,Tin tháng hai

        """

    let folder: TemporaryFolder
    var path: String { folder.path("so-mau.history") }

    init() throws {
        folder = try TemporaryFolder()
        let rules = try folder.write(Self.rules, to: "quy-tac.yaml")
        try expectDone(["init", "--rules", rules, "--actor", "chị Lan"])
    }

    @discardableResult
    func run(_ arguments: [String], at time: String = "1646000000") throws -> Program.Result {
        try Program.run(arguments, environment: ["QUOTA_HISTORY": path, "SOURCE_DATE_EPOCH": time])
    }

    func expectDone(_ arguments: [String]) throws {
        let appends = ["add-log", "add-rules", "add-inputs", "withdraw"].contains(arguments[0])
        let result = try run(["history"] + arguments + (appends ? ["--actor", "anh Minh"] : []))
        #expect(result.status == 0, "\(arguments): \(result.errors)")
    }

    func add(_ text: String, _ name: String) throws {
        try expectDone(["add-log", folder.write(text, to: name)])
    }

    /// January's log, its briefing, February's log, its briefing, a withdrawal, one more briefing: entries 2 to 7.
    static func year() throws -> OfficeHistory {
        let office = try OfficeHistory()
        try office.add(january, "thang-1.csv")
        try office.brief()
        try office.add(february, "thang-2.csv")
        try office.brief()
        try office.expectDone(["withdraw", "--item", "A4", "--reason", "bài sao chép"])
        try office.brief()
        return office
    }

    func brief() throws {
        let result = try run([
            "briefing", "--as-of", "2022-02-28", "--record", "--format", "json", "--actor", "chị Lan",
        ])
        #expect(result.status == 0, "\(result.errors)")
    }

    /// Changes an entry together with its digest, as somebody who goes round the program would.
    func falsify(_ seq: Int, _ old: String, _ new: String) throws {
        let entry = try Ledger(path).entry(seq).bytes
        let forged = Array(String(decoding: entry, as: UTF8.self).replacing(old, with: new).utf8)
        #expect(forged.count == entry.count && forged != entry)
        var file = try Data(contentsOf: URL(filePath: path))
        for (was, now) in [(entry, forged), (MerkleTree.leaf(entry), MerkleTree.leaf(forged))] {
            while let place = file.range(of: Data(was)) { file.replaceSubrange(place, with: now) }
        }
        try file.write(to: URL(filePath: path))
    }

    /// Compares with a golden file, but for the root, which changes with every key that a result gets.
    static func expect(_ result: Program.Result, isIn name: String) throws {
        let text = result.text.replacing(/gốc [A-Za-z0-9+\/=]{44}/, with: "gốc …")
        try Golden.expect(text.utf8, isIn: "Tests/QuotaCLITests/Golden/\(name).txt")
    }

    /// Items counted by unit and month, as `van-phong 2022-01-01: 2`.
    func counts(_ options: [String] = []) throws -> Set<String> {
        let result = try run(["briefing", "--as-of", "2022-02-28", "--format", "json"] + options)
        let object = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        var counts: Set<String> = []
        for unit in try #require(object["units"] as? [[String: Any]]) {
            for quota in unit["quotas"] as? [[String: Any]] ?? [] {
                for period in quota["periods"] as? [[String: Any]] ?? [] {
                    counts.insert("\(unit["id"] ?? "") \(period["from"] ?? ""): \(period["count"] ?? "")")
                }
            }
        }
        return counts
    }
}
