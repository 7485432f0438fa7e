internal import ExternalTools
internal import Foundation
internal import LayerArchive
package import PythonPackages
internal import Reporting
package import SystemPackage

/// Makes a Debian system as a tar with `mmdebstrap`, which runs apt and the packages' own scripts, as root or not.
package struct DebianBootstrap {
    let suite: String
    let packages: [String]
    let unpacked: [String]
    let architecture: PythonTarget.Architecture
    let mirrors: DebianMirrors

    /// A system of a suite with packages, for an architecture.
    ///
    /// - Parameters:
    ///   - suite: the release.
    ///   - packages: what is installed with all that it depends on.
    ///   - unpacked: packages of which the files alone are taken.
    ///   - architecture: the processor architecture.
    ///   - mirrors: where the packages come from.
    package init(
        suite: String,
        packages: [String],
        unpacked: [String] = [],
        architecture: PythonTarget.Architecture,
        mirrors: DebianMirrors,
    ) {
        self.suite = suite
        self.packages = packages
        self.unpacked = unpacked
        self.architecture = architecture
        self.mirrors = mirrors
    }

    /// The time packages' scripts take for now: Python then writes bytecode that is checked by content, not by time.
    ///
    /// The layer format's time, which every file of the image has: caches that remember the time of what they were made from,
    /// as fontconfig's do, are then up to date.
    static let epoch = LayerFormat.modificationTime

    /// The program that makes systems.
    static let program = "mmdebstrap"
    private static let installHint = "install it: 'apt install mmdebstrap'"

    /// No waiting for the disk, and nothing of a package that no datalab needs.
    ///
    /// A system that was not finished is thrown away. Copyright files stay.
    private static let dpkgOptions = [
        "force-unsafe-io", "path-exclude=/usr/share/man/*", "path-exclude=/usr/share/info/*",
        "path-exclude=/usr/share/locale/*", "path-exclude=/usr/share/lintian/*", "path-exclude=/usr/share/doc/*",
        "path-include=/usr/share/doc/*/copyright",
    ]

    /// The folders of the manual, without which `update-alternatives` fails for packages that bring more than one page.
    private static let manualFolders =
        "mkdir -p " + (1...8).map { "\"$1/usr/share/man/man\($0)\"" }.joined(separator: " ")

    /// Runs `mmdebstrap`.
    ///
    /// - Parameters:
    ///   - tar: the file that is made.
    ///   - log: takes the program's lines.
    /// - Throws: `ToolFailure` when the program is missing; `BaseError`: `rights`, `bootstrap`; `CancellationError`.
    package func run(into tar: FilePath, log: @escaping @Sendable (String) -> Void) async throws {
        let tool = try ExternalTool.locate(Self.program, installHint: Self.installHint)
        let output = try await tool.capture(
            arguments(tar),
            environment: .only(Self.environment),
            onErrorLine: { log(BootstrapStep.text($0)) }
        )
        guard output.status == 0 else { throw failure(output.standardError) }
    }

    /// Adds the packages to a system that was made before.
    ///
    /// - Parameters:
    ///   - layers: the system's layers, bottom first.
    ///   - lists: the folder of the archives' lists, of which the packages are taken.
    ///   - tar: the file that is made: the system with the packages.
    ///   - log: takes the program's lines.
    /// - Throws: as `run(into:log:)`.
    func run(
        on layers: [FilePath],
        lists: FilePath,
        into tar: FilePath,
        log: @escaping @Sendable (String) -> Void,
    ) async throws {
        let tool = try ExternalTool.locate(Self.program, installHint: Self.installHint)
        let layer = "datalab-layer"
        let unpack = "tar -C \"$1\" --xattrs --xattrs-include='*' -xpf \"$1/\(layer)\" && rm \"$1/\(layer)\""
        let setUp =
            layers.flatMap { ["upload \(Self.quoted($0.string)) /\(layer)", unpack] }
            // An image has no devices; where they are not allowed, they are mounted here.
            + ["mkdir -p \"$1/dev\"", Self.manualFolders, "copy-in \(Self.quoted(lists.string)) /var/lib/apt"]
        let install =
            "APT_CONFIG=\"$MMDEBSTRAP_APT_CONFIG\" apt-get --yes -o Dir::Bin::dpkg=env -o DPkg::Options::=--unset=TMPDIR "
            + "-o DPkg::Options::=dpkg -o DPkg::Chroot-Directory=\"$1\" "
            + (Self.installOptions + ["install"] + packages).map(Self.quoted).joined(separator: " ")
        let arguments =
            [
                "--mode=auto", "--variant=custom", "--format=tar", "--architectures=\(architecture.ociName)",
                "--skip=check/empty,update,output/dev",
            ] + Self.dpkgOptions.map { "--dpkgopt=\($0)" } + setUp.map { "--setup-hook=\($0)" }
            + ["--customize-hook=\(install)", suite, tar.string] + mirrors.sources(suite: suite)
        let output = try await tool.capture(
            arguments,
            environment: .only(Self.environment),
            onErrorLine: { log(BootstrapStep.text($0)) }
        )
        guard output.status == 0 else { throw failure(output.standardError) }
    }

    /// Nothing of the system is removed for what is added to it.
    static let installOptions = ["--no-remove", "--no-install-recommends"]

    /// Runs commands in a system that was made before; what they change there is gone afterwards.
    ///
    /// - Parameters:
    ///   - commands: programs of the system with their arguments, run one after the other.
    ///   - system: the system's tar.
    ///   - upload: a file, and its place in the system.
    ///   - download: a folder of the system, and the tar that is made of it.
    ///   - log: takes the program's lines.
    /// - Throws: as `run(into:log:)`; `bootstrap` when a command fails.
    func run(
        _ commands: [[String]],
        in system: FilePath,
        upload: (from: FilePath, to: String),
        download: (from: String, to: FilePath),
        log: @escaping @Sendable (String) -> Void,
    ) async throws {
        let tool = try ExternalTool.locate(Self.program, installHint: Self.installHint)
        let setUp = "tar-in \(Self.quoted(system.string)) /"
        let hooks =
            ["upload \(Self.quoted(upload.from.string)) \(Self.quoted(upload.to))"]
            + commands.map { "chroot \"$1\" " + $0.map(Self.quoted).joined(separator: " ") }
            + ["tar-out \(Self.quoted(download.from)) \(Self.quoted(download.to.string))"]
        // Nothing is fetched or installed, so nothing but the system's files is needed: no suite, no mounts.
        let arguments =
            [
                "--mode=auto", "--variant=custom", "--format=null", "--architectures=\(architecture.ociName)",
                "--skip=check/empty,setup,update,cleanup,chroot/mount", "--setup-hook=\(setUp)",
            ] + hooks.map { "--customize-hook=\($0)" } + ["", "/dev/null"]
        let output = try await tool.capture(
            arguments,
            environment: .only(Self.environment),
            onErrorLine: { log(BootstrapStep.text($0)) }
        )
        guard output.status == 0 else { throw failure(output.standardError) }
    }

    /// A word for the shell, and for what `mmdebstrap` reads like one.
    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private func arguments(_ tar: FilePath) -> [String] {
        // Essential packages are what packages' scripts may use without saying so (Debian policy 3.8); apt is not among them.
        let options = [
            "--mode=auto", "--variant=essential", "--format=tar", "--architectures=\(architecture.ociName)",
            "--include=\(packages.joined(separator: ","))", "--skip=output/dev",
        ]
        let dpkg = Self.dpkgOptions.map { "--dpkgopt=\($0)" }
        let apt = aptSettings.map { "--aptopt=\($0.name) \"\($0.value)\"" }
        // Programs look libraries up in the loader's cache, which no script of these packages brings up to date.
        let cache = unpacked.isEmpty ? [] : ["chroot \"$1\" ldconfig"]
        let hooks =
            ["--setup-hook=\(Self.manualFolders)"]
            + (unpacked.map(Self.unpack) + cache).map { "--customize-hook=\($0)" }
        return options + dpkg + apt + hooks + [suite, tar.string] + mirrors.sources(suite: suite)
    }

    /// What apt is told beside where the packages come from.
    var aptSettings: [(name: String, value: String)] {
        DebianRelease.validTime(ofSuite: suite).map { [("Acquire::Min-ValidTime", "\($0)")] } ?? []
    }

    /// Where a system lists the packages of which it has the files alone, in the form of `/var/lib/dpkg/status`.
    ///
    /// dpkg must not be told: it would call what they depend on missing.
    package static let unpackedList = "usr/share/datalab/unpacked"

    /// The command that takes a package's files, from the same signed archive as all others.
    private static func unpack(_ package: String) -> String {
        """
        set -e; cd "$1/tmp"; APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get -q -o APT::Sandbox::User=root \
        download \(quoted(package)); dpkg-deb -x ./*.deb "$1"; mkdir -p "$1/usr/share/datalab"; \
        { dpkg-deb -f ./*.deb; echo "Status: files installed"; echo; } >> "$1/\(unpackedList)"; rm ./*.deb
        """
    }

    /// Nothing of the user's apt or locale settings reaches the image; proxies and trusted certificates do reach apt.
    static var environment: [String: String] {
        let own = ProcessInfo.processInfo.environment
        let kept = ["PATH", "HOME", "TMPDIR", "http_proxy", "https_proxy", "no_proxy"]
        var environment = own.filter { kept.contains($0.key) }
        environment["PATH"] = (own["PATH"] ?? "") + ":/usr/sbin:/usr/bin:/sbin:/bin"
        environment["LC_ALL"] = "C.UTF-8"
        environment["TZ"] = "UTC"
        environment["SOURCE_DATE_EPOCH"] = "\(epoch)"
        return environment
    }

    /// The error for what `mmdebstrap` said, with the next step for its usual reasons.
    package func failure(_ text: String) -> BaseError {
        Self.failure(text, of: "making a Debian '\(suite)' system")
    }

    /// The error for what apt or `mmdebstrap` said while doing something.
    static func failure(_ text: String, of doing: String) -> BaseError {
        let lines = text.split(separator: "\n").map(String.init)
        let telling = lines.filter { $0.hasPrefix("E:") || $0.hasPrefix("Err:") || $0.hasPrefix("W: GPG error") }
        let reason = (telling.isEmpty ? lines.suffix(3) : telling.prefix(4)).joined(separator: "\n")
        for known in knownFailures where known.marks.contains(where: { text.contains($0) }) {
            return BaseError(known.code, "\(doing) failed: \(reason)", hint: known.hint)
        }
        let hint = "the lines above are from mmdebstrap; 'datalab base build' shows all of them"
        return BaseError(.bootstrap, "\(doing) failed: \(reason)", hint: hint)
    }

    private struct KnownFailure {
        let marks: [String]
        let code: BaseError.Code
        let hint: String
    }

    private static let knownFailures = [
        KnownFailure(
            marks: [
                "newuidmap", "newgidmap", "subuid", "subgid", "unable to pick chroot mode", "unshare", "CLONE_NEWUSER",
            ],
            code: .rights,
            hint:
                "give this user a range in /etc/subuid and /etc/subgid and install 'uidmap', or run this command as root",
        ),
        KnownFailure(
            marks: ["NO_PUBKEY", "not signed", "GPG error", "The following signatures"],
            code: .bootstrap,
            hint: "update the package 'debian-archive-keyring'; unsigned archives are never used",
        ),
        KnownFailure(
            marks: ["is expired (invalid since"],
            code: .bootstrap,
            hint:
                "the mirror's lists of packages are too old; '--mirror http://deb.debian.org/debian' takes Debian's own",
        ),
        KnownFailure(
            marks: ["Unable to locate package", "has no installation candidate"],
            code: .recipe,
            hint: "correct 'packages' in the recipe",
        ),
        KnownFailure(
            marks: [
                "Could not resolve", "Temporary failure resolving", "Could not connect", "Connection failed",
                "Failed to fetch",
            ],
            code: .bootstrap,
            hint: "check the network and the mirror; '--mirror' chooses another",
        ),
        KnownFailure(
            marks: ["No space left on device"],
            code: .files,
            hint: "free some space, or set TMPDIR to a folder with 1 GB",
        ),
        KnownFailure(
            marks: ["binfmt", "qemu", "cannot be executed"],
            code: .rights,
            hint: "install 'qemu-user-static' to make a base for another processor",
        ),
    ]
}
