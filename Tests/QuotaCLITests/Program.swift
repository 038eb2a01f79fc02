import Foundation
import TestSupport

/// Runs the built program as a person would, in the project's root.
struct Program {
    struct Result {
        let status: Int32
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// The program stands beside the test bundle.
    static var executable: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "quota-cli")
    }

    /// The built program.
    static var path: String { executable.path(percentEncoded: false) }

    /// - Parameters:
    ///   - input: what standard input holds.
    ///   - watcher: a program, with its arguments, that runs the program.
    ///   - environment: variables added to a bare environment.
    static func run(
        _ arguments: [String], input: [UInt8] = [], under watcher: [String] = [], environment: [String: String] = [:],
        folder: URL = Project.root
    ) throws -> Result {
        let process = Process()
        let call = watcher + [executable.path(percentEncoded: false)] + arguments
        process.executableURL = URL(filePath: call[0])
        process.arguments = Array(call.dropFirst())
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let (output, errors, feed) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = feed
        try process.run()
        // A child that fills a pipe nobody reads would wait for ever: all three run at once.
        let group = DispatchGroup()
        let collected = Collected()
        for (pipe, isOutput) in [(output, true), (errors, false)] {
            DispatchQueue.global().async(group: group) {
                let data = pipe.fileHandleForReading.readDataToEndOfFile()
                collected.put(data, isOutput: isOutput)
            }
        }
        DispatchQueue.global().async(group: group) {
            try? feed.fileHandleForWriting.write(contentsOf: Data(input))
            try? feed.fileHandleForWriting.close()
        }
        process.waitUntilExit()
        group.wait()
        return Result(
            status: process.terminationStatus, output: Array(collected.output),
            errors: String(decoding: collected.errors, as: UTF8.self))
    }

    private final class Collected: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var output = Data()
        private(set) var errors = Data()

        func put(_ data: Data, isOutput: Bool) {
            lock.withLock {
                if isOutput { output = data } else { errors = data }
            }
        }
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "quota-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws -> String {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path(percentEncoded: false)
    }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}
