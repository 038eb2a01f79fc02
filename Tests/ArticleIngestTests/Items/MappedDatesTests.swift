import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Dates read by the form that a mapping gives")
struct MappedDatesTests {
    private func read(_ text: String, _ form: String, _ zone: DatePattern.Zone = .vietnam) throws -> String {
        let pattern = try #require(DatePattern(form, zone: zone))
        let content = Array(text.utf8).withUnsafeBytes { MappedDates.read($0, as: pattern).content }
        return switch content {
        case .day(let day): day.description
        case .empty: "empty"
        case .unreadable: "unreadable"
        }
    }

    @Test(
        "exactly that form, no other",
        arguments: [
            ("07:45 01/03/2022", "HH:mm dd/MM/yyyy", "2022-03-01"),
            ("7:45 1/3/2022", "HH:mm dd/MM/yyyy", "2022-03-01"), ("  ", "HH:mm dd/MM/yyyy", "empty"),
            ("07:45 01/03/2022", "H:mm d/M/yyyy", "2022-03-01"), ("7:45 1/3/2022", "H:mm d/M/yyyy", "2022-03-01"),
            ("01/03/2022 07:45", "HH:mm dd/MM/yyyy", "unreadable"),
            ("24:00 01/03/2022", "HH:mm dd/MM/yyyy", "unreadable"),
            ("07:45\u{A0}01/03/2022", "HH:mm dd/MM/yyyy", "2022-03-01"),
            ("20220301", "yyyyMMdd", "2022-03-01"), ("2022031", "yyyyMMdd", "unreadable"),
            ("3/31/2022 11:59:59 PM", "MM/dd/yyyy HH:mm:ss tt", "2022-03-31"),
            ("3/31/2022 12:00 SA", "MM/dd/yyyy HH:mm tt", "2022-03-31"),
            ("3/31/2022 0:00 AM", "MM/dd/yyyy HH:mm tt", "unreadable"),
            ("3/31/2022 13:00 pm", "MM/dd/yyyy HH:mm tt", "unreadable"),
            ("3/31/2022 11:00", "MM/dd/yyyy HH:mm tt", "unreadable"),
            ("3/31/2022 11:00 XM", "MM/dd/yyyy HH:mm tt", "unreadable"),
            ("Mon, 11/13/2017 - 23:20", "EEE, MM/dd/yyyy - HH:mm", "2017-11-13"),
            ("Thứ hai, 11/13/2017 - 23:20", "EEE, MM/dd/yyyy - HH:mm", "2017-11-13"),
            (", 11/13/2017 - 23:20", "EEE, MM/dd/yyyy - HH:mm", "unreadable"),
            ("11/13/2017, 11/13/2017 - 23:20", "EEE, MM/dd/yyyy - HH:mm", "unreadable"),
            ("30/02/2022", "dd/MM/yyyy", "unreadable"), ("0000-00-00", "yyyy-MM-dd", "unreadable"),
            ("1646067599", "unix-seconds", "2022-02-28"), ("1646067600", "unix-seconds", "2022-03-01"),
            ("631126799", "unix-seconds", "unreadable"), ("631126800", "unix-seconds", "1990-01-01"),
            ("4133955599", "unix-seconds", "2100-12-31"), ("4133955600", "unix-seconds", "unreadable"),
            ("44621,5", "spreadsheet-serial", "2022-03-01"),
        ])
    func forms(text: String, form: String, day: String) throws { #expect(try read(text, form) == day) }

    @Test(
        "a time of UTC is of the next day here from 17:00 on",
        arguments: [
            ("2022-03-31 16:59:59", "2022-03-31"), ("2022-03-31 17:00:00", "2022-04-01"),
            ("2024-02-28 23:00:00", "2024-02-29"), ("2021-12-31 18:00:00", "2022-01-01"),
            ("1989-12-31 17:00:00", "1990-01-01"), ("1989-12-31 16:59:59", "unreadable"),
            ("2100-12-31 16:59:59", "2100-12-31"), ("2100-12-31 18:00:00", "unreadable"),
            ("0000-00-00 00:00:00", "unreadable"),
        ])
    func utc(text: String, day: String) throws { #expect(try read(text, "yyyy-MM-dd HH:mm:ss", .utc) == day) }

    @Test("a time of UTC on a clock of twelve hours")
    func utcHalves() throws {
        let form = "MM/dd/yyyy HH:mm tt"
        #expect(try read("3/31/2022 4:59 PM", form, .utc) == "2022-03-31")
        #expect(try read("3/31/2022 5:00 CH", form, .utc) == "2022-04-01")
        #expect(try read("3/31/2022 12:30 AM", form, .utc) == "2022-03-31")
    }
}
