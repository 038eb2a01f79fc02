import QuotaEngine

/// `remind` as text: the same letter for a message or a notice board. Begins
///
///     UBND TỈNH BÌNH ĐỊNH
///     THANH TRA TỈNH
public struct ReminderText {
    private let words: ReminderWords

    /// - Parameter finding: of a unit to be reminded.
    public init(_ briefing: Briefing, _ finding: UnitFinding, wording: Wording) {
        words = ReminderWords(briefing, finding, wording)
    }

    /// UTF-8.
    public func bytes() -> [UInt8] {
        var page = TextPage()
        let around = words.around
        page.add([around.superior, around.agency, around.letterNumber].compactMap(\.self))
        page.add(["", around.placeAndDate, "", words.subject])
        page.add(words.notices)
        page.add(["", words.addressee, "", words.opening()])
        for (place, point) in words.points().enumerated() {
            page.add("\(place + 1). \(point.lead)\(point.items.isEmpty ? "." : ":")")
            page.add(point.items.map { "   - \($0)" })
        }
        page.add([words.closing() + "/.", ""])
        page.add([around.authority, around.post, around.signerName].compactMap(\.self).filter { !$0.isEmpty })
        page.add(["", around.recipientsTitle] + around.letterRecipients)
        return page.bytes
    }
}
