/// How much one run in a sealed box may use; what goes beyond is ended.
package struct BoxLimits: Sendable, Hashable {
    /// The longest time by the clock, in seconds; no process gets more than this of a processor either.
    package var seconds: Int
    /// The most memory that all processes together may use, in bytes.
    package var memory: UInt64
    /// The most processes and threads at once.
    package var processes: Int
    /// The size of the writable folder, in bytes; it is kept in memory.
    package var disk: UInt64
    /// The most files and folders in the writable folder.
    package var files: Int
    /// The longest log, in bytes.
    package var log: Int
    /// The most bytes that a run may give back.
    package var answer: UInt64

    /// Limits that a large C++ package stays within.
    package init(
        seconds: Int = 1800,
        memory: UInt64 = 4 << 30,
        processes: Int = 512,
        disk: UInt64 = 4 << 30,
        files: Int = 500_000,
        log: Int = 16 << 20,
        answer: UInt64 = 1 << 30,
    ) {
        self.seconds = seconds
        self.memory = memory
        self.processes = processes
        self.disk = disk
        self.files = files
        self.log = log
        self.answer = answer
    }

    /// A limit by its name.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        /// Time by the clock, or of a processor.
        case time
        /// Memory of all processes.
        case memory
        /// Processes and threads.
        case processes
        /// The writable folder, by bytes or by files.
        case disk
        /// The log.
        case log
        /// What a run gives back.
        case answer
    }

    /// A limit's value, for people.
    package func shown(_ name: Name) -> String {
        switch name {
        case .time: "\(seconds) s"
        case .memory: Self.bytes(memory)
        case .processes: "\(processes) processes"
        case .disk: "\(Self.bytes(disk)) or \(files) files"
        case .log: "\(Self.bytes(UInt64(log))) of log"
        case .answer: Self.bytes(answer)
        }
    }

    private static func bytes(_ count: UInt64) -> String {
        count >= 1 << 30 && count % (1 << 30) == 0 ? "\(count >> 30) GiB" : "\(max(1, count >> 20)) MiB"
    }
}
