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

    /// Runs a command in the container.
    func enter(_ command: [String]) async throws -> String {
        try await Program.expectSuccess([harness, "exec", name, "--"] + command)
    }

    /// Runs a shipped notebook with the kernel a user gets; gives its outputs.
    func run(notebook: String, on page: String) async throws -> String {
        try await execute(["--notebook", notebook], on: page)
    }

    /// Runs code with the kernel a user gets; gives its outputs.
    func run(code: String, on page: String) async throws -> String {
        try await execute(["--code", code], on: page)
    }

    /// Stops the container with SIGTERM, which must take no more than five seconds.
    func stop() async throws {
        try await Program.expectSuccess([harness, "stop", name])
    }

    private func execute(_ arguments: [String], on page: String) async throws -> String {
        try await Program.expectSuccess(
            [Lab.proof.appending(path: "execute-notebook").path, page, "--timeout", "400"] + arguments
        )
    }
}
