import DatalabModel
import Foundation
import Hashing
import OCIModel

/// A datalab of the realistic catalogue.
struct FixtureSample {
    let name: String
    let title: String
    let abstract: String
    let author: String
    let kind: String?
    let licence: String
    var missions: [String] = []
    var instruments: [String] = []
    var domain = "Astronomy"
    var keywords: [String] = []
    var tags = ["1.0.0-0"]
    var hue: Int?
    var readers: [String]?
    var packageCount = 24

    static let all: [FixtureSample] = [
        FixtureSample(
            name: "ann/black-bodies",
            title: "Black bodies",
            abstract: "Fits and plots the spectrum of a black body, step by step, for a first course in astrophysics.",
            author: "Ann Lee",
            kind: "jupyterlab",
            licence: "MIT",
            keywords: ["Black-body radiation", "Teaching"],
            tags: ["1.0.0-0", "1.1.0-0", "1.4.0-0", "1.4.0-1"],
            hue: 18
        ),
        FixtureSample(
            name: "carla/gaia-hr",
            title: "Hertzsprung–Russell diagrams with Gaia DR3",
            abstract:
                "Queries the Gaia archive, cleans the astrometry and draws colour–magnitude diagrams of clusters.",
            author: "Carla Ruiz Méndez",
            kind: "jupyterlab",
            licence: "Apache-2.0",
            missions: ["Gaia"],
            keywords: ["Astrometry", "Open star clusters"],
            tags: ["2.0.0-0", "2.0.1-0", "2.1.0-3"],
            hue: 210,
            packageCount: 131
        ),
        FixtureSample(
            name: "carla/aladin-desktop",
            title: "Aladin Desktop",
            abstract: "The sky atlas in a remote desktop, with DS9 and TOPCAT beside it.",
            author: "Carla Ruiz Méndez",
            kind: "vnc",
            licence: "GPL-3.0-only",
            keywords: ["Visualisation", "Sky surveys"],
            tags: ["12.0.0-2"],
            hue: 260,
            packageCount: 3
        ),
        FixtureSample(
            name: "ann/euclid-lens",
            title: "Strong lenses in Euclid’s deep fields",
            abstract: "Finds arcs in VIS cut-outs with a small neural network and models the best candidates.",
            author: "Ann Lee",
            kind: "jupyterlab",
            licence: "BSD-3-Clause",
            missions: ["Euclid"],
            instruments: ["VIS", "NISP"],
            keywords: ["Gravitational lensing", "Neural networks"],
            tags: ["0.9.0-4", "1.0.0-0"],
            hue: 300,
            packageCount: 212
        ),
        FixtureSample(
            name: "carla/jwst-nirspec",
            title: "NIRSpec integral field cubes, from the archive to line maps",
            abstract: "Runs the calibration pipeline on stage 2 products, removes outliers and fits emission lines.",
            author: "Carla Ruiz Méndez",
            kind: "jupyterlab",
            licence: "BSD-3-Clause",
            missions: ["JWST"],
            instruments: ["NIRSpec"],
            keywords: ["Spectroscopy", "Galaxies"],
            tags: ["1.3.0-0"],
            hue: 40,
            packageCount: 164
        ),
        FixtureSample(
            name: "ann/theia-python",
            title: "Python in the Theia editor",
            abstract: "An editor, a terminal and a debugger for packages rather than notebooks.",
            author: "Ann Lee",
            kind: "theia",
            licence: "EPL-2.0",
            domain: "Software",
            keywords: ["Software development"]
        ),
        FixtureSample(
            name: "carla/octave",
            title: "GNU Octave",
            abstract: "Octave with its graphical interface and the signal package.",
            author: "Carla Ruiz Méndez",
            kind: "vnc",
            licence: "GPL-3.0-or-later",
            domain: "Software",
            keywords: ["Signal processing"],
            tags: ["8.4.0-0"],
            packageCount: 0
        ),
        FixtureSample(
            name: "ann/solar-wind-with-a-rather-long-short-name",
            title:
                "Turbulence in the young solar wind: structure functions, spectra and intermittency from the magnetometer "
                + "and the plasma analyser of Solar Orbiter between 0.28 and 1 au",
            abstract:
                "Reads CDF files of two instruments, puts them on one time grid, and computes spectra and structure "
                + "functions with error bars. Every figure of the paper can be made again from here, and every step is "
                + "explained in a notebook of its own, with exercises for a summer school.",
            author: "Ann Lee",
            kind: "jupyterlab",
            licence: "CC-BY-4.0",
            missions: ["Solar Orbiter"],
            instruments: ["MAG", "SWA"],
            domain: "Heliophysics",
            keywords: ["Solar wind", "Turbulence", "Teaching"],
            tags: ["3.0.0-0"],
            hue: 50,
            packageCount: 88
        ),
        FixtureSample(
            name: "carla/sentinel-ndvi",
            title: "Vegetation from Sentinel-2",
            abstract: "Cloud masks, mosaics and NDVI series.",
            author: "Carla Ruiz Méndez",
            kind: "jupyterlab",
            licence: "MIT OR Apache-2.0",
            missions: ["Sentinel-2"],
            instruments: ["MSI"],
            domain: "Earth observation",
            keywords: ["Vegetation"],
            tags: ["1.0.0-0"],
            hue: 120
        ),
        FixtureSample(
            name: "ann/juice-radar",
            title: "RIME radargrams",
            abstract: "Simulates the radar of Juice over Ganymede’s ice.",
            author: "Ann Lee",
            kind: nil,
            licence: "ESA-PL-permissive-2.4",
            missions: ["Juice"],
            instruments: ["RIME"],
            domain: "Planetary science",
            keywords: ["Radar", "Icy moons"],
            tags: ["0.2.0-0"]
        ),
        FixtureSample(
            name: "ann/secret-survey",
            title: "Embargoed survey",
            abstract: "First light data of an unannounced survey.",
            author: "Ann Lee",
            kind: "jupyterlab",
            licence: "MIT",
            keywords: ["Sky surveys"],
            tags: ["0.1.0-0"],
            readers: ["ben"]
        ),
    ]

    /// The image of a version.
    func image(tag: String) throws -> FixtureImage {
        var image = try FixtureImage(name, tag: tag, title: title)
        image.metadata.abstract = abstract
        image.metadata.description =
            "Opens with a notebook that explains the rest.\n\nThe data are read from the archive; nothing has to be "
            + "downloaded before."
        image.metadata.creator = .init(name: author)
        image.metadata.contactPoint = .init(email: "science@institute.eu", organisationName: "Institute of Astronomy")
        image.metadata.licence = try LicenceExpression.parse(licence)
        image.metadata.missions = missions
        image.metadata.instruments = instruments
        image.metadata.domains = [domain]
        image.metadata.keywords = keywords
        image.metadata.doi = "10.5270/esa-1ugzkg7"
        image.metadata.visibility = readers.map { .restricted(users: $0, groups: []) } ?? .everyone
        image.metadata.thumbnailURL = hue.map {
            "data:image/svg+xml;base64,\(Data(Self.icon($0).utf8).base64EncodedString())"
        }
        image.kind = kind
        image.packages = Dictionary(
            uniqueKeysWithValues: Self.packageNames.prefix(packageCount).enumerated().map {
                ($1, "\(1 + $0 % 3).\($0 % 7).0")
            }
        )
        image.layers = Self.layers(packageCount)
        if name == "carla/gaia-hr" { image.files = Digest.sha256(of: SampleFiles.tar) }
        image.annotations[AnnotationKey.source] = "https://git.example.org/\(name)"
        image.annotations[AnnotationKey.revision] = "9b2e7a41c06d5f3e8a7b6c5d4e3f2a1b0c9d8e7f"
        image.annotations[AnnotationKey.baseName] = "base/\(kind ?? "jupyterlab"):trixie"
        return image
    }

    private static let packageNames: [String] = {
        let known = [
            "astropy", "numpy", "matplotlib", "scipy", "pandas", "astroquery", "photutils", "specutils", "lmfit",
            "emcee",
            "corner", "h5py", "healpy", "regions", "reproject", "scikit-image", "scikit-learn", "torch", "xarray",
            "zarr",
            "dask", "bokeh", "ipywidgets", "tqdm",
        ]
        return known + (0..<200).map { "astro-tool-\($0)" }
    }()

    private static func layers(_ packages: Int) -> [(role: String?, contents: String?, size: Int64)] {
        let system: [(String?, String?, Int64)] = [
            ("system", "libc6, bash, coreutils and 61 more", 41_300_000), ("system", "python3.13", 18_400_000),
            ("system", "git, openssh-client", 27_900_000), ("server", "jupyterlab 4.4", 96_200_000),
            ("contract", "start.sh", 9_800),
        ]
        let own = (0..<min(9, packages / 3)).map { number -> (String?, String?, Int64) in
            ("packages", "\(packageNames[number]) and others", 61_000_000 / Int64(number + 1))
        }
        return system + own + [("files", "12 files", 2_400_000), ("identity", "metadata, lock and source", 21_000)]
    }

    private static func icon(_ hue: Int) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><linearGradient id="g" x2="1" y2="1">\
        <stop stop-color="hsl(\(hue) 70% 55%)"/><stop offset="1" stop-color="hsl(\(hue + 50) 65% 32%)"/></linearGradient></defs>\
        <rect width="64" height="64" rx="14" fill="url(#g)"/><path d="M10 46C22 46 20 18 32 18s10 28 22 28" fill="none" \
        stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>
        """
    }
}
