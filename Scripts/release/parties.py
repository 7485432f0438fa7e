"""The work of third parties in the programs: what it is, under which licence, and the SBOM that says so (CycloneDX 1.6, JSON)."""

import json
import pathlib
import re
import shutil
import subprocess
import uuid

import facts

# Of the C library's own and the compiler's: on every machine, never packed.
EVERYWHERE = re.compile(r"^(linux-vdso|ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libutil|libgcc_s|libstdc\+\+)\.so")


class Party:
    """One component: a Swift package, the Swift runtime, a C library."""

    def __init__(self, name, version, licence, purl, texts):
        self.name, self.version, self.licence, self.purl = name, version, licence, purl
        # File names with their content.
        self.texts = texts

    def component(self):
        """The component as CycloneDX describes one."""
        one = {"type": "library", "bom-ref": self.purl, "name": self.name, "version": self.version, "purl": self.purl}
        if self.licence:
            one["licenses"] = [{"expression": self.licence}]
        return one


def expression(text, place):
    """The SPDX expression of a licence's text; ends with an error for one that is not known."""
    if "Apache License" in text:
        swift = "Runtime Library Exception" in text
        return "Apache-2.0 WITH Swift-exception" if swift else "Apache-2.0"
    if "Permission is hereby granted, free of charge" in text:
        return "MIT"
    raise SystemExit(f"error: {place}: no licence that is known; teach it to Scripts/release/parties.py")


def _texts(folder, place):
    files = sorted(one for one in folder.iterdir() if re.match(r"(LICEN[CS]E|NOTICE)", one.name, re.I) and one.is_file())
    if not files:
        raise SystemExit(f"error: {place}: no licence file in {folder}")
    return {one.name: one.read_text(errors="replace") for one in files}


def _linked_packages(build, programs):
    """The folders in 'checkouts' that have a module whose objects are in one of the programs."""
    listed = "\n".join(next(build.glob(f"*/release/{one}.product/Objects.LinkFileList")).read_text() for one in programs)
    modules = set(re.findall(r"/([^/\n]+)\.build/", listed))
    packages = set()
    for line in (build / "release.yaml").read_text().splitlines():
        # The first input of a module is one of its sources.
        found = re.match(r'\s*inputs: \["[^"]*/checkouts/([^/"]+)/', line)
        if found:
            package = found[1]
        elif line.strip().startswith("outputs:") and (made := re.search(r"/([^/\"]+)\.build/", line)) and made[1] in modules:
            if package:
                packages.add(package)
        elif not line.startswith("    "):
            package = None
    return packages


def swift_packages(build, programs=("datalab", "appstore")):
    """The Swift packages that are linked into the programs, as Package.resolved pins them."""
    pins = {pin["location"].removesuffix(".git").rsplit("/", 1)[1]: pin for pin in lock()["pins"]}
    parties = []
    for package in sorted(_linked_packages(build, programs), key=str.lower):
        pin = pins[package]
        texts = _texts(build / "checkouts" / package, package)
        version = pin["state"].get("version") or pin["state"]["revision"]
        place = re.sub(r"^https://|\.git$", "", pin["location"])
        licence = expression(next(iter(texts.values())), package)
        parties.append(Party(package, version, licence, f"pkg:swift/{place}@{version}", texts))
    return parties


def swift_runtime():
    """Swift's standard library, Foundation and Dispatch, which are linked in."""
    said = subprocess.run(["swiftc", "--version"], check=True, capture_output=True, text=True).stdout
    compiler = pathlib.Path(shutil.which("swiftc")).resolve()
    version = re.search(r"Swift version (\S+)", said)[1]
    texts = _texts(compiler.parents[1] / "share/swift", "Swift")
    return Party("swift-runtime", version, "Apache-2.0 WITH Swift-exception", f"pkg:generic/swift@{version}", texts)


def tools():
    """uv and kingfisher, where they are packed; their wheels have their licences."""
    found = []
    for name, distribution, place in (("uv", "uv", "python/lib/python3*/site-packages"), ("kingfisher", "kingfisher-bin", "kingfisher")):
        version = facts.tool_version(name)
        info = next((facts.ROOT / ".tools").glob(f"{place}/{distribution.replace('-', '_')}-{version}.dist-info"))
        about = (info / "METADATA").read_text(errors="replace")
        licence = re.search(r"^License(?:-Expression)?: (.+)$", about, re.M)
        texts = {one.name: one.read_text(errors="replace") for one in sorted(info.rglob("LICENSE*")) if one.is_file()}
        words = licence[1].strip() if licence else None
        # A wheel that names a licence without its text.
        texts = texts or {"LICENSE": pathlib.Path(f"/usr/share/common-licenses/{words}").read_text()}
        found.append(Party(distribution, version, words, f"pkg:pypi/{distribution}@{version}", texts))
    return found


def c_libraries(programs):
    """The C libraries of Debian's that programs are linked with, and what these need."""
    lines = "\n".join(
        subprocess.run(["ldd", one], check=True, capture_output=True, text=True).stdout for one in programs
    ).splitlines()
    paths = {found[2] for line in lines if (found := re.match(r"\s*(\S+) => (/\S+)", line)) and not EVERYWHERE.match(found[1])}
    packages = {}
    for path in sorted(paths):
        # Debian's database has a library where it was put, which '/lib' only leads to.
        for candidate in (str(pathlib.Path(path).resolve()), path, path.removeprefix("/usr")):
            said = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True).stdout
            if said:
                packages[said.split(":")[0]] = None
                break
        else:
            raise SystemExit(f"error: {path}: no Debian package has it")
    return [_debian(name) for name in packages]


def _debian(package):
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", f"{package}:{architecture()}"], check=True, capture_output=True, text=True
    ).stdout
    text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    return Party(package, version, None, f"pkg:deb/debian/{package}@{version}?arch={architecture()}", {"copyright": text})


def architecture():
    """The machine's architecture, as Debian and OCI call it."""
    return subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()


def lock():
    """Package.resolved, which must be what was built; ends with an error where it is not."""
    pinned = json.loads((facts.ROOT / "Package.resolved").read_text())
    state = json.loads((facts.ROOT / ".build/workspace-state.json").read_text())
    built = {
        one["packageRef"]["identity"]: one["state"]["checkoutState"]["revision"]
        for one in state["object"]["dependencies"] if "checkoutState" in one["state"]
    }
    for pin in pinned["pins"]:
        found = built.get(pin["identity"], pin["state"]["revision"])
        if found != pin["state"]["revision"]:
            raise SystemExit(
                f"error: Package.resolved: '{pin['identity']}' is {pin['state']['revision']}, but {found} was built; "
                "build again: 'swift package resolve && make build'"
            )
    return pinned


def sbom(parties, requires=()):
    """The SBOM of a release: its parts, and what is installed beside it, as pairs of purl and version range."""
    name, version = facts.NAME, facts.version()
    root = f"pkg:generic/{name}@{version}"
    components = [one.component() for one in parties]
    for purl in requires:
        kind, _, rest = purl.rpartition("/")
        dependency, _, of = rest.partition("@")
        components.append(
            {"type": "application", "bom-ref": purl, "name": dependency, "version": of, "purl": purl, "scope": "optional"}
        )
    refs = sorted(one["bom-ref"] for one in components)
    identity = "\n".join([root, facts.commit(), *refs])
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        # A function of what is in it: the same release, the same SBOM.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}",
        "metadata": {
            "component": {
                "type": "application", "bom-ref": root, "name": name, "version": version,
                "properties": [{"name": "datalab:commit", "value": facts.commit()}],
            }
        },
        "components": sorted(components, key=lambda one: one["bom-ref"]),
        "dependencies": [{"ref": root, "dependsOn": refs}],
    }
