import Foundation
import Testing

/// The tests that run the program as its users do, one after the other: they share two processors and a base.
@Suite("end to end", .serialized)
enum EndToEnd {}

/// The tests that start datalabs, one after the other and beside the others: they wait more than they work.
///
/// In one chain: with two of them and another one for the wizard, pages took 38 s to come on two processors, and 5 s to end.
@Suite("running datalabs", .serialized)
enum RunningDatalabs {}

/// The place the end-to-end tests work in: the built program, and a home with a base that is built once.
enum Lab {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// What a person can look at after the tests: screenshots, logs.
    static let artifacts = root.appending(path: ".artifacts/tests")
    static let proof = root.appending(path: "Tests/Support/proof")
    static let tools = root.appending(path: ".tools/bin")

    /// The program, built beside the tests.
    static let program = beside("datalab")
    /// The AppStore's program, built beside the tests.
    static let appstore = beside("appstore")

    private static func beside(_ name: String) -> String {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: name).path
    }

    /// A home whose store has the default base; built by the first test that needs it.
    static func sharedHome() async throws -> URL {
        try await preparation.value
    }

    private static let preparation = Task<URL, any Error> {
        let home = root.appending(path: ".artifacts/home")
        try FileManager.default.createDirectory(at: artifacts, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try await Program.expectSuccess([program, "base", "build"], environment: environment(home: home))
        return home
    }

    /// The shared home with the base of the older Debian too; built by the first test that needs it.
    static func sharedHomeWithBookworm() async throws -> URL {
        try await bookworm.value
    }

    private static let bookworm = Task<URL, any Error> {
        let home = try await sharedHome()
        let command = [program, "base", "build", "jupyterlab", "--variant", "bookworm"]
        try await Program.expectSuccess(command, environment: environment(home: home))
        return home
    }

    /// The environment the program runs in.
    static func environment(home: URL) -> [String: String] {
        [
            "DATALAB_HOME": home.path, "DATALAB_TOOLS": tools.path,
            "DATALAB_RECIPES": root.appending(path: "recipes").path,
            // A crash says where, in the transcript of the test that met it.
            "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no",
        ]
    }

    /// Runs the program in a home.
    static func datalab(
        _ arguments: [String],
        home: URL,
        environment more: [String: String] = [:],
        in folder: URL? = nil,
    ) async throws -> Finished {
        try await Program.run(
            [program] + arguments,
            environment: environment(home: home).merging(more) { $1 },
            in: folder
        )
    }

    /// Builds a source in a home and gives the record.
    static func build(_ arguments: [String], home: URL, environment more: [String: String] = [:]) async throws -> Record
    {
        let finished = try await datalab(["build", "--format", "json"] + arguments, home: home, environment: more)
        guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
        return try JSONDecoder().decode(Record.self, from: Data(finished.output.utf8))
    }

    /// The parts of a build's record that the tests look at.
    struct Record: Decodable {
        let id: Int
        let status: String
        let result: Result

        struct Result: Decodable {
            let reference: String
            let digest: String
            let layers: [Layer]
        }

        struct Layer: Decodable {
            let role: String
            let digest: String
            let size: Int
            let isReused: Bool
        }
    }

    /// A home that has nothing but the base: its blobs are the shared home's.
    static func homeWithBase(in folder: URL) async throws -> URL {
        let home = folder.appending(path: "home-\(UUID().uuidString)")
        let shared = try await sharedHome().appending(path: "store")
        try StoreCopy(of: "base/jupyterlab:trixie", in: shared).write(to: home.appending(path: "store"))
        return home
    }

    /// A folder that is gone after the test.
    static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// Writes files, by relative path, into a new folder.
    static func write(_ files: [String: String], to folder: URL) throws {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
    }

    /// Turns a folder into a git repository with one commit of a fixed author and time.
    static func commit(_ folder: URL, date: String = "2026-01-01T00:00:00Z") async throws {
        let environment = [
            "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_NAME": "Test",
            "GIT_AUTHOR_EMAIL": "test@example.org",
            "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
        ]
        for arguments in [["init", "-q", "-b", "main"], ["add", "-A", "-f"], ["commit", "-q", "-m", "Commit"]] {
            try await Program.expectSuccess(["git", "-C", folder.path] + arguments, environment: environment)
        }
    }

    /// Metadata with nothing to complain about.
    static let metadata = """
        title: A test
        alternateName: a-test
        abstract: What the tests build to see that it can be built.
        version: 1.2.3
        creator:
          name: The tests
        contactPoint:
          email: tests@datalabs.example.org
        distribution:
          license: MIT

        """
}
