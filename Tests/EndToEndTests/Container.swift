import Foundation

/// A datalab in a container, by the proof harness: an arbitrary user id, a read-only root, an empty home.
struct Container {
    private let name: String
    private let harness = Lab.proof.appending(path: "run-container").path

    /// A container of a name that no other test uses.
    init(named name: String) {
        self.name = name
    }

    /// Starts an image and waits for its page.
    ///
    /// - Returns: the page's address.
    func start(_ layout: String, arguments: [String]) async throws -> String {
        let json = try await Program.expectSuccess(
            [harness, "start", "--layout", layout, "--name", name, "--timeout", "240"] + arguments
        )
        struct Started: Decodable { let url: String }
        return try JSONDecoder().decode(Started.self, from: Data(json.utf8)).url
    }

    /// Runs a command in place of the page, in a container of its own.
    func command(_ layout: String, _ command: [String]) async throws -> Finished {
        try await Program.run([harness, "command", "--layout", layout, "--name", name, "--"] + command)
    }

    /// Runs a command in the container.
    func enter(_ command: [String]) async throws -> String {
        try await Program.expectSuccess([harness, "exec", name, "--"] + command)
    }

    /// Runs a shipped notebook with the kernel a user gets; gives its outputs.
    func run(notebook: String, on page: String) async throws -> String {
        try await execute(["--notebook", notebook], on: page)
    }

    /// Runs code with a kernel, by default the one a user gets; gives its outputs.
    func run(code: String, kernel: String = "python3", on page: String) async throws -> String {
        try await execute(["--code", code, "--kernel", kernel], on: page)
    }

    /// Types a line in a terminal of the page; gives what it wrote.
    func run(terminal line: String, on page: String) async throws -> String {
        try await execute(["--terminal", line], on: page)
    }

    /// What a container said until it was stopped.
    struct Ending: Decodable {
        /// All of it.
        let log: String
        /// What it said on standard error.
        let errors: String
    }

    /// Stops the container with SIGTERM, which must take no more than five seconds and end with status 0.
    func end() async throws -> Ending {
        let json = try await Program.expectSuccess([harness, "stop", name])
        return try JSONDecoder().decode(Ending.self, from: Data(json.utf8))
    }

    /// Stops the container, of which nothing more is to be known.
    func stop() async throws {
        _ = try await end()
    }

    /// Starts an image, looks at it, and stops it whatever is seen.
    ///
    /// - Returns: what the container said.
    @discardableResult
    func whileRunning(
        _ layout: String,
        arguments: [String],
        look: (String) async throws -> Void,
    ) async throws -> Ending {
        let page = try await start(layout, arguments: arguments)
        do {
            try await look(page)
        } catch {
            try? await stop()
            throw error
        }
        return try await end()
    }

    /// Starts an image that cannot start.
    ///
    /// - Returns: why, with what it said.
    func startInVain(_ layout: String, arguments: [String]) async throws -> String {
        let finished = try await Program.run(
            [harness, "start", "--layout", layout, "--name", name, "--timeout", "240"] + arguments
        )
        guard finished.status == 1 else { throw ProgramFailed(arguments: arguments, finished: finished) }
        return finished.errors
    }

    private func execute(_ arguments: [String], on page: String) async throws -> String {
        try await Program.expectSuccess(
            [Lab.proof.appending(path: "execute-notebook").path, page, "--timeout", "400"] + arguments
        )
    }
}
