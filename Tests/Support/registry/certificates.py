"""Keys and certificates, made with openssl: a private authority with a server's certificate, and a key that signs tokens."""

import base64
import hashlib
import os
import ssl
import subprocess

EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]


def openssl(*arguments, given=None):
    return subprocess.run(["openssl", *arguments], input=given, check=True, capture_output=True).stdout


class Authority:
    """A certificate authority of this folder alone, and a server's certificate for 127.0.0.1 and localhost.

    `certificate` is the file a client trusts; `server` and `key` are the server's.
    """

    def __init__(self, folder, names=()):
        self.certificate, self.server, self.key = (os.path.join(folder, n) for n in ("ca.pem", "server.pem", "server.key"))
        signer = os.path.join(folder, "ca.key")
        openssl("req", "-x509", *EC, "-keyout", signer, "-out", self.certificate, "-subj", "/CN=datalab test authority",
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        others = ",".join(["IP:127.0.0.1", "DNS:localhost", *(f"DNS:{name}" for name in names)])
        openssl("req", "-x509", *EC, "-keyout", self.key, "-out", self.server, "-subj", "/CN=localhost",
                "-CA", self.certificate, "-CAkey", signer, "-addext", f"subjectAltName={others}",
                "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth")

    def context(self):
        """For a server of ours."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server, self.key)
        return context


class TokenKey:
    """An RSA key with a certificate of its own, which docker-registry is told to trust (`rootcertbundle`)."""

    def __init__(self, folder):
        self.key, self.certificate = os.path.join(folder, "token.key"), os.path.join(folder, "token.pem")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", self.key,
                "-out", self.certificate, "-subj", "/CN=datalab test tokens")
        self.identity = self.libtrust_identity()

    def libtrust_identity(self):
        """The key id docker-registry 2 looks keys up by: base32 of 240 bits of the public key's hash, in fours."""
        public = openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")
        text = base64.b32encode(hashlib.sha256(public).digest()[:30]).decode()
        return ":".join(text[at:at + 4] for at in range(0, len(text), 4))

    def sign(self, content):
        """The RS256 signature."""
        return openssl("dgst", "-sha256", "-sign", self.key, given=content)
