internal import LayerArchive

/// The user a container runs as when the platform says nothing: not root, with a home that outlives nothing by itself.
///
/// Group 0 may write to the home, so that any user id in that group can use it.
enum DefaultUser {
    static let id: UInt32 = 1000
    static let name = "datalab"
    static let home = "home/datalab"

    /// Adds the user to a system.
    static func add(to tree: inout SystemTree) {
        tree.replaceText("etc/passwd") { $0 + "\(name):x:\(id):0:datalab:/\(home):/bin/bash\n" }
        tree.replaceText("etc/shadow") { $0 + "\(name):!:1::::::\n" }
        tree.add(homeFolder)
    }

    /// The user's home.
    static var homeFolder: LayerEntry {
        var folder = LayerEntry.directory(home, mode: 0o775)
        folder.owner = id
        return folder
    }
}
