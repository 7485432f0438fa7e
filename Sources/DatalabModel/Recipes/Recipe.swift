public import OCIModel
public import Reporting

/// How a base image is made: the content of `recipes/<kind>/recipe.yaml`.
///
/// From a release of Debian and its packages, or from an image in a registry, perhaps with such packages on top; all variants of
/// a recipe alike.
public struct Recipe: Sendable, Hashable {
    /// What a variant is made from.
    public enum Origin: Sendable, Hashable {
        /// A release of Debian, by its suite.
        case debian(suite: String)
        /// An image in a registry, by tag or digest, and the suite of the release of Debian that the image is made of, where
        /// packages of it go on top.
        case image(ImageReference, suite: String?)
    }

    /// One of the bases a recipe makes.
    public struct Variant: Sendable, Hashable {
        /// The variant's name, as in `jupyterlab:trixie`.
        public var name: String
        /// What it is made from.
        public var origin: Origin
        /// The version of Python that it brings.
        public var python: PythonVersion
        /// Where that Python comes from when the release of Debian has another; nil for Debian's own, and for an image's.
        public var archive: PythonArchive?
        /// What is known of the Python of an image that does not say so itself.
        public var system: System?
        /// Whether this variant is used when nothing asks for another.
        public var isDefault: Bool
        /// Debian packages of this variant alone.
        public var packages: [String]

        /// Whether it is made from an image in a registry.
        public var isOfImage: Bool { if case .image = origin { true } else { false } }
        /// The release of Debian whose packages it has, by its suite; nil for an image as it is.
        public var suite: String? {
            switch origin {
            case .debian(let suite): suite
            case .image(_, let suite): suite
            }
        }
    }

    /// A relocatable Python in an archive, as python-build-standalone publishes them: `python/bin/python3.12` in it, and all that it
    /// needs but glibc.
    public struct PythonArchive: Sendable, Hashable {
        /// Its address; `{arch}` stands for the architecture: `x86_64`, `aarch64`.
        public var url: String
        /// The archives' SHA-256 by architecture, in hexadecimal: whatever has it is the archive, wherever it was found.
        public var sha256: [String: String]
        /// The licence of what is in it, as an SPDX expression.
        public var licence: String
        /// Where the recipe names it.
        public var place: Place?

        /// The address for an architecture, by the kernel's name of it.
        public func url(for architecture: String) -> String { url.replacing("{arch}", with: architecture) }
    }

    /// The Python of an image that is no datalab base, and what its wheels stand on.
    public struct System: Sendable, Hashable {
        /// The path of the interpreter: `/usr/bin/python3.11`.
        public var interpreter: String
        /// The version of glibc: `2.36`.
        public var glibc: String
    }

    /// What a datalab may bring beside its files.
    public enum Input: String, Sendable, Hashable, CaseIterable {
        /// Python packages: `requirements.txt` and its like.
        case requirements
        /// Debian packages: `apt.txt` and `system-packages`.
        case systemPackages = "system-packages"
    }

    /// What serves the page.
    public struct Server: Sendable, Hashable {
        /// The file of the server's requirements, in the recipe's folder.
        public var requirements: String
        /// The name of the lock in the recipe's folder; `{suite}` stands for the variant's release of Debian, whose Python the
        /// server runs on whatever the user's is, and `{variant}` for the variant's name.
        public var lock: String
        /// The folder of the server's environment in the image.
        public var prefix: String
    }

    /// The environment of the user's packages.
    public struct User: Sendable, Hashable {
        /// The folder of the environment in the image.
        public var prefix: String
        /// Requirements that are always installed beside the user's.
        public var requirements: [String]
    }

    /// A folder of files for the image's root.
    public struct FileSet: Sendable, Hashable {
        /// The folder that sets for several recipes are in, beside the recipes' own: `shared/contract`.
        public static let sharedPrefix = "shared/"

        /// The folder's path: in the recipe's folder, or in one that holds recipes when it is shared.
        public var path: String
        /// Where the recipe names it.
        public var place: Place?

        /// Whether recipes share it.
        public var isShared: Bool { path.hasPrefix(Self.sharedPrefix) }
    }

    /// A page that a base serves.
    public struct Page: Sendable, Hashable {
        /// The TCP port that is served.
        public var port: UInt16
        /// The path, below the base path, that answers when the server is ready.
        public var probe: String

        /// A page.
        public init(port: UInt16, probe: String) {
            self.port = port
            self.probe = probe
        }
    }

    /// How the base starts, and what it promises to users' files and packages.
    public struct Contract: Sendable, Hashable {
        /// The page that is served; nil for a recipe with `server: none`, whose datalabs run the command they are given.
        public var page: Page?
        /// The environment of the user's packages.
        public var user: User
        /// Folders whose content is put into the image's root; a later one's file takes the place of an earlier one's.
        public var files: [FileSet]
        /// Environment variables of the image.
        public var environment: [String: String]
        /// The command the image starts with.
        public var entrypoint: [String]
    }

    /// What the base's datalabs open with.
    public var kind: DatalabKind
    /// A title for people.
    public var title: String
    /// A description for people.
    public var description: String?
    /// The variants; exactly one is the default.
    public var variants: [Variant]
    /// Debian packages of every variant.
    public var packages: [String]
    /// What its datalabs may bring beside their files.
    public var accepts: Set<Input>
    /// Debian packages of which the files alone are taken: nothing that they depend on, none of their scripts.
    public var unpacked: [String]
    /// Debian packages that sources are built with, beside the base's: compilers and headers, which never are part of an image.
    public var buildPackages: [String] = Recipe.standardBuildPackages
    /// The Python environment that serves the page; nil where something else does, as in images, which bring their own.
    public var server: Server?
    /// How the base starts; nil when the variants' images are datalab bases, which say so themselves.
    public var contract: Contract?

    /// What sources are built with where a recipe does not say it: C, C++ and the headers of Debian's Python.
    public static let standardBuildPackages = ["g++", "gcc", "libc6-dev", "make", "pkg-config", "python3-dev"]

    /// The variant that is used when nothing asks for another.
    public var defaultVariant: Variant? { variants.first(where: \.isDefault) }

    /// The variant with a name.
    public func variant(named name: String) -> Variant? {
        variants.first { $0.name == name }
    }

    /// The variant whose Python is asked for.
    ///
    /// The default variant for no request; a patch does not matter; nil when no variant has that Python.
    public func variant(for request: PythonVersionRequest?) -> Variant? {
        guard let request else { return defaultVariant }
        let fitting = variants.filter { request.accepts($0.python) }
        return fitting.first(where: \.isDefault) ?? fitting.max { $0.python < $1.python }
    }

    /// The Debian packages of a variant: those of every variant, then its own, each once.
    public func packages(of variant: Variant) -> [String] {
        var seen = Set<String>()
        return (packages + variant.packages).filter { seen.insert($0).inserted }
    }

}

extension Recipe.Server {
    /// The name of a variant's lock in the recipe's folder.
    public func lockName(of variant: Recipe.Variant) -> String {
        lock.replacing("{variant}", with: variant.name).replacing("{suite}", with: variant.suite ?? variant.name)
    }
}
