/// Every field of the metadata: a new one of a usual form is an entry here, and nothing else.
///
/// From its entry come: how a metadata file and the JSON of an image are read; what is said of unknown keys; the property of
/// ``DatalabMetadata``; what an AppStore answers, documents and shows; the option's name and help. The order is that in which
/// problems are told, and of the rows of a datalab's page. Only a field with an option needs a second line,
/// in `DatalabCommands`, which a test asks for.
public struct MetadataFields: Sendable {
    /// A field with one text.
    package typealias Text = MetadataProperty<String?>
    /// A field with several texts.
    package typealias Texts = MetadataProperty<[String]>

    // What a datalab is.
    /// The title.
    package let title = MetadataProperty<String>(
        "title",
        .line,
        usualWords: ["displayname"],
        isMandatory: true,
        option: ("--title", "The title.")
    )
    /// The short name.
    package let alternateName = MetadataProperty<String>(
        "alternateName",
        .line,
        usualWords: ["shortname", "labname"],
        isMandatory: true,
        option: ("--alternate-name", "The short name."),
        display: .summary("shortName", label: "Short name")
    )
    /// The version.
    package let version = MetadataField(
        "version",
        .own(.text),
        usualWords: ["labversion"],
        isMandatory: true,
        option: ("--lab-version", "The datalab's version.")
    )
    /// A few sentences on what it is for; absent only where nothing is known.
    package let abstract = Text(
        "abstract",
        .text,
        usualWords: ["summary", "shortdescription"],
        isMandatory: true,
        option: ("--abstract", "What the datalab is for, in a sentence or two.")
    )
    /// A longer description.
    package let description = Text("description", .text, display: .detail())

    // Whose it is.
    /// Who made it: the name of a person or an organisation; absent only where nothing is known.
    package let creatorName = Text(
        "creator.name",
        .line,
        otherKeys: ["creator"],
        usualWords: [
            "author", "authors", "authorname", "creatorname", "owner", "maintainer", "creators",
        ],
        isMandatory: true,
        option: ("--creator", "The name of the creator.")
    )
    /// The address of the creator's logo.
    package let creatorLogo = Text("creator.logo", .address, needs: "creator.name")
    /// The organisation of whom to ask.
    package let organisationName = Text(
        "contactPoint.organisationName",
        .line,
        otherKeys: ["contactPoint.organisation-name"],
        needs: "contactPoint.email",
        display: .detail("organisation", label: "Organisation")
    )
    /// The e-mail address of whom to ask; absent only where nothing is known.
    package let email = Text(
        "contactPoint.email",
        .email,
        otherKeys: ["contactPoint"],
        usualWords: [
            "email", "mail", "contact", "contactemail", "authoremail", "creator.email", "author.email",
            "contact.email", "maintaineremail",
        ],
        isMandatory: true,
        option: ("--email", "The e-mail address of the contact."),
        display: .detail("contact", label: "Contact", link: .mail)
    )
    /// An identifier of the person or organisation to ask.
    package let contactIdentifier = Text(
        "contactPoint.id",
        .line,
        name: "contactPoint.identifier",
        needs: "contactPoint.email"
    )
    /// The role of the person to ask.
    package let contactRole = Text("contactPoint.role", .line, needs: "contactPoint.email")

    // What it is about.
    /// The missions it is about.
    package let missions = Texts(
        "mission",
        .list(),
        name: "missions",
        isAlwaysWritten: true,
        display: .summary(label: "Mission", link: .facet)
    )
    /// The instruments it is about.
    package let instruments = Texts(
        "instrument",
        .list(),
        name: "instruments",
        isAlwaysWritten: true,
        display: .summary(label: "Instrument", link: .facet)
    )
    /// The scientific domains it is about, as URIs of an ontology.
    package let domains = Texts(
        "domain",
        .list(),
        name: "domains",
        isAlwaysWritten: true,
        display: .summary(label: "Domain", link: .facet)
    )
    /// Key words, each once.
    package let keywords = Texts("keywords", .list(separators: [",", ";", "\n"]), isAlwaysWritten: true)
    /// The address of a picture for its card.
    package let thumbnailURL = Text("thumbnailUrl", .address, name: "thumbnailURL")
    /// The language of its content.
    package let language = Text("language", .line, display: .detail(label: "Language"))
    /// How to cite it.
    package let citation = Text("citation", .text, display: .detail())
    /// Who paid for it.
    package let funder = Text("funder", .text, display: .detail(label: "Funder"))
    /// Its DOI, without `https://doi.org/`.
    package let doi = Text(
        "doi.notation",
        .doi,
        name: "doi",
        otherKeys: ["doi"],
        display: .detail(label: "DOI", link: .doi)
    )

    // Who may use it, and how.
    /// The licence of its content.
    package let licence = MetadataField(
        "distribution.license",
        .own(.text),
        name: "licence",
        otherKeys: ["license", "licence", "distribution.licence", "distribution"],
        usualWords: ["licenses", "licences"],
        option: ("--licence", "An SPDX licence expression ('datalab licences' lists the identifiers).")
    )
    /// Whether everybody may see and use it: `public` or `private`.
    package let visibility = MetadataField(
        "visibility",
        .own(.text),
        name: "visibility.access",
        otherKeys: ["visibility.access", "access"],
        option: ("--visibility", "public or private.")
    )
    /// The users who may use it while it is private.
    package let users = MetadataField(
        "visibility.users",
        .own(.texts),
        otherKeys: ["shared_with.users", "sharedWith.users"],
        option: ("--user", "A user who may see a private datalab; can be repeated.")
    )
    /// The groups whose members may use it while it is private.
    package let groups = MetadataField(
        "visibility.groups",
        .own(.texts),
        otherKeys: ["shared_with.groups", "sharedWith.groups"],
        option: ("--group", "A group that may see a private datalab; can be repeated.")
    )

    // What it is made of.
    /// What it opens with.
    package let kind = MetadataField(
        "kind",
        .own(.text),
        option: ("--kind", "The kind of datalab: jupyterlab, vnc (a desktop), theia or step (of a pipeline).")
    )
    /// The version of Python it asks for.
    package let python = MetadataField(
        "python",
        .own(.text),
        otherKeys: ["pythonVersion"],
        option: (
            "--python", "The version of Python, such as 3.13, or a condition on it, such as '>=3.10,<3.13'."
        )
    )
    /// The Debian packages it asks for beside those of its base.
    package let systemPackages = MetadataField(
        "system-packages",
        .own(.texts),
        name: "systemPackages",
        otherKeys: ["systemPackages"]
    )
    /// What may stay although the checks of the files find it: rules, each with a pattern of paths if it has one; nil for none.
    package let acceptedFindings = MetadataProperty<[String]?>("checks.accept", .list(), name: "acceptedFindings")
    /// The command whose window is maximised when its desktop appears.
    package let desktopStart = MetadataField("desktop.start", .own(.text), otherKeys: ["desktop"], kind: .vnc)
    /// The datalab's own entries of the desktop's menu.
    package let desktopMenu = MetadataField("desktop.menu", .own(.objects), kind: .vnc)
    /// The command of a step: its words, or a text that is split into them.
    package let command = MetadataField("command", .own(.texts), name: "step.command", kind: .step)
    /// The notebook that a step executes.
    package let notebook = MetadataField("notebook", .own(.text), name: "step.notebook", kind: .step)
    /// What a step is given, by name.
    package let inputs = MetadataField("inputs", .own(.objects), name: "step.inputs", kind: .step)
    /// What a step leaves behind, by name.
    package let outputs = MetadataField("outputs", .own(.objects), name: "step.outputs", kind: .step)
    /// Whether a step asks for the network.
    package let network = MetadataField("network", .own(.flag), name: "step.network", kind: .step)
    /// Whether it needs a GPU; nil for what the platform decides.
    package let gpu = MetadataProperty<Bool?>("gpu", .flag, name: "resources.gpu", otherKeys: ["resources.gpu"])
    /// Processor cores, 1 to 32.
    package let cores = MetadataProperty<Int?>(
        "cores",
        .number(1...32),
        name: "resources.cores",
        otherKeys: ["resources.cores"]
    )
    /// Memory in gigabytes, 1 to 96.
    package let memory = MetadataProperty<Int?>(
        "ram",
        .number(1...96, unit: "GB"),
        name: "resources.memory",
        otherKeys: ["resources.ram", "resources.memory"]
    )
}

extension MetadataProperty {
    /// A field with a property; the parameters are those of ``MetadataField``.
    fileprivate init(
        _ key: String,
        _ form: MetadataField.Form,
        name: String? = nil,
        otherKeys: [String] = [],
        usualWords: [String] = [],
        isMandatory: Bool = false,
        isAlwaysWritten: Bool = false,
        needs: String? = nil,
        option: (name: String, help: String)? = nil,
        display: MetadataField.Display? = nil
    ) {
        field = MetadataField(
            key,
            form,
            name: name,
            otherKeys: otherKeys,
            usualWords: usualWords,
            isMandatory: isMandatory,
            isAlwaysWritten: isAlwaysWritten,
            needs: needs,
            option: option,
            display: display
        )
    }
}
