"""Starts every kernel that the page offers, and looks at every extension of its server; prints what came of it as JSON."""

import subprocess

SECONDS = 300


def start(specs, name):
    """Whether a kernel answers what it is."""
    from jupyter_client import KernelManager

    began, outcome = time.monotonic(), {"name": name}
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
        try:
            manager.start_kernel(stdout=said, stderr=subprocess.STDOUT)
            client = manager.client()
            client.start_channels()
            try:
                client.wait_for_ready(timeout=SECONDS)
            finally:
                client.stop_channels()
        except Exception as error:
            said.seek(0)
            outcome["error"] = last_line(said.read(), f"{type(error).__name__}: {error}")
        finally:
            if manager.has_kernel:
                manager.shutdown_kernel(now=True)
    outcome["seconds"] = round(time.monotonic() - began, 2)
    return outcome


def enabled_extensions(folder):
    """The modules that the packages beside the server name as its extensions."""
    names = {}
    for file in sorted(folder.glob("etc/jupyter/jupyter_server_config.d/*.json")):
        said = json.loads(file.read_text(encoding="utf-8"))
        names.update(said.get("ServerApp", {}).get("jpserver_extensions", {}))
    return sorted(name for name, is_enabled in names.items() if is_enabled)


def look(name, is_running):
    from jupyter_server.extension.manager import ExtensionPackage

    if not is_running:
        return {"name": name, "error": "the server came up without it"}
    try:
        ExtensionPackage(name=name, enabled=True)
        return {"name": name}
    except Exception as error:
        return {"name": name, "error": last_line(str(error), type(error).__name__)}


def main():
    folder = pathlib.Path(f"{PREFIX}/server-extras")
    sys.path.extend(map(str, folder.glob("lib/python*/site-packages")))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JUPYTER_RUNTIME_DIR"] = f"{scratch}/runtime"
        os.environ["IPYTHONDIR"] = f"{scratch}/ipython"
        specs = kernel_specs()
        kernels = [start(specs, name) for name in sorted(specs.find_kernel_specs())]
    is_running = "DATALAB_SERVER_EXTRAS" in found
    json.dump({"kernels": kernels, "extensions": [look(name, is_running) for name in enabled_extensions(folder)]}, sys.stdout)


main()
