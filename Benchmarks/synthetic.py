"""Made-up wheels, the same each time, and an index on the loopback interface that offers them."""

import base64
import concurrent.futures
import functools
import hashlib
import http.server
import os
import random
import threading
import zipfile

MIB = 1 << 20
DATE = (2000, 1, 1, 0, 0, 0)
WORDS = "def return import self array index value shape axis mean flux header table column for in range if not None".split()
# What every datalab gets beside what it asks for (recipes/jupyterlab/recipe.yaml): here empty, so that nothing else is counted.
IMPLICIT = ["ipykernel", "pip"]


def small_wheels(folder, count, files=20):
    """Packages of a few modules of 1 to 6 kB each."""
    return make_all(folder, [(f"synthetic-{n:04}", functools.partial(small_files, n, files)) for n in range(count)])


def small_files(number, files):
    """The modules of one small package."""
    source = random.Random(number)
    for place in range(files):
        yield f"module_{place:02}.py", [text(source, source.randrange(1000, 6000))]


def large_wheels(folder, giant=6, giant_size=500, usual=42, usual_size=48):
    """Packages with one file of 500 MB, and packages of 96 files of 0.5 MB: 5 GB of content with the usual numbers (sizes in MiB)."""
    giants = [(f"giant-{n}", functools.partial(giant_file, n, giant_size)) for n in range(giant)]
    usuals = [(f"large-{n:02}", functools.partial(usual_files, 100 + n, 2 * usual_size)) for n in range(usual)]
    return make_all(folder, giants + usuals)


def giant_file(number, size):
    """One file, half of it compressible."""
    source = random.Random(number)
    blocks = mixed_blocks(source)
    yield "data.bin", (source.choice(blocks) for _ in range(size))


def usual_files(number, count):
    """Files of half a MiB, half of them compressible."""
    source = random.Random(number)
    blocks = mixed_blocks(source)
    for place in range(count):
        yield f"part_{place:03}.bin", [source.choice(blocks)[: MIB // 2]]


def mixed_blocks(source):
    """Blocks of a MiB, of noise and of words. (Deflate looks 32 KiB back: it does not see that blocks repeat.)"""
    return [source.randbytes(MIB) for _ in range(8)] + [text(source, MIB) for _ in range(8)]


def text(source, size):
    """Words that compress about as well as a program does."""
    words = (f"{word}{source.randrange(1000)}" for word in source.choices(WORDS, k=size // 6))
    return " ".join(words).encode()[:size].ljust(size, b"\n")


def make_all(folder, packages):
    """Writes a wheel for each package, a name and what gives its files, and empty ones for `IMPLICIT`; gives the names."""
    names = [name for name, _ in packages]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(functools.partial(make_wheel, folder), names, [files for _, files in packages]))
    for name in IMPLICIT:
        make_wheel(folder, name, lambda: [("__init__.py", [b""])])
    return names


def make_wheel(folder, name, files):
    """Writes one wheel into the folder of an index, with its page and its metadata (PEP 503, PEP 658)."""
    module = name.replace("-", "_")
    place = os.path.join(folder, "simple", name)
    os.makedirs(place)
    filename = f"{module}-1.0-py3-none-any.whl"
    path = os.path.join(place, filename)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        record = [write_entry(archive, f"{module}/{file}", chunks) for file, chunks in files()]
        info = f"{module}-1.0.dist-info"
        wheel = b"Wheel-Version: 1.0\nGenerator: benchmark\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        record += [write_entry(archive, f"{info}/METADATA", [metadata]), write_entry(archive, f"{info}/WHEEL", [wheel])]
        write_entry(archive, f"{info}/RECORD", ["\n".join(record + [f"{info}/RECORD,,", ""]).encode()])
    write_page(place, filename, metadata)


def write_entry(archive, name, chunks):
    """Writes one file of a wheel; gives its line of RECORD."""
    digest = hashlib.sha256()
    size = 0
    entry = zipfile.ZipInfo(name, DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 1  # the only way to choose it for a stream before Python 3.13
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return f"{name},sha256={base64.urlsafe_b64encode(digest.digest()).decode().rstrip('=')},{size}"


def write_page(place, filename, metadata):
    """The page of one package, and its metadata by itself, so that a resolver need not download the wheel."""
    with open(os.path.join(place, filename), "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with open(os.path.join(place, filename + ".metadata"), "wb") as file:
        file.write(metadata)
    described = f'data-core-metadata="sha256={hashlib.sha256(metadata).hexdigest()}"'
    with open(os.path.join(place, "index.html"), "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><html><body><a href="{filename}#sha256={digest}" {described}>{filename}</a></body></html>\n')


def wheel_sizes(folder, name):
    """The bytes of a package's content and of its wheel."""
    path = os.path.join(folder, "simple", name, f"{name.replace('-', '_')}-1.0-py3-none-any.whl")
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist()), os.path.getsize(path)


class Index:
    """Serves a folder of wheels while it is entered; only preparing a build asks it."""

    def __init__(self, folder):
        handler = functools.partial(Handler, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/simple"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files over connections that stay open, without a line for each."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Says nothing."""
