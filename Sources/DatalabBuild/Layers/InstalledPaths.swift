internal import Files
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// What is remembered of every wheel that was ever opened: the paths it installs.
///
/// So packages that install a common path are found without opening any of their wheels again.
struct InstalledPaths: Sendable {
    /// What tells what an earlier version of this program made of a wheel: another number for other files of the same wheel.
    static let version = "3"

    private let folder: FilePath
    /// Where what a cache says is, which counts where the home knows nothing.
    private let lent: FilePath?
    private let scheme: InstallScheme

    /// The memory of a home for one environment.
    init(home: DatalabHome, scheme: InstallScheme, lent: DatalabHome? = nil) throws {
        folder = home.installedPaths
        self.lent = lent?.installedPaths
        self.scheme = scheme
        for folder in [folder, self.lent].compactMap({ $0 }) { try home.make(folder) }
    }

    /// Keeps the paths of a wheel.
    func remember(_ installed: InstalledWheel, of wheel: SelectedWheel) throws {
        let path = file(of: wheel)
        guard !FileManager.default.fileExists(atPath: path.string) else { return }
        let text = PathText.text(of: installed.files.map { Array($0.path.utf8) })
        try WholeFile.write(text, to: path, durability: .memory)
    }

    /// Whether this machine has found out itself which paths a wheel installs.
    func isOwn(_ wheel: SelectedWheel) -> Bool { FileManager.default.fileExists(atPath: file(of: wheel).string) }

    /// Keeps for this build what a cache says of a wheel.
    func lend(_ paths: [String], of wheel: SelectedWheel) throws {
        guard let lent else { return }
        try WholeFile.write(
            PathText.text(of: paths.map { Array($0.utf8) }),
            to: file(of: wheel, in: lent),
            durability: .memory
        )
    }

    /// The paths that a wheel installs; nil where they are not remembered.
    func known(of wheel: SelectedWheel) -> [String]? {
        text(of: wheel)?.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Keeps why a wheel is refused.
    func remember(_ refusal: PackagesError, of wheel: SelectedWheel) {
        // A home that cannot be written only lets the next check say less.
        try? WholeFile.write(
            CanonicalJSON.encode(refusal.problems),
            to: refusalFile(of: wheel),
            durability: .memory
        )
    }

    /// Why a wheel was refused when it was opened; empty when it was not, or never was opened.
    func refusal(of wheel: SelectedWheel) -> [Problem] {
        FileManager.default.contents(atPath: refusalFile(of: wheel).string)
            .flatMap { try? CanonicalJSON.decode([Problem].self, from: Array($0)) } ?? []
    }

    private func refusalFile(of wheel: SelectedWheel) -> FilePath { FilePath("\(file(of: wheel)).refused") }

    /// The sets of packages that install a common path, as far as their paths are remembered; and the wheels whose are not.
    func sharing(among wheels: [SelectedWheel]) -> (sets: [Set<String>], unknown: [SelectedWheel]) {
        var unknown: [SelectedWheel] = []
        var owners: [UInt64: Int] = [:]
        var candidates: Set<[Int]> = []
        for (index, wheel) in wheels.enumerated() {
            guard let text = text(of: wheel) else {
                unknown.append(wheel)
                continue
            }
            Self.forEachHash(text) { hash in
                let owner = owners[hash, default: index]
                if owner != index { candidates.insert([owner, index]) }
                owners[hash] = index
            }
        }
        // Hashes of different paths can be equal.
        let sets = candidates.filter { !paths(of: wheels[$0[0]]).isDisjoint(with: paths(of: wheels[$0[1]])) }
        return (sets.map { Set($0.map { wheels[$0].name }) }, unknown)
    }

    private func file(of wheel: SelectedWheel, in other: FilePath? = nil) -> FilePath {
        (other ?? folder).appending(
            LayerCache.key([Self.version, scheme.prefix, scheme.pythonVersion, wheel.filename, wheel.sha256]).hex
        )
    }

    private func text(of wheel: SelectedWheel) -> [UInt8]? {
        let own = FileManager.default.contents(atPath: file(of: wheel).string)
        let data = own ?? lent.flatMap { FileManager.default.contents(atPath: file(of: wheel, in: $0).string) }
        return data.flatMap { PathText.paths(in: Array($0)) }
    }

    private func paths(of wheel: SelectedWheel) -> Set<ArraySlice<UInt8>> {
        Set((text(of: wheel) ?? []).split(separator: 0))
    }

    /// FNV-1a of each path.
    private static func forEachHash(_ text: [UInt8], _ body: (UInt64) -> Void) {
        let start: UInt64 = 0xCBF2_9CE4_8422_2325
        var hash = start
        for byte in text {
            if byte == 0 {
                body(hash)
                hash = start
            } else {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        if !text.isEmpty { body(hash) }
    }
}

/// Paths in one file: each ends with a NUL, which none holds, and the file with one more.
///
/// So a part of it, as a power cut may leave one, is told from the whole.
package enum PathText {
    /// The file's bytes.
    package static func text(of paths: [[UInt8]]) -> [UInt8] { paths.flatMap { $0 + [0] } + [0] }

    /// The paths with a NUL between two; nil for a part of a file.
    package static func paths(in text: [UInt8]) -> [UInt8]? {
        guard text.last == 0, text.count == 1 || text[text.count - 2] == 0 else { return nil }
        return text.dropLast(2)
    }
}
