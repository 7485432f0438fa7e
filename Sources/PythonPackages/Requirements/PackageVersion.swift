/// A version of a Python package (packaging specification "Version specifiers", formerly PEP 440).
///
/// Equal versions can be written differently (`1.0`, `v1.0.0`): comparing and hashing use the meaning, not the text.
public struct PackageVersion: Sendable {
    /// A pre-release's kind.
    public enum Phase: Int, Sendable, Hashable {
        /// `a`.
        case alpha
        /// `b`.
        case beta
        /// `rc`.
        case candidate
    }

    /// The number before `!`; 0 when there is none.
    public let epoch: Int
    /// The numbers of the release, as many as are written.
    public let release: [Int]
    /// The pre-release, where there is one.
    public let pre: (phase: Phase, number: Int)?
    /// The post-release's number.
    public let post: Int?
    /// The developmental release's number.
    public let dev: Int?
    /// The parts of the local version, after `+`.
    public let local: [LocalPart]

    /// One part of a local version.
    public enum LocalPart: Sendable, Hashable {
        /// Letters and digits, in lower case.
        case text(String)
        /// Digits only.
        case number(Int)
    }

    /// A version from its parts.
    init(epoch: Int, release: [Int], pre: (phase: Phase, number: Int)?, post: Int?, dev: Int?, local: [LocalPart]) {
        self.epoch = epoch
        self.release = release
        self.pre = pre
        self.post = post
        self.dev = dev
        self.local = local
    }

    /// Parses any spelling that the specification allows; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var parser = VersionParser(text)
        guard let version = parser.parse() else { return nil }
        self = version
    }

    /// Whether it is a pre-release or a developmental release.
    public var isPrerelease: Bool { pre != nil || dev != nil }

    /// The version without its local part.
    var withoutLocal: PackageVersion {
        PackageVersion(epoch: epoch, release: release, pre: pre, post: post, dev: dev, local: [])
    }

    /// The version that this one is a post-release of.
    var withoutPost: PackageVersion {
        PackageVersion(epoch: epoch, release: release, pre: pre, post: nil, dev: nil, local: [])
    }

    /// The first developmental release of the version.
    var earliestPrerelease: PackageVersion {
        PackageVersion(epoch: epoch, release: release, pre: pre, post: post, dev: 0, local: [])
    }

    /// The release without zeros at its end.
    var significantRelease: ArraySlice<Int> {
        let count = (release.lastIndex { $0 != 0 }).map { $0 + 1 } ?? 0
        return release[..<count]
    }
}

extension PackageVersion: CustomStringConvertible {
    /// The normal spelling, such as `1!2.0rc1.post2.dev3+local.4`; zeros at the end of the release are kept.
    public var description: String {
        var text = epoch == 0 ? "" : "\(epoch)!"
        text += release.map(String.init).joined(separator: ".")
        if let pre { text += ["a", "b", "rc"][pre.phase.rawValue] + String(pre.number) }
        if let post { text += ".post\(post)" }
        if let dev { text += ".dev\(dev)" }
        if !local.isEmpty { text += "+" + local.map(\.text).joined(separator: ".") }
        return text
    }
}

extension PackageVersion.LocalPart {
    /// The part in its normal spelling.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }
}
