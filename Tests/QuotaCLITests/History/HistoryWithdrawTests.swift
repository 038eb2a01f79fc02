import AuditLedger
import Foundation
import QuotaModel
import Testing

@Suite("history: withdrawals")
struct HistoryWithdrawTests {
    @Test("a withdrawn item counts nowhere, also where a later log holds it, and counted before")
    func withdrawn() throws {
        let office = try OfficeHistory.year()
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
        #expect(try office.counts(["--known-at", "5"]).contains("phong-1 2022-02-01: 1"))
        #expect(try Ledger(office.path).size() == 8)
        let echo = try office.run(["history", "withdraw", "--item", "A1", "--reason", "nhầm"])
        #expect(echo.text.contains("rút “A1”: nhầm\n    tiêu đề: “Họp giao ban”; đơn vị: Phòng Một"), "\(echo.text)")
        let later = "Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\nA4,Phòng Một,Tin,11/02/2022,Tin tháng hai\n"
        try office.add(later, "thang-3.csv")
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
    }

    @Test("an item without id and address is withdrawn by its title, units and date")
    func withdrawnByTitle() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Văn phòng,Tin,05/01/2022,Họp giao ban
            Văn phòng,Tin,06/01/2022,Họp giao ban
            Phòng Một;Văn phòng,Tin,07/01/2022,Chung

            """
        try office.add(log, "a.csv")
        let both = try office.run(["history", "withdraw", "--item", "HỌP giao ban", "--reason", "x"])
        #expect(both.status == 65 && both.errors.contains("ambiguous-item"))
        try office.expectDone(["withdraw", "--item", "HỌP giao ban", "--reason", "x", "--date", "2022-01-06"])
        try office.expectDone(["withdraw", "--item", "Chung", "--reason", "x"])
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 1", "phong-1 2022-01-01: 0"]))
        try office.expectDone(["withdraw", "--item", "Chung", "--reason", "x"])
        #expect(try Ledger(office.path).size() == 5)
    }

    @Test("of items of one title each can be withdrawn: the one without a day, and the one of a unit alone")
    func ambiguousTitles() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Văn phòng,Tin,05/01/2022,Họp giao ban
            Văn phòng,Tin,,Họp giao ban
            Phòng Một;Văn phòng,Tin,05/01/2022,Họp giao ban

            """
        try office.add(log, "a.csv")
        let withdraw = ["withdraw", "--item", "Họp giao ban", "--reason", "x"]
        let all = try office.run(["history"] + withdraw)
        #expect(all.status == 65)
        let choices = [
            ["--by", "title", "--unit", "van-phong", "--unit", "phong-1", "--date", "2022-01-05"],
            ["--by", "title", "--unit", "van-phong", "--date", "2022-01-05"],
            ["--by", "title", "--unit", "van-phong", "--undated"],
        ]
        for choice in choices {
            #expect(all.errors.contains(choice.joined(separator: " ")), "\(all.errors)")
            try office.expectDone(withdraw + choice)
        }
        let ledger = try Ledger(office.path)
        let withdrawn = try (3..<ledger.size()).map { try ledger.entry($0).payload }
        #expect(withdrawn.map { $0["date"]?.text } == ["2022-01-05", "2022-01-05", nil])
        #expect(withdrawn.map { $0["units"]?.elements.count } == [2, 1, 1])
        #expect(try office.run(["history"] + withdraw + ["--undated", "--date", "2022-01-05"]).status == 64)
    }

    @Test("an item that is there otherwise than options say is told with those that fit, and is no id")
    func otherwise() throws {
        let office = try OfficeHistory()
        try office.add("Đơn vị,Loại,Ngày đăng,Tiêu đề\nVăn phòng,Tin,05/01/2022,Không mã\n", "a.csv")
        let withdraw = ["history", "withdraw", "--item", "Không mã", "--reason", "x"]
        #expect(try office.run(withdraw).status == 0)
        for call in [withdraw, ["history", "item", "Không mã"]] {
            for options in [["--undated"], ["--unit", "phong-1"], ["--by", "id"]] {
                let result = try office.run(call + options)
                #expect(result.status == 65)
                #expect(
                    result.errors.contains(
                        "có tin, bài “Không mã”, nhưng khác --by, --unit, --date hoặc --undated đã ghi; cần: --by title --unit van-phong --date 2022-01-05 [no-such-item]"
                    ), "\(result.errors)")
            }
        }
    }

    @Test("the joint one among items of one title and day has a choice of its own, in any order of its units")
    func jointTitle() throws {
        let office = try OfficeHistory()
        let rows = ["Văn phòng", "Phòng Một", "Văn phòng;Phòng Một"].map { "\($0),Tin,05/01/2022,Họp giao ban\n" }
        try office.add("Đơn vị,Loại,Ngày đăng,Tiêu đề\n" + rows.joined(), "a.csv")
        let withdraw = ["withdraw", "--item", "Họp giao ban", "--reason", "x"]
        let all = try office.run(["history"] + withdraw)
        let own = ["van-phong", "phong-1"].map { "--by title --unit \($0) --date 2022-01-05" }
        for choice in own + ["--by title --unit van-phong --unit phong-1 --date 2022-01-05"] {
            #expect(all.errors.contains(choice), "\(all.errors)")
        }
        let item = ["history", "item", "Họp giao ban", "--unit", "phong-1", "--unit", "van-phong", "--format", "json"]
        #expect(try office.run(item).text.components(separatedBy: "\"versions\"").count == 2)
        try office.expectDone(withdraw + ["--unit", "phong-1", "--unit", "van-phong"])
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 1", "phong-1 2022-01-01: 1"]))
        // Again it is known; of one unit it is that unit's own.
        try office.expectDone(withdraw + ["--unit", "phong-1", "--unit", "van-phong"])
        try office.expectDone(withdraw + ["--unit", "van-phong"])
        try office.expectDone(withdraw + ["--unit", "van-phong"])
        #expect(try Ledger(office.path).size() == 5)
        // The others are withdrawn: there is one left.
        try office.expectDone(withdraw)
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 0", "phong-1 2022-01-01: 0"]))
        #expect(try Ledger(office.path).size() == 6)
    }
}
