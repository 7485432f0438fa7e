internal import Foundation
internal import SystemPackage

extension FilePath {
    /// The path from the root on; engines have working folders of their own.
    var absolute: FilePath { FilePath(URL(filePath: string).path) }
}
