internal import CommandLines
internal import DatalabBuild

extension CommandContext {
    /// Where images, caches and records are kept.
    var home: DatalabHome { DatalabHome(environment: environment) }
}
