internal import AppStoreCore
internal import ArgumentParser
internal import Foundation
internal import SystemPackage

/// The option every command on an AppStore's folder has.
struct FolderOptions: ParsableArguments {
    @Option(help: "The folder that holds everything.")
    var folder: String

    /// The AppStore's database; commands work beside a server that runs.
    func database() throws -> AppStoreDatabase {
        try AppStoreDatabase(path: FilePath(folder).appending("appstore.sqlite"))
    }
}
