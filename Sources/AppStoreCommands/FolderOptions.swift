internal import AppStoreCore
internal import ArgumentParser
internal import SystemPackage

/// The option every command on an AppStore's folder has.
struct FolderOptions: ParsableArguments {
    @Option(help: "The folder that holds everything.")
    var folder: String

    /// The AppStore's database; commands work beside a server that runs.
    ///
    /// - Parameter create: whether a folder that is missing is made: users are added before a server runs for the first time.
    /// - Returns: the database.
    /// - Throws: `AppStoreError`, `StoreError`.
    func database(create: Bool = false) throws -> AppStoreDatabase {
        try AppStoreFolder(FilePath(folder), create: create).database
    }
}
