internal import ExternalTools
internal import Foundation
internal import LayerArchive
internal import SystemPackage

/// Layers joined to one root by an overlay that lives as long as the processes that see it: nothing has to be unmounted, however
/// they end.
struct JoinedLayers: Sendable {
    /// Where the root is seen.
    let root: FilePath
    /// Short names for the layers: all of them have to fit into one page.
    private let names: FilePath
    private let count: Int
    private let unshare: ExternalTool

    /// The most layers that are joined.
    private static let most = 400

    /// Prepares the joining.
    ///
    /// - Parameters:
    ///   - layers: the layers, the lowest first.
    ///   - folder: the container's own folder.
    /// - Returns: nil where this machine cannot join them.
    /// - Throws: `CancellationError`; Foundation's errors where the folder cannot be written.
    static func prepare(_ layers: [UnpackedLayer], in folder: FilePath) async throws -> JoinedLayers? {
        guard layers.count <= most,
            let unshare = try? ExternalTool.locate("unshare", in: ["/usr/bin"], installHint: "")
        else { return nil }
        let names = folder.appending("layers"), root = folder.appending("rootfs")
        for made in [names, root, folder.appending("upper")] {
            try FileManager.default.createDirectory(atPath: made.string, withIntermediateDirectories: true)
        }
        for (number, layer) in layers.enumerated() {
            try FileManager.default.createSymbolicLink(
                atPath: names.appending("\(number)").string,
                withDestinationPath: layer.root.string
            )
        }
        let joined = JoinedLayers(root: root, names: names, count: layers.count, unshare: unshare)
        let (tool, arguments) = joined.command("/bin/true", [])
        let trial = try? await tool.capture(arguments)
        try Task.checkCancellation()
        return trial?.status == 0 ? joined : nil
    }

    /// A command that sees the root.
    ///
    /// - Parameters:
    ///   - program: the program's path.
    ///   - arguments: its arguments.
    /// - Returns: the command, which is the program once the layers are joined.
    func command(_ program: String, _ arguments: [String]) -> (tool: ExternalTool, arguments: [String]) {
        // The uppermost comes first.
        let layers = (0..<count).reversed().map(String.init).joined(separator: ":")
        // A runtime makes the places of its mounts in the root, in memory, before the datalab may only read it.
        let script = """
            cd "$1" && mount -t tmpfs datalab ../upper && mkdir ../upper/files ../upper/work &&
            mount -t overlay datalab -o "nodev,lowerdir=$2,upperdir=../upper/files,workdir=../upper/work" ../rootfs &&
            cd / && shift 2 && exec "$@"
            """
        let mount = ["--mount", "--propagation", "private", "/bin/sh", "-c", script, "sh", names.string, layers]
        return (unshare, mount + [program] + arguments)
    }
}
