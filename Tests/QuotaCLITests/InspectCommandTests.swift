import Foundation
import TestSupport
import Testing

@Suite("inspect")
struct InspectCommandTests {
    @Test("every reject is in the JSON, however many there are, in the order of the log")
    func allRejects() throws {
        let folder = try TemporaryFolder()
        let count = 10_050
        let rows = (1...count).map { "B\($0),Văn phòng,Tin,\($0 % 2 == 0 ? "32" : "31")/01/2022" }
        let log = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\n" + rows.joined(separator: "\n") + "\n", to: "a.csv")
        let result = try Program.run(["inspect", "--log", log, "--format", "json", "--records", "1"])
        #expect(result.status == 0)
        let object = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        #expect(object["recordsRead"] as? Int == count)
        let rejects = try #require(object["rejects"] as? [[String: Any]])
        #expect(rejects.count == count / 2)
        #expect(rejects.compactMap { $0["record"] as? Int } == Array(stride(from: 2, through: count, by: 2)))

        let all = try folder.write(
            "Mã,Đơn vị,Loại,Ngày đăng\n" + String(repeating: ",Văn phòng,Tin,32/01/2022\n", count: count), to: "b.csv")
        let bad = try Program.run(["inspect", "--log", all, "--format", "json", "--records", "0"])
        let lost = try #require(JSONSerialization.jsonObject(with: Data(bad.output)) as? [String: Any])
        #expect((lost["rejects"] as? [Any])?.count == count)
    }

    @Test("cells that cannot be read are all counted, and what is not shown of them, or of rejects, is said")
    func unreadableCells() throws {
        let folder = try TemporaryFolder()
        let rows = (1...1_060).map { "B\($0),Văn phòng,\($0 > 1_000 ? "32" : "31")/01/2022,nhiều\n" }.joined()
        let log = try folder.write("Mã,Đơn vị,Ngày đăng,Số từ\n" + rows, to: "a.csv")
        let json = try Program.run(["inspect", "--log", log, "--format", "json"])
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        #expect(object["unreadableCount"] as? Int == 1_060)
        #expect((object["unreadable"] as? [Any])?.count == 1_000)
        let lines = try Program.run(["inspect", "--log", log]).text.split(separator: "\n")
        let cells = try #require(lines.firstIndex(of: "Ô KHÔNG ĐỌC ĐƯỢC (1.060)"))
        #expect(lines[cells - 1] == "… và 10 nữa")
        #expect(lines[(cells + 1)...].count { $0.hasPrefix("- dòng ") } == 50)
        #expect(lines.last == "… và 1.010 nữa")
    }

    @Test("--strict says what it kept from happening: a report, an entry of a history, of inspect nothing")
    func strict() throws {
        let folder = try TemporaryFolder()
        let rules = BriefingCommandTests.rules
        let log = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\nB1,Văn phòng,Tin,32/03/2022\n", to: "a.csv")
        let history = folder.path("a.history")
        #expect(try Program.run(["history", "init", "--history", history, "--rules", rules]).status == 0)
        let inspect = try Program.run(["inspect", "--log", log, "--strict"])
        let briefing = try Program.run(["briefing", "--rules", rules, "--log", log, "--strict"])
        let adding = try Program.run(["history", "add-log", log, "--history", history, "--strict"])
        #expect([inspect, briefing, adding].map(\.status) == [65, 65, 65])
        #expect(inspect.text.contains("32/03/2022") && briefing.text.isEmpty && adding.text.isEmpty)
        #expect(inspect.errors.contains("--strict: có 1 dòng bị loại;"), "\(inspect.errors)")
        #expect(briefing.errors.contains("--strict: có 1 dòng bị loại, không ra báo cáo;"), "\(briefing.errors)")
        #expect(adding.errors.contains("--strict: có 1 dòng bị loại, không ghi gì;"), "\(adding.errors)")
    }

    @Test("without rejects the list is empty")
    func none() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\nB1,Văn phòng,Tin,31/01/2022\n", to: "a.csv")
        let result = try Program.run(["inspect", "--log", log, "--format", "json"])
        #expect(result.text.contains("\"rejects\":[],\"remarks\":[]"))
    }
}
