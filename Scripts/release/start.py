"""Starts this wheel's programs, which are no Python, and tells them where pip put what they need."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Where systems keep the certificates they trust; the first is what the programs look for by themselves.
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem")
NAMED_CERTIFICATES = ("CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def _scripts():
    """The folder of this environment's programs: of the script that was started, else as Python says."""
    started = os.path.dirname(os.path.realpath(sys.argv[0]))
    if os.path.exists(os.path.join(started, "uv")):
        return started
    import sysconfig

    return sysconfig.get_path("scripts")


def _environment():
    variables = dict(os.environ)
    # Its own program is quicker than the Python script that starts it.
    tools = [variables.get("DATALAB_TOOLS"), os.path.join(os.path.dirname(HERE), "kingfisher", "bin"), _scripts()]
    variables["DATALAB_TOOLS"] = ":".join(one for one in tools if one)
    if not any(variables.get(name) for name in NAMED_CERTIFICATES) and not os.path.exists(CERTIFICATES[0]):
        file = next((one for one in CERTIFICATES if os.path.exists(one)), None)
        if not file:
            import certifi

            file = certifi.where()
        variables["SSL_CERT_FILE"] = file
    return variables


def _start(program):
    os.execve(os.path.join(HERE, "bin", program), [program, *sys.argv[1:]], _environment())


def datalab():
    """The creator's program."""
    _start("datalab")


def appstore():
    """The store's program."""
    _start("appstore")
