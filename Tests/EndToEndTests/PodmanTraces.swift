import Foundation

/// What podman and the folder for temporary files have of one datalab, whatever other tests run meanwhile.
struct PodmanTraces {
    /// The container's name, which its folder has too.
    private let name: String

    /// The traces of the datalab that is reached by a port.
    ///
    /// - Parameter address: its page's address.
    /// - Throws: when podman runs none there.
    init(of address: String) async throws {
        let port = address.split(separator: ":")[2].prefix(while: \.isNumber)
        let list = try await Program.expectSuccess(["podman", "ps", "--format", "{{.Names}} {{.Ports}}"])
        guard let line = list.split(separator: "\n").first(where: { $0.contains(":\(port)->") }) else {
            throw NotThere(port: String(port), list: list)
        }
        name = String(line.prefix { $0 != " " })
    }

    /// What there is: its container, its folder; an image that is called after it.
    func found() async throws -> [String] {
        let containers = try await Program.expectSuccess(["podman", "ps", "--all", "--format", "container {{.Names}}"])
        let images = try await Program.expectSuccess(["podman", "images", "--format", "image {{.Repository}}"])
        let folders = try FileManager.default.contentsOfDirectory(atPath: "/tmp").map { "folder \($0)" }
        return ((containers + images).split(separator: "\n").map(String.init) + folders).filter { $0.contains(name) }
    }

    /// podman has no container with this port.
    struct NotThere: Error, CustomStringConvertible {
        let port: String
        let list: String
        var description: String { "podman runs nothing at port \(port), only:\n\(list)" }
    }
}
