"""Pictures signed with Content Credentials by a signer made for the test."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .conftest import drawing, saved

TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
MADE_BY_A_MODEL = {
    "action": "c2pa.created",
    "digitalSourceType": f"{TYPE}trainedAlgorithmicMedia",
    "softwareAgent": {"name": "Image Model", "version": "3"},
}
TAKEN = {"action": "c2pa.created", "digitalSourceType": f"{TYPE}digitalCapture"}
_USES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
_USES += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")


class Signer:
    """Somebody with a certificate, and the root that vouches for it."""

    def __init__(self, name: str):
        root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root = _certificate(f"{name} Root", name, f"{name} Root", root_key, root_key, {"key_cert_sign", "crl_sign"})
        leaf = _certificate(f"{name} Signer", name, f"{name} Root", key, root_key, {"digital_signature"})
        self.root, self.chain = _pem(root), _pem(leaf) + _pem(root)
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def sign(self, picture: bytes, *actions: dict, kind="jpeg", ingredients=(), remote="", embed=True) -> bytes:
        """Return the picture with credentials that say these actions; `ingredients` are pairs of relation and bytes."""
        info = c2pa.C2paSignerInfo("es256", self.chain.encode(), self.key.encode(), None)
        says = {
            "claim_generator_info": [{"name": "Quay Editor", "version": "1.0"}],
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
        }
        # What is signed for a test need not be believed first.
        ready = {"verify": {"verify_after_sign": False, "verify_after_reading": False}}
        with c2pa.Context.from_dict(ready, c2pa.Signer.from_info(info)) as context, c2pa.Builder(says, context) as one:
            for relation, data in ingredients:
                said = {"title": "before.jpg", "relationship": relation}
                one.add_ingredient(said, "image/jpeg", BytesIO(data))
            if remote:
                one.set_remote_url(remote)
            if not embed:
                one.set_no_embed()
            out = BytesIO()
            one.sign(f"image/{kind}", BytesIO(picture), out)
        return out.getvalue()


def _certificate(name: str, house: str, issuer: str, key, signing_key, uses: set[str]) -> x509.Certificate:
    now, public, is_root = datetime.now(UTC), key.public_key(), key is signing_key

    def named(common_name):
        names = [(NameOID.COMMON_NAME, common_name), (NameOID.ORGANIZATION_NAME, house)]
        return x509.Name([x509.NameAttribute(kind, value) for kind, value in names])

    made = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer)).public_key(public)
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=365))
    extensions = [
        (x509.BasicConstraints(ca=is_root, path_length=None), True),
        (x509.SubjectKeyIdentifier.from_public_key(public), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), False),
        (x509.KeyUsage(**{use: use in uses for use in _USES}), True),
    ]
    if not is_root:
        extensions.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False))
    for extension, critical in extensions:
        made = made.add_extension(extension, critical=critical)
    return made.sign(signing_key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


@cache
def agency() -> Signer:
    return Signer("Quay Agency")


@cache
def stranger() -> Signer:
    return Signer("Quay Agency of Elsewhere")


def signed(*actions: dict, by: Signer | None = None, picture: bytes | None = None, **how) -> bytes:
    """Return a picture unlike any other, signed by the agency unless somebody else is named."""
    return (by or agency()).sign(picture or saved(drawing()), *(actions or (TAKEN,)), **how)
