package import DatalabModel
internal import Foundation
package import GRDB
internal import OCIModel

extension CommandLineTool {
    /// The document by which engines run a version that is a step; nil for every other version.
    ///
    /// - Parameters:
    ///   - digest: the version's digest.
    ///   - repository: its repository.
    ///   - authority: the host of the AppStore, with its port where it has one.
    ///   - database: within a transaction; whether the version may be seen has been asked.
    /// - Returns: the document, which names the image in this AppStore.
    /// - Throws: `DatabaseError`.
    package static func find(
        _ digest: String,
        of repository: String,
        at authority: String,
        in database: Database
    ) throws -> CommandLineTool? {
        let sql = """
            SELECT datalab_version.id FROM datalab_version JOIN datalab ON datalab.id = datalab_version.datalab
            WHERE repository = ? AND digest = ?
            """
        guard let id = try Int64.fetchOne(database, sql: sql, arguments: [repository, digest]),
            let facts = try VersionTexts.facts(of: id, in: database), facts.metadata.step != nil,
            let reference = try? ImageReference("\(authority)/\(repository)@\(digest)")
        else { return nil }
        return CommandLineTool(facts.metadata, image: .registry(reference))
    }
}
