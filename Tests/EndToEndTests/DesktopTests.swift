import Foundation
import Testing

extension RunningDatalabs {
    /// A desktop datalab, used as people use it.
    ///
    /// About 40 seconds.
    @Suite("a desktop")
    struct DesktopTests {
        @Test(
            "the named program is open, takes keys and clicks, shares the clipboard, and is there after a broken line"
        )
        func use() async throws {
            let container = Container(named: "datalab-test-desktop")
            let arguments = ["--base-path", "desk", "--uid", "54321", "--probe", "/ready"]
            let ending = try await container.whileRunning(
                try await DatalabUnderContract.vnc.image.value,
                arguments: arguments
            ) { page in
                var (state, written) = try await type(on: page, container)
                // A browser on a busy machine may lose or repeat a key: once more then, which what is broken does not survive.
                if written != Self.files { (state, written) = try await type(on: page, container) }
                #expect(state.size == state.page)
                #expect(written == Self.files)
                let windows = try await container.desktop("wmctrl -lG")
                let named = try #require(windows.split(separator: "\n").first { $0.hasSuffix("The named program") })
                #expect(windows.split(separator: "\n").count == 1)
                // Maximised: as wide as the desktop.
                let width = try #require(Int(named.split(separator: " ")[4]))
                #expect(width > state.size[0] - 20, "\(windows)")
                // The program ends, the desktop stays.
                try await container.desktop(
                    "wmctrl -c 'The named program'; until [ -z \"$(wmctrl -l)\" ]; do sleep 0.1; done"
                )
                #expect(try await Program.expectSuccess(["curl", "-sS", "\(page)ready"]).contains("\"ready\""))
            }
            #expect(ending.log.contains("the desktop's menu starts it again"))
        }

        /// What the steps leave in the home.
        private static let files = [
            "typed": "typed with Keys\n", "clicked": "clicked\n", "pasted": "from the browser\n",
            "reconnected": "still here\n",
        ]

        private static let steps = [
            "type:echo typed with Keys >~/typed\\n",
            // A click's six bytes, as terminals tell of one.
            "type:clear; printf '\\033[?1000h'; read -rsn6 click; printf '\\033[?1000l'; echo clicked >~/clicked\\n",
            "click:500,300",
            "paste:from the browser", "type:clear; read -r text; echo $text >~/pasted\\n",
            "keys:ctrl+shift+v",
            "type:\\n", "type:clear; echo fromthedesktop\\n", "double:60,38",
            "copied:fromthedesktop",
            "resize:1100x800", "reload",
            "type:echo still here >~/reconnected\\n",
        ]

        /// Goes through the steps; gives what they left.
        private func type(on page: String, _ container: Container) async throws -> (State, [String: String]) {
            let state = try await use(page, Self.steps, picture: "desktop-terminal.png")
            var written: [String: String] = [:]
            for file in Self.files.keys {
                written[file] = try? await container.enter(["cat", "/home/someone/\(file)"])
            }
            return (state, written)
        }

        /// Opens the page in a browser, goes through steps, and keeps a picture.
        private func use(_ page: String, _ steps: [String], picture: String) async throws -> State {
            let file = Lab.artifacts.appending(path: picture)
            let json = try await Program.expectSuccess(
                [Lab.proof.appending(path: "use-desktop").path, page, "--screenshot", file.path] + steps
            )
            return try JSONDecoder().decode(State.self, from: Data(json.utf8))
        }

        /// The desktop as the browser shows it.
        private struct State: Decodable {
            /// Width and height of the desktop.
            let size: [Int]
            /// Width and height of the browser's window, inside.
            let page: [Int]
        }
    }
}

extension Container {
    /// Runs a line of the shell on the desktop.
    @discardableResult
    func desktop(_ line: String) async throws -> String {
        // What `podman exec` starts has the image's variables, not those that the start has found.
        let find = "export DISPLAY=:1 XAUTHORITY=$(echo /tmp/datalab-*/Xauthority)"
        return try await enter(["bash", "-c", "\(find); \(line)"])
    }
}
