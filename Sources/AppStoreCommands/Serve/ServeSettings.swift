internal import AppStoreAPI
internal import AppStoreCore
internal import AppStoreServer
internal import CommandLines
internal import Foundation
internal import HubLaunches
internal import Reporting
internal import SystemPackage

/// What an operator decides, from the command line, the environment and a file; every problem is said with its place.
struct ServeSettings {
    /// A setting's text, and where it stands.
    struct Value {
        let text: String
        let place: Place
    }

    private let values: [String: Value]

    /// Settings from their three sources.
    ///
    /// - Parameters:
    ///   - names: the names of all settings.
    ///   - given: the options of the command line.
    ///   - environment: the variables; `APPSTORE_PUBLIC_URL` is `public-url`.
    ///   - file: a YAML file; nil for that of `APPSTORE_CONFIG`, or none.
    /// - Throws: `InputFailure` with all problems of the file.
    init(names: [String], given: [String: String], environment: [String: String], file: String?) throws {
        var values: [String: Value] = [:]
        if let file = file ?? environment["APPSTORE_CONFIG"], !file.isEmpty {
            values = try SettingsFile.read(file, names: names)
        }
        for name in names {
            let variable = "APPSTORE_" + name.uppercased().replacing("-", with: "_")
            if let text = environment[variable], !text.isEmpty {
                values[name] = Value(text: text, place: Place(file: variable))
            }
            if let text = given[name] { values[name] = Value(text: text, place: Place(file: "--\(name)")) }
        }
        self.values = values
    }

    /// The service's options.
    ///
    /// - Throws: `InputFailure` with all problems.
    func options() throws -> AppStoreService.Options {
        var reader = SettingReader(values: values)
        let folder = reader.text("folder")
        if folder == nil { reader.missing("folder", hint: "give '--folder', or set APPSTORE_FOLDER") }
        var options = AppStoreService.Options(
            folder: FilePath(folder ?? "."),
            host: reader.text("host") ?? "127.0.0.1",
            port: reader.whole("port", in: 0...65535) ?? 5000,
        )
        switch (reader.text("tls-certificate"), reader.text("tls-key")) {
        case (let certificate?, let key?): options.tls = (FilePath(certificate), FilePath(key))
        case (nil, nil): break
        case (_?, nil): reader.missing("tls-key", hint: "'tls-certificate' and 'tls-key' belong together")
        case (nil, _?): reader.missing("tls-certificate", hint: "'tls-certificate' and 'tls-key' belong together")
        }
        options.publicURL = reader.address("public-url")
        options.isBehindProxy = reader.flag("behind-proxy")
        options.needsReview = reader.flag("review")
        options.isOpen = reader.flag("open")
        options.quota = reader.size("quota").map { StorageQuota(bytes: $0) }
        options.requestsPerSecond = reader.number("requests-per-second", in: 0.1...1_000_000)
        options.connections = reader.whole("connections", in: 8...10_000)
        options.requestTimeout = reader.number("request-timeout", in: 0.1...600) ?? options.requestTimeout
        options.gracePeriod = reader.number("grace-period", in: 0...1e9) ?? options.gracePeriod
        if reader.text("keep-untagged") == "forever" {
            options.untaggedPeriod = nil
        } else if let days = reader.number("keep-untagged", in: 0...36500, otherWord: "forever") {
            options.untaggedPeriod = days * 86400
        }
        options.maintenanceInterval =
            reader.number("maintenance-interval", in: 0.001...1e9) ?? options.maintenanceInterval
        options.log.form = reader.word("log-format", ServiceLog.Form.allCases) ?? options.log.form
        options.log.level = reader.word("log-level", ServiceLog.Level.allCases) ?? options.log.level
        options.store.name = reader.line("name", upTo: StoreIdentity.longestName) ?? options.store.name
        options.store.operatorName = reader.line("operator", upTo: StoreIdentity.longestOperator)
        options.store.imprint = reader.page("imprint-page")
        options.store.help = reader.page("help-page", orMail: true)
        options.store.terms = reader.page("terms-page")
        options.hub = try Self.hub(&reader)
        guard reader.problems.isEmpty else { throw InputFailure(reader.problems, class: .usage) }
        return options
    }

    /// The hub that starts datalabs; nil without one.
    private static func hub(_ reader: inout SettingReader) throws -> HubSettings? {
        guard let url = reader.address("hub") else {
            if reader.text("hub-secret") != nil {
                reader.missing("hub", hint: "'hub' and 'hub-secret' belong together")
            }
            return nil
        }
        guard let file = reader.text("hub-secret") else {
            reader.missing("hub-secret", hint: "'hub' and 'hub-secret' belong together")
            return nil
        }
        guard let own = reader.address("public-url") else {
            reader.missing("public-url", hint: "the hub sends people back to it")
            return nil
        }
        // Browsers send cookies to every port of a host: datalabs would be given those of the AppStore.
        guard URLComponents(string: own)?.host != URLComponents(string: url)?.host else {
            reader.refuse("hub", hint: "give the hub another host name than '\(own)': datalabs would see its cookies")
            return nil
        }
        return HubSettings(url: url, secret: try HubSecret(file: FilePath(file)))
    }
}
