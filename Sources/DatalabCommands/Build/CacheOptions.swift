internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import OCIModel
internal import Reporting

/// The cache of layers and locks in a registry that `datalab build` reads and writes.
struct CacheOptions: ParsableArguments {
    @Option(
        help: """
            A repository that keeps what builds find out (locks, layers), such as registry.example.org/team/cache: layers that it \
            knows are neither written nor downloaded, and mounted when the datalab is published. $DATALAB_CACHE when not given; \
            'none' for none. Its entries are sealed with the secret in $DATALAB_CACHE_KEY, and none without its seal is taken; \
            without one, who may push there is trusted, and what is built is published beside it only.
            """
    )
    var cache: String?

    @Flag(help: "Take nothing from the cache: make everything here, and say which of its entries are wrong.")
    var verifyCache = false

    /// The cache; nil for none.
    ///
    /// - Throws: `RegistryError` with code `reference` for what is no repository, `InputFailure` of class `usage` for a secret that
    ///   is none, and for a check of no cache.
    func settings(in context: CommandContext) throws -> CacheSettings? {
        let variable = context.environment["DATALAB_CACHE"] ?? ""
        guard let name = cache ?? (variable.isEmpty ? nil : variable), name != "none" else {
            guard !verifyCache else {
                let hint = "name it with '--cache' or $DATALAB_CACHE", place = Place(file: "--verify-cache")
                throw InputFailure(.error(at: place, "there is no cache to check", hint: hint), class: .usage)
            }
            return nil
        }
        let place = try ImageReference(argument: name)
        guard place.tag == nil, place.digest == nil else {
            let hint = "leave its tag out: '\(place.name)'"
            throw InputFailure(
                .error(at: Place(file: "--cache"), "'\(name)' is an image, expected a repository", hint: hint),
                class: .usage
            )
        }
        var settings = CacheSettings(place)
        settings.verifies = verifyCache
        if let secret = context.environment["DATALAB_CACHE_KEY"], !secret.isEmpty {
            guard let key = CacheKey(secret) else {
                throw InputFailure(
                    .error(
                        at: Place(file: "DATALAB_CACHE_KEY"),
                        "the secret has fewer than \(CacheKey.leastLength) characters",
                        hint: "make one with 'openssl rand -hex 32'"
                    ),
                    class: .usage
                )
            }
            settings.key = key
        }
        return settings
    }
}
