internal import ArgumentParser
internal import OCIModel
internal import RegistryClient

/// Which image of several is wanted: the options of commands that read from registries.
struct PlatformOptions: ParsableArguments {
    @Option(help: "The platform of an image for several, such as linux/arm64; this machine's when not given.")
    var platform: String?

    @Flag(help: "Take the images for all platforms.")
    var allPlatforms = false

    func validate() throws {
        guard let platform else { return }
        guard !allPlatforms else { throw ValidationError("'--platform' and '--all-platforms' exclude each other") }
        guard Self.parse(platform) != nil else {
            throw ValidationError("'\(platform)' is not a platform of the form 'linux/amd64'")
        }
    }

    /// The choice the options ask for.
    var choice: ImagePull.Choice {
        allPlatforms ? .all : .platform(platform.flatMap(Self.parse) ?? .host)
    }

    private static func parse(_ text: String) -> Platform? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Platform(architecture: parts[1], os: parts[0], variant: parts.count == 3 ? parts[2] : nil)
    }
}
