import QuotaModel

/// The line of every record of every log, at little more than one byte a record: the step from the line before, and
/// every 256 records the line itself.
struct RecordLines {
    private static let stride = 256
    /// Records in one piece of memory, so that growing copies nothing.
    private static let chunk = 1 << 16
    private static let long: UInt8 = 255

    private var steps: [[UInt8]] = []
    private var lines: [Int] = []
    private var longSteps: [Int: Int] = [:]
    private var lastLine = 0
    /// For each log its place in the order given and how many records came before it.
    private var logs: [(source: Int, before: Int)] = []
    /// Records of all logs so far.
    private(set) var total = 0

    /// Memory that it takes, but for the rare long steps.
    var bytes: Int { steps.reduce(0) { $0 + $1.capacity } + lines.capacity * MemoryLayout<Int>.stride }

    mutating func begin(source: Int) {
        logs.append((source, total))
        lastLine = 0
    }

    /// The next record of the log.
    mutating func add(line: Int) {
        if total % Self.chunk == 0 {
            steps.append([])
            steps[steps.count - 1].reserveCapacity(min(Self.chunk, max(1024, total)))
        }
        let step = line - lastLine
        if total % Self.stride == 0 { lines.append(line) }
        if 0..<Int(Self.long) ~= step {
            steps[steps.count - 1].append(UInt8(step))
        } else {
            longSteps[total] = step
            steps[steps.count - 1].append(Self.long)
        }
        lastLine = line
        total += 1
    }

    /// The number over all logs of a record of the log that is being read, itself counted from 1.
    func row(ofRecord record: Int) -> Int { (logs.last?.before ?? 0) + record - 1 }

    /// The place of the row with this number, counted from 0 over all logs.
    func place(of row: Int) -> ItemPlace {
        let log = logs.last { $0.before <= row } ?? (0, 0)
        var at = row / Self.stride * Self.stride
        var line = lines[row / Self.stride]
        // A stride may begin in the log before; steps start anew with each log.
        if at < log.before {
            at = log.before
            line = step(at)
        }
        while at < row {
            at += 1
            line += step(at)
        }
        return ItemPlace(source: log.source, record: row - log.before + 1, line: line)
    }

    private func step(_ row: Int) -> Int {
        let step = steps[row / Self.chunk][row % Self.chunk]
        return step == Self.long ? longSteps[row] ?? 0 : Int(step)
    }
}
