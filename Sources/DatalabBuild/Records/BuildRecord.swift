internal import BaseImages
public import DatalabModel
public import Foundation
public import LocalRuns
public import OCIModel
public import Reporting

/// What is remembered of one build.
public struct BuildRecord: Sendable, Hashable, Codable {
    /// The number of the build in this home, from 1.
    public var id: Int64
    /// The datalab's short name, once the metadata was read.
    public var datalab: String?
    /// The metadata's version, once it was read.
    public var version: String?
    /// How many builds of this version came before.
    public var counter: Int?
    /// How the build stands.
    public var status: BuildStatus
    /// Why it failed, in one line.
    public var reason: String?
    /// When it started.
    public var started: Date
    /// When it ended.
    public var ended: Date?
    /// The source as given, without credentials.
    public var source: String
    /// What went in: source, base, lock; known as the build goes on.
    public var inputs: BuildInputs?
    /// What came out.
    public var result: BuildResult?
    /// What came of trying the image out last; nil when that was not done.
    public var trial: TrialReport?

    /// `<metadata version>-<counter>`, or the number where the version is not known.
    public var label: String {
        if let version, let counter { "\(version)-\(counter)" } else { "#\(id)" }
    }
}

/// What a build is a function of.
public struct BuildInputs: Sendable, Hashable, Codable {
    /// The commit of the source, where it has one.
    public var commit: String?
    /// The base, as `kind:variant`.
    public var base: String
    /// The digest of the base's manifest.
    public var baseDigest: Digest
    /// The Debian packages that were asked for beside the base's; nil for none.
    public var systemPackages: [String]?
    /// The digest of the lock's text.
    public var lock: Digest
    /// How many packages are locked.
    public var packages: Int
    /// The requirements that were added because something imports them; nil for none.
    public var addedRequirements: [AddedRequirement]?
    /// The Debian packages that were added because Python packages need their libraries; nil for none.
    public var addedLibraries: [AddedLibraryPackage]?
}

/// What a build made.
public struct BuildResult: Sendable, Hashable, Codable {
    /// The name of the image in the store.
    public var reference: String
    /// The digest of the image's manifest.
    public var digest: Digest
    /// The size of all layers as stored, in bytes.
    public var size: Int64
    /// The layers, base first.
    public var layers: [LayerReport]
    /// How long each stage took.
    public var stages: [StageTime]
    /// What was unwise in the inputs.
    public var warnings: [Problem]
    /// What became of the source's `postBuild`; nil where none was run.
    public var postBuild: PostBuildReport?

    /// Layers that were there already.
    public var reused: [LayerReport] { layers.filter(\.isReused) }
    /// Layers this build wrote.
    public var written: [LayerReport] { layers.filter { !$0.isReused } }
}

/// One layer of a built image.
public struct LayerReport: Sendable, Hashable, Codable {
    /// What is in it: `system`, `server`, `contract`, `packages`, `files`, `post-build`, `identity`.
    public var role: String
    /// A line for people on what it holds.
    public var contents: String
    /// The layer's digest.
    public var digest: Digest
    /// Its size as stored, in bytes.
    public var size: Int64
    /// Whether it was in the store before the build.
    public var isReused: Bool
}

/// How long a stage took.
public struct StageTime: Sendable, Hashable, Codable {
    /// The stage's name.
    public var stage: String
    /// Seconds of wall clock.
    public var seconds: Double
}

/// One dated line of a build's history.
public struct BuildEvent: Sendable, Hashable, Codable {
    /// When.
    public var time: Date
    /// What, in the platform's words where it has some.
    public var text: String
}

extension LayerReport {
    /// A layer of the base, which no build of a datalab writes.
    init(_ layer: BaseLayer) {
        self.init(
            role: layer.role.rawValue,
            contents: layer.contents,
            digest: layer.descriptor.digest,
            size: layer.descriptor.size,
            isReused: true,
        )
    }
}
