import Foundation

/// The text in Unicode's composed form (NFC). Foundation is needed for it, so it is only asked where a character can
/// need it (`isSurelyComposed`).
func composed(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
}
