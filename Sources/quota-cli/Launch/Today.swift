import Glibc
import QuotaModel

/// The one place that asks the clock.
enum Today {
    /// The civil day in Viet Nam (UTC+07:00) at this moment.
    static func inVietnam() -> CivilDate {
        CivilDate(dayNumber: Int32((seconds() + 7 * 3_600) / 86_400))
    }

    /// This moment in UTC, as entries of a history write it: `yyyy-MM-ddTHH:mm:ssZ`.
    static func moment() -> String {
        let seconds = seconds()
        let ofDay = seconds % 86_400
        let parts = [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CivilDate(dayNumber: Int32(seconds / 86_400)))T\(parts.joined(separator: ":"))Z"
    }

    /// Since 1970. Whoever builds something that must come out the same twice says the moment in SOURCE_DATE_EPOCH, as
    /// for other programs.
    private static func seconds() -> Int {
        let said = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
        // Years that a day of this program can have.
        return said.flatMap { (0..<4_102_444_800).contains($0) ? $0 : nil } ?? time(nil)
    }
}
