internal import ExternalTools
internal import Foundation
internal import SystemPackage

/// Joins layers to one root by an overlay that lives as long as the processes that see it: nothing has to be unmounted, however
/// they end.
struct LayerJoining: Sendable {
    /// An existing folder for this joining alone.
    let folder: FilePath
    let enclosure: Enclosure

    /// Makes the root.
    ///
    /// A runtime makes the places of its mounts in it, in memory, before the datalab may only read it.
    private static let overlay = """
        echo $$ >"$1/process"
        cd "$1/layers" && mount -t tmpfs datalab ../upper && mkdir ../upper/files ../upper/work || exit 1
        options=lowerdir=$2,upperdir=../upper/files,workdir=../upper/work
        mount -t overlay datalab -o "nodev,$options" ../rootfs ||
        { command -v fuse-overlayfs >/dev/null && fuse-overlayfs -o "$options" ../rootfs; } || exit 1

        """

    /// Joins layers.
    ///
    /// - Parameters:
    ///   - layers: the folders that they are unpacked in, the lowest first; at most ``UnpackedLayers/most``.
    ///   - exchanged: a folder of the image that is seen in the folder `exchanged` beside the root too, in a way that what is
    ///     put there later is seen in containers that have it.
    /// - Returns: the root, for processes that are started by its command.
    /// - Throws: Foundation's errors where the folder cannot be written.
    func join(_ layers: [FilePath], exchanged: String? = nil) throws -> JoinedLayers {
        guard let exchanged else { return try join(layers, then: "", []) }
        try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
        let further = #"mount --bind "../rootfs$3" ../exchanged && mount --make-shared ../exchanged || exit 1"#
        return try join(layers, then: further + "\n", [exchanged])
    }

    /// Puts a folder of joined layers in the place of what another joining has in its `exchanged`.
    ///
    /// - Parameters:
    ///   - layers: as of ``join(_:exchanged:)``.
    ///   - exchanged: the folder of the image.
    ///   - joining: the other, whose root is used.
    /// - Throws: `LocalRunFailure` with code `engine`; `CancellationError`; Foundation's errors.
    func exchange(_ layers: [FilePath], _ exchanged: String, of joining: LayerJoining) async throws {
        let script = #"mount --bind "../rootfs$3" "$4" || exit 1"# + "\n"
        let joined = try join(layers, then: script, [exchanged, joining.place.string])
        let user = FileManager.default.contents(atPath: joining.folder.appending("process").string) ?? Data()
        let number = String(decoding: user, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let (program, arguments) = joined.command("/bin/true", [], seenBy: number)
        let output = try await program.capture(arguments)
        guard output.status == 0 else { throw LocalRunFailure(.engine("mount"), output.standardError) }
    }

    /// Where the folder is seen that can be exchanged.
    var place: FilePath { folder.appending("exchanged") }

    /// This machine's own files as a root, on top of an overlay of nothing: what a machine must be able to do, but for an image.
    ///
    /// - Throws: Foundation's errors where the folder cannot be written.
    func joinMachine() throws -> JoinedLayers {
        let empty = try ["lower", "higher"].map { name in
            let path = folder.appending(name)
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
            return path
        }
        return try join(empty, then: "mount --rbind / ../rootfs || exit 1\n", [])
    }

    private func join(_ layers: [FilePath], then further: String, _ more: [String]) throws -> JoinedLayers {
        // Short names for the layers: all of them have to fit into one page.
        let names = folder.appending("layers"), root = folder.appending("rootfs")
        for made in [names, root, folder.appending("upper")] {
            try FileManager.default.createDirectory(atPath: made.string, withIntermediateDirectories: true)
        }
        for (number, layer) in layers.enumerated() {
            try FileManager.default.createSymbolicLink(
                atPath: names.appending("\(number)").string,
                withDestinationPath: layer.string
            )
        }
        // The uppermost comes first.
        let numbers = layers.indices.reversed().map(String.init).joined(separator: ":")
        return JoinedLayers(
            root: root,
            enclosure: enclosure,
            script: Self.overlay + further + #"cd / && shift \#(2 + more.count) && exec "$@""#,
            arguments: [folder.string, numbers] + more
        )
    }
}

/// A root that only the processes see that are started by its command, and their children.
struct JoinedLayers: Sendable {
    /// Where it is seen.
    let root: FilePath
    fileprivate let enclosure: Enclosure
    /// A script that makes it, and becomes the program that follows its arguments.
    fileprivate let script: String
    fileprivate let arguments: [String]

    /// A command that sees the root.
    ///
    /// - Parameters:
    ///   - program: the program's path.
    ///   - programArguments: its arguments.
    /// - Returns: the command, which is the program once the layers are joined.
    func command(_ program: String, _ programArguments: [String]) -> (tool: ExternalTool, arguments: [String]) {
        let mount = ["--mount", "--propagation", "private", "/bin/sh", "-c", script, "sh"]
        return enclosure.command("unshare", mount + arguments + [program] + programArguments)
    }

    /// The same, with the root made for processes that are there already.
    ///
    /// - Parameters:
    ///   - program: the program's path.
    ///   - programArguments: its arguments.
    ///   - process: the number of one of them in the enclosure.
    /// - Returns: the command.
    func command(
        _ program: String,
        _ programArguments: [String],
        seenBy process: String
    ) -> (tool: ExternalTool, arguments: [String]) {
        let enter = ["--target", process, "--mount", "--", "/bin/sh", "-c", script, "sh"]
        return enclosure.command("nsenter", enter + arguments + [program] + programArguments)
    }
}
