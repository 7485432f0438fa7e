internal import Foundation
internal import Hashing
internal import Mustache
internal import NIOCore
internal import OCIModel
internal import SafeMarkdown

/// The templates, the style sheet and the pictures: files of the package, embedded in the program.
///
/// Embedded, because a bundle of resources is found by the path it was built at: a program that is copied elsewhere would
/// start, and fail at the first page.
struct PageTemplates: Sendable {
    /// A file that is served as it is.
    struct Asset: Sendable {
        let type: String
        let content: ByteBuffer
    }

    private let library: MustacheLibrary
    /// What is served as it is, by name.
    let assets: [String: Asset]
    /// The address of the style sheet: another one for another content, so that it can be kept.
    let styleAddress: String
    /// The address of the program of the page of progress.
    let progressScriptAddress: String

    /// Reads the templates.
    ///
    /// - Throws: `MustacheTemplate.ParserError`.
    init() throws {
        var library = MustacheLibrary()
        for (name, bytes) in Self.sources {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        self.library = library
        assets = [
            "style.css": Self.asset("text/css; charset=utf-8", PackageResources.style_css),
            "progress.js": Self.asset("text/javascript; charset=utf-8", PackageResources.progress_js),
            "favicon.svg": Self.asset("image/svg+xml", PackageResources.favicon_svg),
            "icon-jupyterlab.svg": Self.asset("image/svg+xml", PackageResources.jupyterlab_svg),
            "icon-vnc.svg": Self.asset("image/svg+xml", PackageResources.vnc_svg),
            "icon-theia.svg": Self.asset("image/svg+xml", PackageResources.theia_svg),
            "icon-step.svg": Self.asset("image/svg+xml", PackageResources.step_svg),
            "icon-datalab.svg": Self.asset("image/svg+xml", PackageResources.datalab_svg),
        ]
        styleAddress = Self.address("style.css", PackageResources.style_css)
        progressScriptAddress = Self.address("progress.js", PackageResources.progress_js)
    }

    private static func address(_ name: String, _ content: [UInt8]) -> String {
        "/\(name)?v=\(Digest.sha256(of: content).description.suffix(12))"
    }

    /// Every template by name; also what a test looks through for text that would not be escaped.
    static let sources: [String: [UInt8]] = [
        "layout": PackageResources.layout_mustache,
        "catalogue": PackageResources.catalogue_mustache,
        "person": PackageResources.person_mustache,
        "store": PackageResources.store_mustache,
        "users": PackageResources.users_mustache,
        "audit": PackageResources.audit_mustache,
        "values": PackageResources.values_mustache,
        "card": PackageResources.card_mustache,
        "datalab": PackageResources.datalab_mustache,
        "contents": PackageResources.contents_mustache,
        "notebook": PackageResources.notebook_mustache,
        "launch": PackageResources.launch_mustache,
        "launch-form": PackageResources.launch_form_mustache,
        "running": PackageResources.running_mustache,
        "running-log": PackageResources.running_log_mustache,
        "progress": PackageResources.progress_mustache,
        "inside": PackageResources.inside_mustache,
        "change": PackageResources.change_mustache,
        "versions": PackageResources.versions_mustache,
        "sign-in": PackageResources.sign_in_mustache,
        "account": PackageResources.account_mustache,
        "settings": PackageResources.settings_mustache,
        "delete": PackageResources.delete_mustache,
        "reviews": PackageResources.reviews_mustache,
        "failure": PackageResources.failure_mustache,
    ]

    private static func asset(_ type: String, _ bytes: [UInt8]) -> Asset {
        Asset(type: type, content: ByteBuffer(bytes: bytes))
    }

    /// A page as HTML.
    func render(_ template: String, _ screen: Screen) -> ByteBuffer {
        guard let text = library.render(screen, withTemplate: template) else {
            preconditionFailure("there is no template '\(template)'")
        }
        return ByteBuffer(string: text)
    }
}

/// HTML of a stranger's Markdown is the one text that templates write as it is, as `{{{safeHTML}}}`: its type says who made it.
extension SafeHTML: MustacheCustomRenderable {
    /// The HTML.
    package var renderText: String { text }
    /// Whether there is none.
    package var isNull: Bool { text.isEmpty }
}

/// What every page has, around its own content.
struct Screen {
    let pageTitle: String
    /// Whose store it is.
    let store: StoreView
    let styleAddress: String
    /// What is looked for, in the field at the top.
    let searchText: String
    /// Who is signed in.
    let userName: String?
    let formToken: String
    let seesReviews: Bool
    let keepsStore: Bool
    let signInAddress: String
    /// Whether datalabs can be launched here.
    let hasHub: Bool
    /// What of the user runs; nil for whoever has not signed in, and without a hub.
    let hub: HeaderView?
    let content: Any
}
