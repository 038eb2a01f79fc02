import Foundation
import Testing

/// Where the project's own files are, found from this file's place.
public enum Project {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    public static func file(_ path: String) -> URL { root.appending(path: path) }

    public static func bytes(of path: String) throws -> [UInt8] { try Array(Data(contentsOf: file(path))) }

    public static func text(of path: String) throws -> String {
        String(decoding: try bytes(of: path), as: UTF8.self)
    }
}

/// Expected outputs kept as files. With QUOTA_RENEW_GOLDEN=1 they are written anew, and every renewed file fails the run,
/// so that nobody renews what nobody has read.
public enum Golden {
    /// Compares with the file at `path`, relative to the project's root.
    public static func expect(
        _ bytes: some Sequence<UInt8>, isIn path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let bytes = Array(bytes)
        let known = try? Project.bytes(of: path)
        guard known != bytes else { return }
        if ProcessInfo.processInfo.environment["QUOTA_RENEW_GOLDEN"] == "1" {
            let file = Project.file(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
            Issue.record("renewed \(path): read the difference, then run again", sourceLocation: sourceLocation)
        } else {
            Issue.record(
                "\(path) differs: \(difference(known, bytes)); QUOTA_RENEW_GOLDEN=1 writes it anew",
                sourceLocation: sourceLocation)
        }
    }

    private static func difference(_ known: [UInt8]?, _ bytes: [UInt8]) -> String {
        guard let known else { return "there is no such file yet" }
        let old = String(decoding: known, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let new = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, (left, right)) in zip(old, new).enumerated() where left != right {
            return "line \(number + 1) was “\(left)”, is “\(right)”"
        }
        return "\(old.count) lines became \(new.count)"
    }
}
