import Foundation

/// The text in Unicode's decomposed form (NFD), as some systems write it.
func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }
