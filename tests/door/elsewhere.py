"""A provider of OpenID Connect as a small program: discovery, keys, tokens that are really signed.

It knows one person, who agrees to everything at once. What it says can be bent by the tests.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "table", "a secret between the two"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SHARED = {"HS256": SECRET * 2, "none": ""}
"""What signs where no key of the provider does: what both know, or nothing."""


@dataclass
class Elsewhere:
    """What it says of the person, and with which key; `asked` is what it was asked. What `token`
    and `claims` hold is said instead of what would be true, in the ID token and beside it; None
    leaves it out. `algorithm` is the one by which the token is signed.
    """

    issuer: str = ""
    mail: str = "delegate@example.org"
    verified: object = True
    algorithm: str = "RS256"
    token: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = KEY
    status: str = "200 OK"
    bent: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        size = int(environ.get("CONTENT_LENGTH") or 0)
        form = environ["wsgi.input"].read(size).decode() or environ["QUERY_STRING"]
        typed = {name: values[0] for name, values in parse_qs(form).items()}
        answer = getattr(self, f"say_{path.strip('/').rpartition('/')[2].replace('-', '_')}")(typed)
        if isinstance(answer, str):
            start_response("302 Found", [("Location", answer)])
            return [b""]
        start_response(self.status, [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]

    def say_openid_configuration(self, _typed: dict[str, str]) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.bent,
        }

    def say_keys(self, _typed: dict[str, str]) -> dict[str, Any]:
        known = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**known, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def say_authorize(self, typed: dict[str, str]) -> str:
        assert typed["client_id"] == CLIENT
        assert typed["code_challenge_method"] == "S256"
        self.codes["agreed"] = typed
        return f"{typed['redirect_uri']}?{urlencode({'code': 'agreed', 'state': typed['state']})}"

    def say_token(self, typed: dict[str, str]) -> dict[str, Any]:
        begun = self.codes.pop(typed["code"])
        proof = hashlib.sha256(typed["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        assert typed["redirect_uri"] == begun["redirect_uri"]
        assert (typed["client_secret"], challenge) == (SECRET, begun["code_challenge"])
        now = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        said = {**true, "nonce": begun["nonce"], **self._person(), **self.token}
        said = {name: value for name, value in said.items() if value is not None}
        key = self.key if self.algorithm.startswith("RS") else SHARED[self.algorithm]
        signed = jwt.encode(said, key, self.algorithm, headers={"kid": "one"})
        return {"access_token": "token", "token_type": "Bearer", "id_token": signed}

    def say_userinfo(self, _typed: dict[str, str]) -> dict[str, Any]:
        return {**self._person(), **self.claims}

    def _person(self) -> dict[str, Any]:
        return {"sub": "248289761001", "email": self.mail, "email_verified": self.verified}


class _Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Tests say nothing of what went well."""


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """The provider, at a port of this machine."""
    said = Elsewhere()
    server = make_server("127.0.0.1", 0, said, handler_class=_Silent)
    said.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield said
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
