package import DatalabModel

/// Where a datalab's files are, as it was answered.
package enum SourceAnswer: Sendable, Hashable, Codable {
    /// A folder of this machine, by its absolute path.
    case folder(String)
    /// A git repository; a nil branch is the standard one, a nil folder the repository's root.
    case git(url: String, branch: String?, subdirectory: String?)
    /// A zip, or files, by their absolute paths.
    case files([String])

    /// The source in a few words.
    package var summary: String {
        switch self {
        case .folder(let path): return path
        case .files(let paths): return paths.joined(separator: ", ")
        case .git(let url, let branch, let folder):
            return url + (branch.map { ", branch \($0)" } ?? "") + (folder.map { ", folder \($0)" } ?? "")
        }
    }
}

/// What was answered so far: all that has to be kept for going on another time.
package struct WizardAnswers: Sendable, Hashable, Codable {
    /// The question that comes next.
    package var step = StepName.kind
    /// Where the files are.
    package var source: SourceAnswer?
    /// The text of requirements.txt, where it is not the source's own.
    package var requirements: String?
    /// The Debian package of the program that a desktop opens with, where it was chosen here.
    package var program: String?
    /// Names of Debian packages to be added to apt.txt.
    package var systemPackages: [String] = []
    /// Texts of other files, by their names beside requirements.txt: what a translation of another form made.
    package var files: [String: String] = [:]
    /// The facts of the metadata.
    package var metadata = MetadataDraft()
    /// The image that was built of these answers.
    package var image: String?

    /// Nothing is answered yet.
    package init() {}

    /// Adds Debian packages that are not among them.
    package mutating func add(systemPackages names: [String]) {
        for name in names where !systemPackages.contains(name) { systemPackages.append(name) }
    }
}

/// The questions, in their order.
package enum StepName: String, Sendable, Hashable, Codable, CaseIterable {
    case kind, source, branch, subdirectory, packages, program, systemPackages
    case title, shortName, abstract, creator, email, version
    case licence, visibility, users
    case review, build, next

    /// What a group of questions is called; the groups are counted for the person who answers.
    var chapter: Chapter {
        switch self {
        case .kind: .kind
        case .source, .branch, .subdirectory: .files
        case .packages: .packages
        case .program, .systemPackages: .programs
        case .title, .shortName, .abstract, .creator, .email, .version: .description
        case .licence: .licence
        case .visibility, .users: .visibility
        case .review, .build: .build
        case .next: .use
        }
    }
}

/// The groups of questions.
enum Chapter: Int, CaseIterable {
    case kind = 1, files, packages, programs, description, licence, visibility, build, use

    /// The heading.
    var title: String {
        let name =
            switch self {
            case .kind: "the kind of datalab"
            case .files: "your files"
            case .packages: "Python packages"
            case .programs: "programs"
            case .description: "what it is"
            case .licence: "the licence"
            case .visibility: "who may use it"
            case .build: "look over and build"
            case .use: "try and publish"
            }
        return "Step \(rawValue) of \(Self.allCases.count): \(name)"
    }
}
