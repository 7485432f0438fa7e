internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import NIOCore

/// How a version is cited, in the forms that people and programs use.
struct CitationView {
    /// A form in a fold.
    struct Form {
        let formTitle: String
        let formText: String
        /// A file of it.
        let formAddress: String
    }

    /// What the authors ask for.
    let authorsWish: String?
    let plainText: String
    let forms: [Form]
    /// The same for search engines.
    let embeddedJSON: EmbeddedJSON

    init(_ citation: Citation, wish: String?, _ version: VersionAddress) {
        authorsWish = wish
        plainText = citation.plainText
        forms = [CitationForm.bibtex, .cff, .ris, .jsonld].map { form in
            let text = form.write(citation)
            let address = version.citation(form.rawValue)
            return Form(formTitle: form.title, formText: text, formAddress: address)
        }
        embeddedJSON = EmbeddedJSON(citation.schema)
    }
}

extension PageSite {
    /// The citation of a version as a file.
    func citation(_ form: CitationForm, _ citation: Citation) -> Response {
        var headers = guards
        headers[.contentType] = form.type
        headers[.contentDisposition] = "attachment; filename=\"\(form.file(of: citation.shortName))\""
        headers[.cacheControl] = "private, no-cache"
        headers[.vary] = "Cookie"
        let text = form.write(citation)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
