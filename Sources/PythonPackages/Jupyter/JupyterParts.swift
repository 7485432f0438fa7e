internal import Foundation
internal import LayerArchive

/// What of a wheel is Jupyter's: the kernels it brings, and the halves of extensions for the page and for its server.
package struct JupyterParts: Sendable, Hashable {
    /// A kernel that a kernelspec describes.
    package struct Kernel: Sendable, Hashable {
        /// The name of its folder.
        package var name: String
        /// The program that it is started by, as `kernel.json` names it; empty when that cannot be read.
        package var program: String

        /// A kernel.
        package init(name: String, program: String) {
            (self.name, self.program) = (name, program)
        }
    }

    /// The kernels, by name.
    package var kernels: [Kernel] = []
    /// The programs that the wheel installs, sorted; kept only where they may be asked for.
    package var programs: [String] = []
    /// Whether something of the wheel is for the server of the page: by Jupyter's configuration folders, or by an entry point.
    package var isForServer = false
    /// The extensions of the page, by their npm names (`@jupyterlab/git`), sorted.
    package var pageExtensions: [String] = []

    /// Nothing.
    package init() {}

    /// What an installed wheel has of Jupyter.
    ///
    /// - Parameter wheel: the wheel; its configuration is read, none of its code.
    /// - Throws: `LayerArchiveError` for content that cannot be read.
    package init(of wheel: InstalledWheel) throws {
        let root = "\(wheel.scheme.prefix)/"
        let modules = "\(wheel.scheme.sitePackages)/"
        let entryPoints = "\(wheel.entryPointsPath)"
        for file in wheel.files where file.path.utf8.starts(with: root.utf8) {
            if file.path == entryPoints {
                isForServer = try isForServer || Self.isForServer(entryPoints: Self.bytes(of: file))
            }
            // Most files are modules, and none of these is Jupyter's.
            if file.path.utf8.starts(with: modules.utf8) { continue }
            let parts = file.path.dropFirst(root.count).split(separator: "/").map(String.init)
            if parts.count == 2, parts[0] == "bin" { programs.append(parts[1]) }
            if parts.count == 5, parts.starts(with: ["share", "jupyter", "kernels"]), parts[4] == "kernel.json" {
                kernels.append(Kernel(name: parts[3], program: Self.program(in: try Self.bytes(of: file))))
            }
            if Self.isServerConfiguration(parts) { isForServer = true }
            if let name = Self.pageExtension(parts) { pageExtensions.append(name) }
        }
        kernels = kernels.filter { Self.isTold($0.name) }.sorted { $0.name < $1.name }
        programs = programs.filter(Self.isTold).sorted()
        pageExtensions = pageExtensions.filter(Self.isTold).sorted()
    }

    // MARK: lines of what is remembered

    /// A line for each fact.
    var lines: [String] {
        kernels.map { "k \($0.name)/\($0.program)" } + programs.map { "p \($0)" } + (isForServer ? ["s"] : [])
            + pageExtensions.map { "x \($0)" }
    }

    /// Takes a line; false for one that is none of these.
    mutating func take(_ line: Substring) -> Bool {
        let value = String(line.dropFirst(2))
        switch line.first {
        case "k":
            let parts = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            kernels.append(Kernel(name: parts[0], program: parts.count > 1 ? parts[1] : ""))
        case "p": programs.append(value)
        case "s": isForServer = true
        case "x": pageExtensions.append(value)
        default: return false
        }
        return true
    }

    // MARK: files

    /// What is larger describes no kernel.
    private static let sizeLimit: UInt64 = 1 << 20

    private static func bytes(of file: InstalledFile) throws -> [UInt8] {
        guard file.content.size <= sizeLimit else { return [] }
        var bytes: [UInt8] = []
        try file.content.read { bytes += $0 }
        return bytes
    }

    /// The first word of a kernelspec's `argv`; empty when there is none that can be told.
    private static func program(in bytes: [UInt8]) -> String {
        struct Specification: Decodable { let argv: [String] }
        let words = (try? JSONDecoder().decode(Specification.self, from: Data(bytes)))?.argv
        return words?.first.flatMap { isTold($0) ? $0 : nil } ?? ""
    }

    /// `etc/jupyter/jupyter_server_config.d/x.json`, and the folder of the server that came before.
    private static func isServerConfiguration(_ parts: [String]) -> Bool {
        parts.count == 4 && parts.starts(with: ["etc", "jupyter"]) && parts[3].hasSuffix(".json")
            && ["jupyter_server_config.d", "jupyter_notebook_config.d"].contains(parts[2])
    }

    /// The name of the extension whose `package.json` a path is.
    private static func pageExtension(_ parts: [String]) -> String? {
        guard parts.starts(with: ["share", "jupyter", "labextensions"]), parts.last == "package.json" else {
            return nil
        }
        let name = parts.dropFirst(3).dropLast()
        return name.count == (name.first?.hasPrefix("@") == true ? 2 : 1) ? name.joined(separator: "/") : nil
    }

    /// Whether entry points name something that Jupyter's server looks for.
    private static func isForServer(entryPoints: [UInt8]) -> Bool {
        String(decoding: entryPoints, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
            ["[jupyter_serverproxy_servers]", "[jupyter_server.extension]", "[jupyter_server.extensions]"]
                .contains(line.trimmingSpace)
        }
    }

    /// Whether a text of a wheel can be kept as a line and shown.
    private static func isTold(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}

extension InstalledWheel {
    /// Where its entry points are in the image, if it has any.
    fileprivate var entryPointsPath: String { String(recordPath.dropLast("RECORD".count)) + "entry_points.txt" }
}
