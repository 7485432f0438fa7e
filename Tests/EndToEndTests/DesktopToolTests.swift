import Foundation
import Testing

extension RunningDatalabs {
    /// Tools of astronomers that come from Debian through `apt.txt`.
    @Suite("tools of Debian on a desktop")
    struct DesktopToolTests {
        @Test("DS9 and TOPCAT open, and their bases share all layers but their own packages'")
        func tools() async throws {
            let home = try await Lab.sharedHome()
            let first = try await open(package: "saods9", command: "ds9", title: "SAOImage", in: home)
            let second = try await open(package: "topcat", command: "topcat", title: "TOPCAT", in: home)
            let below = try await base("vnc:trixie", home).layers.map(\.descriptor.digest)
            for base in [first, second] {
                let layers = try await self.base(base, home).layers.map(\.descriptor.digest)
                #expect(Array(layers.prefix(below.count)) == below)
            }
            let compared = try await Lab.datalab(["base", "diff", first, second, "--format", "json"], home: home)
            let difference = try JSONDecoder().decode(Difference.self, from: Data(compared.output.utf8))
            #expect(Set(difference.sharedLayers.map(\.digest)).isSuperset(of: below), "\(compared.transcript)")
            let changed = Dictionary(difference.systemPackages.map { ($0.name, $0) }) { first, _ in first }
            #expect(changed["saods9"]?.after == nil && changed["topcat"]?.before == nil && changed["bash"] == nil)
        }

        /// Builds a desktop that opens a package's program, waits for its window, and keeps a picture.
        ///
        /// - Returns: the base that was made for it.
        private func open(package: String, command: String, title: String, in home: URL) async throws -> String {
            try await Lab.withFolder { folder in
                let text = "\(Lab.metadata)kind: vnc\ndesktop: { start: \(command) }\n"
                try Lab.write(
                    ["lab/meta-data.yaml": text, "lab/apt.txt": "\(package)\n", "lab/titles.py": Self.titles],
                    to: folder
                )
                let layout = folder.appending(path: "layout").path
                let source = folder.appending(path: "lab").path
                let record = try await Lab.build([source, "--output", "oci:\(layout):lab"], home: home)
                let arguments = ["--base-path", "desk", "--probe", "/ready"]
                try await Container(named: "datalab-test-\(package)").whileRunning(
                    "\(layout):lab",
                    arguments: arguments
                ) {
                    page in
                    let container = Container(named: "datalab-test-\(package)")
                    let windows = try await container.desktop(
                        "for try in $(seq 600); do python3 /media/notebooks/titles.py | grep '\(title)' && break; sleep 0.2; done"
                    )
                    #expect(windows.contains(title), "\(windows)")
                    let picture = Lab.artifacts.appending(path: "desktop-\(package).png").path
                    try await Program.expectSuccess(
                        [Lab.proof.appending(path: "use-desktop").path, page, "--screenshot", picture]
                    )
                }
                let inputs = try await Lab.datalab(["builds", "show", "\(record.id)", "--format", "json"], home: home)
                return try JSONDecoder().decode(Details.self, from: Data(inputs.output.utf8)).build.inputs.base
            }
        }

        /// A program that prints the titles of all windows.
        ///
        /// `wmctrl -l` cannot be asked: DS9's window makes it end with a segmentation fault.
        private static let titles = """
            from ctypes import *

            x = CDLL("libX11.so.6")
            x.XOpenDisplay.restype = c_void_p
            x.XDefaultRootWindow.restype = c_ulong
            display = c_void_p(x.XOpenDisplay(None))


            def show(window):
                name, root, parent, count = c_char_p(), c_ulong(), c_ulong(), c_uint()
                children = POINTER(c_ulong)()
                if x.XFetchName(display, c_ulong(window), byref(name)):
                    print(name.value.decode(errors="replace"))
                if x.XQueryTree(display, c_ulong(window), byref(root), byref(parent), byref(children), byref(count)):
                    for index in range(count.value):
                        show(children[index])


            show(x.XDefaultRootWindow(display))

            """

        private func base(_ name: String, _ home: URL) async throws -> Base {
            let shown = try await Lab.datalab(["base", "show", name, "--format", "json"], home: home)
            return try JSONDecoder().decode(Base.self, from: Data(shown.output.utf8))
        }

        private struct Base: Decodable {
            struct Layer: Decodable {
                struct Descriptor: Decodable { let digest: String }
                let descriptor: Descriptor
            }
            let layers: [Layer]
        }

        private struct Details: Decodable {
            struct Build: Decodable {
                struct Inputs: Decodable { let base: String }
                let inputs: Inputs
            }
            let build: Build
        }

        private struct Difference: Decodable {
            struct Layer: Decodable { let digest: String }
            struct Change: Decodable {
                let name: String
                let before: String?
                let after: String?
            }
            let sharedLayers: [Layer]
            let systemPackages: [Change]
        }
    }
}
