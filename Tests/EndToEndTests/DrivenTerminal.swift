import Foundation

/// `datalab create` at a pseudo-terminal (Tests/Support/terminal/drive).
struct DrivenTerminal {
    /// Something a person does, or waits for.
    enum Step {
        /// Wait for a text on a line since the last Enter.
        case expect(String)
        /// Type text, all at once, or letter by letter; paste it.
        case type(String), slow(String), paste(String)
        /// Press a key: `enter`, `ctrl-c`, `backspace` …
        case key(String)
        /// Give the terminal another width.
        case width(Int)
        /// Run a command of the shell.
        case run(String)

        fileprivate var pair: [String: Any] {
            switch self {
            case .expect(let text): ["expect": text]
            case .type(let text): ["type": text]
            case .slow(let text): ["slow": text]
            case .paste(let text): ["paste": text]
            case .key(let name): ["key": name]
            case .width(let width): ["width": width]
            case .run(let command): ["run": command]
            }
        }
    }

    /// What came of it.
    struct Result: Decodable {
        let status: Int32
        let output: String
        let transcript: String
        /// Lines that were too wide, control sequences and colours that should not be there.
        let faults: [String]
        /// How many keys were pressed, and how many characters typed beside them.
        let keys: Int
        let text: Int
    }

    let home: URL
    let folder: URL
    var width = 80
    var arguments: [String] = []
    var environment: [String: String] = [:]

    /// Answers a question: waits for it, types, and presses Enter.
    static func answer(_ question: String, _ text: String = "") -> [Step] {
        [.expect(question)] + (text.isEmpty ? [] : [.type(text)]) + [.key("enter")]
    }

    /// Goes through the steps to the program's end, and keeps the transcript under a name.
    func run(_ name: String, _ steps: [Step]) async throws -> Result {
        var environment = Lab.environment(home: home)
        // Not this machine's settings: a person who is not known to git, and no CI.
        environment.merge(["TERM": "xterm", "CI": "", "HOME": folder.path, "NO_COLOR": ""]) { $1 }
        environment.merge(self.environment) { $1 }
        let script: [String: Any] = [
            "program": [Lab.program, "create"] + arguments, "folder": folder.path, "environment": environment,
            "width": width, "steps": steps.map(\.pair),
        ]
        let file = home.appending(path: "steps-\(UUID().uuidString).json")
        try JSONSerialization.data(withJSONObject: script).write(to: file)
        let drive = Lab.root.appending(path: "Tests/Support/terminal/drive").path
        let output = try await Program.expectSuccess(["sh", "-c", "exec \"$0\" < \"$1\"", drive, file.path])
        let result = try JSONDecoder().decode(Result.self, from: Data(output.utf8))
        let transcripts = Lab.artifacts.appending(path: "create")
        try FileManager.default.createDirectory(at: transcripts, withIntermediateDirectories: true)
        try Data(result.transcript.utf8).write(to: transcripts.appending(path: "\(name).txt"))
        return result
    }
}
