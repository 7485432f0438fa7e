internal import Foundation
internal import Reporting

/// The picture of a datalab's card as a file of its repository: `icon.svg` or `icon.png` beside the metadata.
///
/// It travels in the metadata, as an address that holds the picture itself (RFC 2397): whoever shows it asks nobody else for it.
enum IconFile {
    /// The names that are looked for, the first that is there wins.
    static let names = ["icon.svg", "icon.png"]
    /// The largest picture that is taken, in bytes: annotations are read with every manifest.
    static let largest = 64 << 10

    /// The address of a picture.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - path: its path, for the type and for messages.
    /// - Returns: the address, or why the picture is not taken.
    static func address(of bytes: [UInt8], path: String) -> Result<String, InputFailure> {
        let isDrawing = path.hasSuffix(".svg")
        let place = Place(file: path)
        guard bytes.count <= largest else {
            let found = "the icon has \(bytes.count) bytes, at most \(largest) are taken; the datalab has none"
            return .failure(InputFailure(.warning(at: place, found, hint: "make it smaller or simpler")))
        }
        let isPicture =
            isDrawing
            ? String(validating: bytes, as: UTF8.self)?.contains("<svg") == true
            : bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        guard isPicture else {
            let found = "the icon is no \(isDrawing ? "SVG" : "PNG") picture; the datalab has none"
            return .failure(InputFailure(.warning(at: place, found, hint: "save it in the form its name says")))
        }
        let type = isDrawing ? "image/svg+xml" : "image/png"
        return .success("data:\(type);base64,\(Data(bytes).base64EncodedString())")
    }
}
