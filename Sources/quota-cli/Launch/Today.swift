import QuotaModel

#if canImport(Glibc)
    import Glibc
#endif

/// The one place that asks the clock.
enum Today {
    /// The civil day in Viet Nam (UTC+07:00) at this moment.
    static func inVietnam() -> CivilDate {
        let seconds = time(nil) + 7 * 3_600
        return CivilDate(dayNumber: Int32(seconds / 86_400))
    }
}
