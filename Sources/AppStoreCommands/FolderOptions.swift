internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Reporting
internal import SystemPackage

/// The option every command on an AppStore's folder has.
struct FolderOptions: ParsableArguments {
    @Option(help: "The folder that holds everything; $APPSTORE_FOLDER without it.")
    var folder: String?

    /// The folder's path.
    ///
    /// - Throws: `InputFailure` of class `usage` when none is named.
    func path() throws -> FilePath {
        let named = folder ?? CommandContext.current.environment["APPSTORE_FOLDER"]
        guard let named, !named.isEmpty else {
            throw InputFailure(
                .error("no folder is named", hint: "give '--folder', or set APPSTORE_FOLDER"),
                class: .usage
            )
        }
        return FilePath(named)
    }

    /// The AppStore's folder; commands work beside a server that runs.
    ///
    /// - Parameters:
    ///   - create: whether a folder that is missing is made: users are added before a server runs for the first time.
    ///   - acceptsBackup: whether the folder may be a backup.
    /// - Returns: the folder.
    /// - Throws: `AppStoreError`, `StoreError`, `InputFailure`.
    func open(create: Bool = false, acceptsBackup: Bool = false) throws -> AppStoreFolder {
        try AppStoreFolder(try path(), create: create, acceptsBackup: acceptsBackup)
    }

    /// The AppStore's database.
    func database(create: Bool = false) throws -> AppStoreDatabase { try open(create: create).database }
}
