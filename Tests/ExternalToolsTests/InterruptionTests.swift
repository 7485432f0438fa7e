import ExternalTools
import SystemPackage
import Testing

@Suite("programs that Ctrl-C ends")
struct InterruptionTests {
    private let shell = ExternalTool(name: "sh", path: "/bin/sh")

    @Test("a program that the terminal interrupts just before we are cancelled is a cancellation, not its failure")
    func together() async {
        let task = Task { try await shell.capture(["-c", "kill -INT $$"]) }
        try? await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("a program that alone is interrupted has the status of that")
    func alone() async throws {
        #expect(try await shell.capture(["-c", "kill -INT $$"]).status == 130)
        #expect(try await shell.capture(["-c", "exit 130"]).status == 130)
    }
}
