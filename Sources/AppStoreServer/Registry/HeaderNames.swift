internal import HTTPTypes

extension HTTPField.Name {
    // The names are constants of the right form, so none is missing.
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is no header's name") }
        return name
    }

    static let contentDigest = named("Docker-Content-Digest")
    static let filtersApplied = named("OCI-Filters-Applied")
    static let pushedTag = named("OCI-Tag")
    static let registryVersion = named("Docker-Distribution-Api-Version")
    static let subject = named("OCI-Subject")
    static let uploadID = named("Docker-Upload-UUID")
    static let warning = named("Warning")
    static let link = named("Link")
    static let formToken = named("X-Form-Token")
}
