public enum HTMLReport { public static let listingLimit = 5_000 }
