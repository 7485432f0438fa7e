// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

extension MetadataCase {
    /// Values that are wrong or unwise.
    static let values: [MetadataCase] = [
        MetadataCase(
            "a desktop of a notebook",
            after: #"""
            kind: jupyterlab
            desktop: {start: ds9}
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:11: 'desktop.start' is for datalabs of the kind 'vnc', this datalab has the kind 'jupyterlab', it is not used
            hint: write 'kind: vnc', or remove the key
            """#,
        ),
        MetadataCase(
            "a desktop without a kind",
            after: #"""
            desktop.menu: []
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: 'desktop.menu' is for datalabs of the kind 'vnc', this datalab has no 'kind', it is not used
            hint: write 'kind: vnc', or remove the key
            """#,
        ),
        MetadataCase(
            "a menu with wrong entries",
            after: #"""
            kind: vnc
            desktop:
              start: [ds9]
              menu:
                - ds9
                - {name: A, commands: a}
                - {name: B, command: [b]}
                - {name: C, command: c}
                - {name: C, command: d}
            """#,
            isRead: true,
            #"""
            warning: m.yaml:10:10: 'desktop.start' must be text, found a list, it is read as 'ds9'
            hint: write 'desktop.start: ds9'
            warning: m.yaml:12:7: an entry of 'desktop.menu' must be a mapping, found text, it is left out
            hint: write '- {name: DS9, command: ds9}'
            warning: m.yaml:13:7: the key 'desktop.menu.command' is missing, the entry is left out
            hint: add it
            warning: m.yaml:13:17: unknown key 'desktop.menu.commands', the entry is left out
            hint: did you mean 'command'?
            warning: m.yaml:14:26: 'desktop.menu.command' must be text, found a list, the entry is left out
            hint: write one text
            warning: m.yaml:16:7: 'desktop.menu' has two entries named 'C', the first is taken
            hint: rename one
            """#,
        ),
        MetadataCase(
            "a menu that is no list",
            after: #"""
            kind: vnc
            desktop.menu: ds9
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:15: 'desktop.menu' must be a list of entries, found text, it is left out
            hint: write '- {name: DS9, command: ds9}'
            """#,
        ),
        MetadataCase(
            "keywords as mapping",
            after: #"""
            keywords: {a: b}
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:11: 'keywords' must be text or a list, found a mapping, it is not used
            hint: write 'keywords: [one, two]'
            """#,
        ),
        MetadataCase(
            "keywords with a list inside",
            after: #"""
            keywords: [a, [b]]
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:15: 'keywords' must be text, found a list, it is not used
            hint: write one text, in quotes if it holds any of '[]{}:#'
            """#,
        ),
        MetadataCase(
            "None",
            after: #"""
            instrument: None
            mission: [None, Gaia]
            citation: n/a
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:13: 'instrument' says 'None'
            hint: leave the key out when there is nothing to say
            warning: m.yaml:9:11: 'mission' says 'None'
            hint: leave the key out when there is nothing to say
            warning: m.yaml:10:11: 'citation' says 'n/a'
            hint: leave the key out when there is nothing to say
            """#,
        ),
        MetadataCase(
            "None in a mandatory key",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: None
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:3:11: 'abstract' says 'None'
            hint: write what users should read there
            """#,
        ),
        MetadataCase(
            "the template's text",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: This is a JupyterLab demo datalab
            version: 1.0
            creator.name: Jane Doe
            contactPoint.email: jane.doe@example.org
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:3:11: 'abstract' still holds the template's text 'This is a JupyterLab demo datalab'
            hint: write your own
            warning: m.yaml:5:15: 'creator.name' still holds the template's text 'Jane Doe'
            hint: write your own
            warning: m.yaml:6:21: 'contactPoint.email' still holds the template's text 'jane.doe@'
            hint: write your own
            """#,
        ),
        MetadataCase(
            "no e-mail address",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help at esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:6:21: 'help at esac.eu' does not look like an e-mail address, it is read as 'help@esac.eu'
            hint: write 'contactPoint.email: help@esac.eu'
            """#,
        ),
        MetadataCase(
            "an e-mail address without a domain",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:6:21: 'help@esac' does not look like an e-mail address
            hint: write an address such as 'name@institute.eu'
            """#,
        ),
        MetadataCase(
            "a version with a space",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0 beta
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:4:13: ' ' cannot be in the version '1.0 beta', which becomes an image's tag, it is read as '1.0-beta'
            hint: write 'version: 1.0-beta'
            """#,
        ),
        MetadataCase(
            "a version with a plus sign, in quotes",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: "1.0+local"
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:4:14: '+' cannot be in the version '1.0+local', which becomes an image's tag, it is read as '1.0-local'
            hint: write 'version: 1.0-local'
            """#,
        ),
        MetadataCase(
            "a version that starts with a dot",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: .5
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:4:10: the version '.5' starts with '.', it is read as '0.5'
            hint: write 'version: 0.5'
            """#,
        ),
        MetadataCase(
            "a version without a number",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: latest
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:4:1: 'version' says nothing that can be used, it is taken to be '0.1.0', as nothing says it
            hint: write 'version: 0.1.0', or give it with '--lab-version'
            warning: m.yaml:4:10: the version 'latest' has no number in it, it is not used
            hint: write a version such as '1.4.0'
            """#,
        ),
        MetadataCase(
            "an unknown kind that is nearly one",
            after: #"""
            kind: jupyterlap
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:7: unknown kind 'jupyterlap', it is read as 'jupyterlab'
            hint: did you mean 'jupyterlab'?
            """#,
        ),
        MetadataCase(
            "an unknown kind",
            after: #"""
            kind: rstudio
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:7: unknown kind 'rstudio'
            hint: use 'jupyterlab', 'vnc', 'theia' or 'step'
            """#,
        ),
        MetadataCase(
            "Python of a version that never was",
            after: #"""
            python: 4.1
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:9: '4.1' is not a version of Python
            hint: write a version such as '3.13'
            """#,
        ),
        MetadataCase(
            "Python with a condition that is none",
            after: #"""
            python: ">=three"
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:9: '>=three' is not a condition on the version of Python
            hint: write one such as '>=3.10,<3.13'
            """#,
        ),
        MetadataCase(
            "Python without its dot",
            after: #"""
            python: 311
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:9: '311' is not a version of Python
            hint: write '3.11'
            """#,
        ),
        MetadataCase(
            "resources out of bounds",
            after: #"""
            gpu: maybe
            cores: 64
            ram: lots
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:6: 'gpu' must be 'true' or 'false', found 'maybe', it is not used
            hint: write 'gpu: true'
            warning: m.yaml:9:8: 'cores' must be a number from 1 to 32, found '64', it is not used
            hint: write a number such as 'cores: 8'
            warning: m.yaml:10:6: 'ram' must be a number from 1 to 96 GB, found 'lots', it is not used
            hint: write a number such as 'ram: 8'
            """#,
        ),
        MetadataCase(
            "an unknown visibility",
            after: #"""
            visibility: pubic
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:13: 'visibility' must be 'public' or 'private', found 'pubic', it is read as 'private'
            hint: did you mean 'public'?
            """#,
        ),
        MetadataCase(
            "users of a public datalab",
            after: #"""
            visibility: public
            shared_with:
              users: [jane]
            """#,
            isRead: true,
            #"""
            warning: m.yaml:10:3: 'shared_with.users' is not used, the datalab is public
            hint: remove it, or write 'visibility: private'
            """#,
        ),
        MetadataCase(
            "a logo that is no address",
            after: #"""
            creator.logo: logo.png
            thumbnailUrl: icon with space.svg
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:15: 'creator.logo' is not an address, found 'logo.png'
            hint: write an address that starts with 'https://'
            warning: m.yaml:9:15: 'thumbnailUrl' is not an address, found 'icon with space.svg'
            hint: write an address that starts with 'https://'
            """#,
        ),
        MetadataCase(
            "no DOI",
            after: #"""
            doi.notation: zenodo.123
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:15: 'zenodo.123' does not look like a DOI
            hint: a DOI looks like '10.5281/zenodo.1234567'
            """#,
        ),
    ]
}
