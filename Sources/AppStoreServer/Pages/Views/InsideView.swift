internal import AppStoreAPI
internal import AppStoreCore
internal import OCIModel

/// What is inside a datalab: layers as a picture and a table, packages as a list.
struct InsideView {
    /// A layer in the picture, in thousandths of its width, and in the table.
    struct Layer {
        let number: Int
        let role: String
        let roleTitle: String
        let contents: String?
        let size: String
        let digest: String
        let x: Int
        let width: Int
    }

    /// All layers with one role.
    struct Part {
        let role: String
        let roleTitle: String
        let partSize: String
        let layerCount: String
    }

    let totalSize: String
    let layerSummary: String
    let layers: [Layer]
    let parts: [Part]
    let packageSummary: String
    let packages: [DatalabPackage]
    let hasPackages: Bool

    init(_ layers: [DatalabLayer], _ packages: [DatalabPackage]) {
        let sizes = layers.map { min(max(0, $0.size), BoundedNumber.largestSize) }
        let total = BoundedNumber.sum(sizes)
        totalSize = PageText.size(total)
        layerSummary = PageText.count(layers.count, "layer")
        let places = Self.places(sizes)
        self.layers = layers.enumerated().map { number, layer in
            Layer(
                number: number + 1,
                role: Self.known(layer.role),
                roleTitle: Self.title(of: layer.role),
                contents: layer.contents,
                size: PageText.size(sizes[number]),
                digest: String(layer.digest.description.prefix(19)),
                x: places[number].x,
                width: places[number].width
            )
        }
        var order: [String] = []
        for layer in layers where !order.contains(Self.known(layer.role)) { order.append(Self.known(layer.role)) }
        parts = order.map { role in
            let own = layers.filter { Self.known($0.role) == role }
            return Part(
                role: role,
                roleTitle: Self.title(of: role),
                partSize: PageText.size(BoundedNumber.sum(own.map(\.size))),
                layerCount: PageText.count(own.count, "layer")
            )
        }
        self.packages = packages
        hasPackages = !packages.isEmpty
        packageSummary = PageText.count(packages.count, "Python package")
    }

    /// Where layers are in a picture of a given width: as wide as their size says, but never too thin to be seen.
    static func places(_ sizes: [Int64], width: Int = 1000, least: Int = 3) -> [(x: Int, width: Int)] {
        let total = max(1, BoundedNumber.sum(sizes))
        let room = Double(max(0, width - least * sizes.count))
        var before: Int64 = 0
        return sizes.indices.map { index in
            let start = Int(Double(before) / Double(total) * room) + least * index
            before += sizes[index]
            let end = Int(Double(before) / Double(total) * room) + least * (index + 1)
            return (start, end - start)
        }
    }

    private static let titles = [
        "system": "Debian packages", "image": "Base image", "server": "Server", "contract": "Start-up files",
        "packages": "Python packages", "files": "The author’s files", "post-build": "Made by postBuild",
        "identity": "Metadata and lock",
    ]

    private static func known(_ role: String?) -> String { role.flatMap { titles[$0] == nil ? nil : $0 } ?? "other" }

    private static func title(of role: String?) -> String { titles[role ?? ""] ?? "Other" }
}
