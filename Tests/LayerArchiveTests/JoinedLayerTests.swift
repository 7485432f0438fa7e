import ExternalTools
import Foundation
import Glibc
import LayerArchive
import SystemPackage
import Testing

/// Layers that are unpacked alone and joined by the kernel's overlay show what layers show that are written on top of each other.
@Suite("layers joined by an overlay")
struct JoinedLayerTests {
    /// Makes images of three random layers each: `<folder>/<image>/<layer>.tar`.
    private static let generator = """
        import io, os, random, sys, tarfile
        names = ["a", "b", "a/b", "a/c", "b/a", "a/b/c", "b/c", "c"]
        for image in range(int(sys.argv[2])):
            chance = random.Random(image)
            os.makedirs(f"{sys.argv[1]}/{image}")
            for number in range(3):
                tar = tarfile.open(f"{sys.argv[1]}/{image}/{number}.tar", "w")
                seen = {}
                for name in sorted(chance.sample(names, chance.randrange(1, 6))):
                    above = name.rpartition("/")[0]
                    if seen.get(above, "folder") != "folder":
                        continue
                    kind = chance.choice(["folder"] * 6 + ["file"] * 6 + ["link"] + ["hidden", "emptied"] * (image % 10 == 0))
                    entry = tarfile.TarInfo(name)
                    entry.mode = chance.choice([0o755] * 7 + [0o700])
                    content = b""
                    if kind == "folder": entry.type = tarfile.DIRTYPE
                    elif kind == "link": entry.type, entry.linkname = tarfile.SYMTYPE, chance.choice(["a", "/", "b"])
                    elif kind == "hidden": entry.name = os.path.join(above, ".wh." + name.rpartition("/")[2])
                    elif kind == "emptied": entry.name = os.path.join(name, ".wh..wh..opq")
                    else: content = f"{image} {number} {name}".encode()
                    entry.size = len(content)
                    tar.addfile(entry, io.BytesIO(content))
                    seen[name] = kind
                tar.close()
        """

    /// Joins the layers of each image, and prints the images that look otherwise than in `<image>/whole`.
    private static let comparison = """
        import os, subprocess, sys
        def tree(root):
            found = {}
            for folder, names, files in os.walk(root):
                for name in names + files:
                    path = os.path.join(folder, name)
                    facts = os.lstat(path)
                    text = os.readlink(path) if os.path.islink(path) else open(path).read() if os.path.isfile(path) else ""
                    found[path[len(root):]] = (oct(facts.st_mode), facts.st_uid, text)
            return found
        for image in sys.argv[2:]:
            os.chdir(f"{sys.argv[1]}/{image}")
            os.makedirs("joined")
            subprocess.run(["mount", "-t", "overlay", "x", "-o", "ro,lowerdir=2:1:0", "joined"], check=True)
            joined, whole = tree("joined"), tree("whole")
            subprocess.run(["umount", "joined"], check=True)
            if joined != whole: print(image, sorted(set(joined.items()) ^ set(whole.items())))
        """

    /// Unpacks the layers of an image both ways; false where they cannot be joined.
    private func unpack(_ image: FilePath) throws -> Bool {
        let whole = image.appending("whole")
        try FileManager.default.createDirectory(atPath: whole.string, withIntermediateDirectories: true)
        var layers: [UnpackedLayer] = []
        var isWhole = true
        for number in 0..<3 {
            let root = image.appending("\(number)"), tar = image.appending("\(number).tar")
            try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
            do {
                let content = try LayerUnpacking(into: root, keepsOwners: true, marks: .refused)
                    .unpackWhole(tar, name: "layer")
                layers.append(UnpackedLayer(root: root, facts: UnpackedLayer.Facts(content)))
                try LayerUnpacking(into: whole, keepsOwners: true).unpack(tar, name: "layer")
            } catch is LayerArchiveError {
                isWhole = false
            }
        }
        return isWhole && UnpackedLayer.canBeJoined(layers)
    }

    @Test(
        "300 random images look the same both ways, unless they are known not to",
        .enabled(if: geteuid() == 0, "an overlay takes root")
    )
    func images() async throws {
        let folder = try TemporaryFolder()
        let count = 300
        try await ExternalTool.locate("python3", installHint: "").run(
            ["-c", Self.generator, folder.path.string, "\(count)"]
        )
        let joined = try (0..<count).filter { try unpack(folder.path.appending("\($0)")) }
        #expect(joined.count > count / 4, "\(joined.count)")
        let arguments = ["--mount", "--propagation", "private", "python3", "-c", Self.comparison, folder.path.string]
        let output = try await ExternalTool.locate("unshare", installHint: "").capture(
            arguments + joined.map(String.init)
        )
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.isEmpty, "\(String(decoding: output.standardOutput, as: UTF8.self))")
    }
}
