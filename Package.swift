// swift-tools-version: 6.2
import PackageDescription

// The rules every module of ours is compiled with: Swift 6 concurrency, explicit existentials and imports, no warnings.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// Modules that hold a C library's pointers also say where they are unsafe.
let wrapperRules = rules + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nio = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
// BoringSSL takes a fifth of a build's time: 'make run' does without. (A package trait would be defined for every module, and
// so each would be compiled once more by the 'make test' that comes after.)
let hasTLS = Context.environment["DATALAB_TLS"] != "off"
let nioSSL = hasTLS ? [Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")] : []
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

func library(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = [],
    settings: [SwiftSetting] = rules,
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

// Tests run once: optimising their own code would take minutes of each build and save seconds.
let testRules = rules + [.unsafeFlags(["-Onone"])]

func tests(_ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = testRules) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "datalab",
    products: [
        .executable(name: "datalab", targets: ["datalab"]),
        .executable(name: "appstore", targets: ["appstore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        // Its settings come from ours: swift-configuration, which it would bring, is left out.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.0",
            traits: ["FullFoundation"]
        ),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

        library("Files", [systemPackage]),
        library("Texts"),
        library("Reporting", ["Files", "Texts"]),
        library("Offloading"),
        library("OCIModel", ["Texts"]),
        library("Hashing", ["COpenSSL", "OCIModel"], settings: wrapperRules),
        library("ExternalTools", ["Reporting", subprocess, systemPackage]),
        library("HTTPTransfer", ["CCurl", "Reporting", systemPackage], settings: wrapperRules),
        library("SourcedYAML", ["CYAML", "Reporting"], settings: wrapperRules),
        library("ContentStore", ["Files", "Hashing", "OCIModel", "Reporting", systemPackage]),
        library("LayerArchive", ["CLibArchive", "Hashing", "OCIModel", "Reporting", "Texts", systemPackage]),
        library(
            "RegistryClient",
            [
                "Files", "Hashing", "ContentStore", "ExternalTools", "HTTPTransfer", "OCIModel", "Reporting", "Texts",
                systemPackage,
            ]
        ),
        library("ImageExport", ["ContentStore", "Files", "LayerArchive", "OCIModel", "Reporting", systemPackage]),
        library("DatalabModel", ["OCIModel", "Reporting", "SourcedYAML", "Texts"]),
        library("Workspaces", ["ExternalTools", "LayerArchive", "Offloading", "Reporting", "Texts", systemPackage]),
        library(
            "PythonPackages",
            [
                "Files", "Hashing", "ExternalTools", "HTTPTransfer", "LayerArchive", "Offloading", "OCIModel",
                "Reporting", "SourcedYAML", "Texts",
                systemPackage, toml,
            ],
            resources: [.embedInCode("Parsing/Scripts")],
        ),
        library(
            "BaseImages",
            [
                "Files", "Hashing", "ContentStore", "DatalabModel", "ExternalTools", "HTTPTransfer", "LayerArchive",
                "Offloading",
                "OCIModel",
                "PythonPackages", "RegistryClient", "Reporting", "Texts", systemPackage,
            ],
        ),
        library(
            "SourceBuilds",
            [
                "BaseImages", "ContentStore", "DatalabModel", "ExternalTools", "Files", "Hashing", "LayerArchive",
                "OCIModel",
                "Offloading", "PythonPackages", "Reporting", "Texts", "Workspaces", systemPackage,
            ],
            resources: [.embedInCode("Wheels/Scripts")],
        ),
        library(
            "ImageContents",
            [
                "BaseImages", "Hashing", "ContentStore", "LayerArchive", "OCIModel", "Offloading",
                "PythonPackages", "Reporting", systemPackage,
            ],
        ),
        library(
            "LocalRuns",
            [
                "BaseImages", "ContentStore", "ExternalTools", "Files", "HTTPTransfer", "ImageExport", "LayerArchive",
                "OCIModel", "Offloading", "PythonPackages", "Reporting", systemPackage,
            ],
            resources: [.embedInCode("Trials/Scripts")],
        ),
        library(
            "DatalabBuild",
            [
                "BaseImages", "Files", "Hashing", "ContentStore", "DatalabModel", "ExternalTools", "HTTPTransfer",
                "ImageContents", "ImageExport", "LayerArchive", "LocalRuns", "Offloading", "OCIModel", "PythonPackages",
                "RegistryClient", "Reporting", "SourceBuilds", "Texts", "Workspaces", sqlite,
                systemPackage,
            ],
        ),
        library("SafeMarkdown"),
        library("AppStoreAPI", ["DatalabModel", "OCIModel"], resources: [.embedInCode("Document")]),
        library("AppStoreClient", ["AppStoreAPI", "HTTPTransfer", "RegistryClient", "Texts"]),
        library("CIReports", ["Hashing", "OCIModel", "Reporting", "Texts"]),
        library("CommandLines", ["OCIModel", "Reporting", argumentParser]),
        library("TerminalPrompts"),
        library(
            "CreatorWizard",
            ["DatalabModel", "Files", "PythonPackages", "Reporting", "TerminalPrompts", systemPackage]
        ),
        library(
            "DatalabCommands",
            [
                "AppStoreAPI", "AppStoreClient", "BaseImages", "CIReports", "CommandLines", "ContentStore",
                "CreatorWizard",
                "DatalabBuild", "DatalabModel", "ExternalTools", "Files", "HTTPTransfer", "ImageContents",
                "ImageExport",
                "LocalRuns", "OCIModel", "PythonPackages", "RegistryClient", "Reporting", "SourcedYAML",
                "TerminalPrompts", "Texts", "Workspaces", argumentParser, systemPackage,
            ],
        ),
        .executableTarget(name: "datalab", dependencies: ["CommandLines", "DatalabCommands"], swiftSettings: rules),
        .executableTarget(
            name: "ReleaseImage",
            dependencies: [
                "BaseImages", "ContentStore", "ImageExport", "LayerArchive", "OCIModel", "PythonPackages",
                systemPackage,
            ],
            swiftSettings: rules
        ),

        library(
            "AppStoreCore",
            [
                "AppStoreAPI", "Files", "Hashing", "ContentStore", "DatalabModel", "LayerArchive", "OCIModel",
                "Offloading",
                "Reporting", "Texts",
                sqlite, systemPackage,
            ]
        ),
        library("HubLaunches", ["AppStoreCore", "HTTPTransfer", "OCIModel", "Reporting", "Texts", systemPackage]),
        library(
            "AppStoreServer",
            [
                "AppStoreAPI", "AppStoreCore", "CLinux", "Hashing", "HubLaunches", "ContentStore", "DatalabModel",
                "OCIModel",
                "Reporting",
                "SafeMarkdown", "Texts",
                httpTypes, hummingbird, lifecycle, logging, metrics, mustache, nio, nioHTTPTypes,
                systemPackage,
            ] + nioSSL,
            resources: [.embedInCode("Pages/Templates")],
            settings: hasTLS ? rules + [.define("TLS")] : rules
        ),
        library(
            "AppStoreCommands",
            [
                "AppStoreAPI", "AppStoreCore", "AppStoreServer", "CommandLines", "HubLaunches", "Reporting",
                "SourcedYAML",
                argumentParser, systemPackage,
            ]
        ),
        .executableTarget(name: "appstore", dependencies: ["AppStoreCommands", "CommandLines"], swiftSettings: rules),

        tests("House", ["ExternalTools", systemPackage]),
        tests("ExternalTools", ["ExternalTools", systemPackage]),
        tests("Files", ["ExternalTools", "Files", "Reporting", systemPackage]),
        tests("Texts", ["Texts"]),
        tests("OCIModel", ["OCIModel"]),
        tests("Hashing", ["Hashing"]),
        tests("ContentStore", ["ContentStore", "OCIModel", systemPackage]),
        tests("HTTPTransfer", ["ExternalTools", "HTTPTransfer", "Reporting", systemPackage]),
        tests("SourcedYAML", ["Reporting", "SourcedYAML"]),
        // These two make megabytes of samples byte by byte.
        tests("LayerArchive", ["ExternalTools", "LayerArchive", "Reporting", systemPackage], settings: rules),
        tests(
            "LayerArchiveCodec",
            ["Hashing", "ExternalTools", "LayerArchive", "OCIModel", "Reporting", systemPackage],
            settings: rules
        ),
        tests("DatalabModel", ["DatalabModel", "OCIModel", "Reporting"]),
        tests("Workspaces", ["ExternalTools", "LayerArchive", "OddNumbers", "Reporting", "Workspaces", systemPackage]),
        tests(
            "PythonPackagesRequirements",
            ["Hashing", "ExternalTools", "OCIModel", "PythonPackages", "Reporting", systemPackage],
        ),
        tests(
            "PythonPackagesWheels",
            [
                "Hashing", "ExternalTools", "HTTPTransfer", "LayerArchive", "OCIModel", "OddNumbers", "PythonPackages",
                "Reporting",
                systemPackage,
            ],
        ),
        tests(
            "SourceBuilds",
            [
                "Hashing", "HTTPTransfer", "LayerArchive", "OCIModel", "PythonPackages", "Reporting", "SourceBuilds",
                systemPackage,
            ],
        ),
        tests("CIReports", ["CIReports", "ExternalTools", "Reporting"]),
        tests(
            "DatalabBuild",
            [
                "ContentStore", "DatalabBuild", "DatalabModel", "Hashing", "LayerArchive", "OCIModel", "RegistryClient",
                "TestServers", systemPackage,
            ],
        ),
        tests(
            "BaseImages",
            [
                "BaseImages", "ContentStore", "DatalabModel", "HTTPTransfer", "LayerArchive", "OCIModel",
                "PythonPackages", "RegistryClient", "Reporting", systemPackage,
            ],
        ),
        .target(name: "TestServers", path: "Tests/Support/TestServers", swiftSettings: testRules),
        .target(name: "OddNumbers", path: "Tests/Support/OddNumbers", swiftSettings: testRules),
        tests(
            "RegistryClient",
            [
                "Hashing", "ContentStore", "DatalabBuild", "HTTPTransfer", "OCIModel", "RegistryClient", "Reporting",
                "TestServers",
                systemPackage,
            ]
        ),
        tests(
            "AppStoreCore",
            [
                "AppStoreAPI", "AppStoreCore", "DatalabModel", "ExternalTools", "OCIModel", "Reporting", sqlite,
                systemPackage,
            ]
        ),
        tests(
            "AppStoreRepositories",
            [
                "AppStoreAPI", "AppStoreCore", "Hashing", "ContentStore", "ExternalTools", "OCIModel", sqlite,
                systemPackage,
            ]
        ),
        tests(
            "AppStoreServer",
            [
                "AppStoreAPI", "AppStoreCore", "AppStoreServer", "ContentStore", "Hashing", "DatalabModel",
                "ExternalTools",
                "HubLaunches", "OCIModel", "OddNumbers",
                "appstore", "datalab", sqlite, systemPackage,
            ]
        ),
        tests(
            "ReaderNumbers",
            [
                "BaseImages", "CommandLines", "ExternalTools", "Hashing", "ContentStore", "DatalabBuild",
                "DatalabModel", "HTTPTransfer",
                "ImageContents",
                "LayerArchive", "OCIModel", "OddNumbers", "PythonPackages", "RegistryClient", "Reporting",
                "TerminalPrompts", "TestServers", "Workspaces", systemPackage,
            ]
        ),
        tests(
            "ImageContents",
            ["ContentStore", "Hashing", "ImageContents", "LayerArchive", "OCIModel", systemPackage]
        ),
        tests("LocalRuns", ["ExternalTools", "LocalRuns", systemPackage]),
        tests("SafeMarkdown", ["SafeMarkdown"]),
        tests("TerminalPrompts", ["TerminalPrompts"]),
        tests("CreatorWizard", ["CreatorWizard", "DatalabModel", "Reporting", "TerminalPrompts"]),
        tests("DatalabCommands", ["CommandLines", "DatalabBuild", "DatalabCommands", "Reporting"]),
        tests(
            "EndToEnd",
            ["ExternalTools", "TestServers", "appstore", "datalab", systemPackage],
        ),
    ],
)
