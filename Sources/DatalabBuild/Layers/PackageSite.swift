internal import BaseImages
internal import PythonPackages

/// Where a base wants users' packages, and for what they are chosen.
struct PackageSite: Sendable {
    /// The Python they run on.
    let target: PythonTarget
    /// The folder of the user's environment.
    let prefix: String
    /// Requirements that are always installed beside the user's.
    let requirements: [String]

    /// What is known before there is a base.
    init(target: PythonTarget, prefix: String, requirements: [String]) {
        self.target = target
        self.prefix = prefix
        self.requirements = requirements
    }

    /// What a base says.
    init(_ facts: BaseFacts) {
        self.init(target: facts.target, prefix: facts.userPrefix, requirements: facts.userRequirements)
    }
}
