internal import CommandLines
internal import DatalabBuild
internal import DatalabModel

/// What is about to be published, for people.
struct PublicationSummary {
    /// The lines.
    let lines: [String]

    /// The summary of a plan.
    ///
    /// - Parameters:
    ///   - plan: the plan.
    ///   - isInAppStore: whether the place keeps what the metadata says of who may see it.
    init(_ plan: PublicationPlan, isInAppStore: Bool) {
        let title = plan.title.map { "  '\($0)'" } ?? ""
        let kept =
            plan.keptTags.isEmpty ? "" : "; newer is there, so these stay: \(plan.keptTags.joined(separator: ", "))"
        lines = [
            "image     \(plan.image)\(title)", "digest    \(plan.digest)", "to        \(plan.repository)",
            "tags      \(plan.tags.joined(separator: ", "))\(kept)",
            "visible   \(Self.words(plan.visibility, isInAppStore: isInAppStore))",
            "size      \(Wording.count(plan.layers, "layer")), \(Wording.bytes(plan.size)); what is there already is not sent",
        ]
    }

    private static func words(_ visibility: Visibility?, isInAppStore: Bool) -> String {
        switch visibility {
        case _ where !isInAppStore: "to whoever may read that repository: this is the registry's to say"
        case .everyone: "public: everybody can see and use it"
        case .restricted(let users, let groups):
            "private: " + (["you"] + users + groups.map { "the group \($0)" }).joined(separator: ", ")
        case nil: "as the AppStore has it for this datalab"
        }
    }
}
