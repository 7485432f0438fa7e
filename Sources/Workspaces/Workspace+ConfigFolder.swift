internal import LayerArchive
public import Reporting

extension Workspace {
    /// Where a workspace keeps its configuration files, by repo2docker's rule.
    ///
    /// A folder `.binder/` or `binder/` is used instead of the root as soon as it exists; having both is an error.
    public struct ConfigFolder: Sendable, Hashable {
        /// The folder's path in the workspace; empty for the root.
        public let path: String
        private let files: Set<BytePath>

        fileprivate init(path: String, files: Set<BytePath>) {
            self.path = path
            self.files = files
        }

        /// The path of a configuration file (`requirements.txt`), or nil when the config folder has none.
        public func locate(_ name: String) -> String? {
            let candidate = path.isEmpty ? name : "\(path)/\(name)"
            return files.contains(BytePath(candidate)) ? candidate : nil
        }

        /// The path of the first of several names; the config folder is looked through first, then the root.
        ///
        /// For files that repo2docker knows nothing of, such as `meta-data.yaml`.
        public func locateAnywhere(_ names: [String]) -> String? {
            names.lazy.compactMap { locate($0) }.first ?? names.first { files.contains(BytePath($0)) }
        }

        /// A warning when the root has a file of this name which is ignored because a config folder exists.
        public func ignoredInRoot(_ name: String) -> Problem? {
            guard !path.isEmpty, files.contains(BytePath(name)) else { return nil }
            let found = locate(name)
            return .warning(
                at: Place(file: name),
                found.map { "ignored, as '\($0)' is used instead" }
                    ?? "ignored, as configuration files are looked for only in '\(path)/', which has no '\(name)'",
                hint: found == nil ? "move it to '\(path)/\(name)'" : "remove one of the two",
            )
        }
    }

    /// The config folder.
    ///
    /// - Returns: the folder, which is the root when there is neither `binder/` nor `.binder/`.
    /// - Throws: `WorkspaceError` when both exist.
    public func configFolder() throws(WorkspaceError) -> ConfigFolder {
        let folders = Set(files.lazy.filter { $0.kind == .directory }.map { BytePath($0.path) })
        let found = ["binder", ".binder"].filter { folders.contains(BytePath($0)) }
        guard found.count < 2 else {
            throw WorkspaceError(
                .refusedContent,
                source: name,
                "there are both 'binder/' and '.binder/'; configuration files are read from one folder only",
                hint: "remove one of the two folders",
            )
        }
        let paths = files.lazy.filter { $0.kind != .directory }.map { BytePath($0.path) }
        return ConfigFolder(path: found.first ?? "", files: Set(paths))
    }
}
