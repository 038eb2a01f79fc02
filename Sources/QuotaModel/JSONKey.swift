/// The key of a member. One that is written out in the program holds nothing to escape and is put down as it stands.
public struct JSONKey: ExpressibleByStringLiteral, Sendable {
    @usableFromInline
    enum Text: Sendable {
        case fixed(StaticString)
        case made(String)
    }

    @usableFromInline let text: Text

    @inlinable
    public init(stringLiteral text: StaticString) { self.text = .fixed(text) }

    /// A key that is known only when the program runs: it is escaped as texts are.
    public init(_ text: String) { self.text = .made(text) }
}
