internal import Reporting

/// Files that programs keep credentials in, known by their names.
enum CredentialsFiles {
    /// Why a file should not be published; nil for a file of no such name.
    static func finding(_ path: String) -> Finding? {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, let what = meaning(name, in: parts.dropLast().last) else { return nil }
        return Finding(
            .credentialsFile,
            .error(
                at: Place(file: path),
                "a file of this name holds \(what)",
                hint: "keep it out of the datalab: name it in '.datalabignore'"
            )
        )
    }

    private static func meaning(_ name: String, in folder: String?) -> String? {
        if let what = names[name] { return what }
        if let folder, let what = names["\(folder)/\(name)"] { return what }
        // Templates of such a file are there to be shared.
        let isTemplate = [".example", ".sample", ".template", ".dist"].contains { name.hasSuffix($0) }
        return name.hasPrefix(".env.") && !isTemplate ? names[".env"] : nil
    }

    private static let names = [
        ".env": "passwords and tokens as variables",
        ".netrc": "user names and passwords of servers",
        "_netrc": "user names and passwords of servers",
        ".git-credentials": "user names and passwords of git servers",
        ".pypirc": "the tokens of package indexes",
        ".pgpass": "the passwords of databases",
        ".my.cnf": "the password of a database",
        ".cdsapirc": "the key of the Copernicus data stores",
        ".ecmwfapirc": "the key of ECMWF's data services",
        ".htpasswd": "the passwords of users",
        ".aws/credentials": "the keys of an AWS account",
        ".docker/config.json": "the passwords of registries",
        ".kaggle/kaggle.json": "the key of a Kaggle account",
        "kaggle.json": "the key of a Kaggle account",
    ]
}
