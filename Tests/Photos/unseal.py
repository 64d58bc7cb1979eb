"""Opens what a site has sealed, with its secret, from the description alone (Sources/Sealing): HKDF-SHA-256 (RFC 5869) gives
the key that wraps each person's own, AES-256-GCM (NIST SP 800-38D) seals: a version byte 1, nonce, cipher text, tag."""
import ctypes
import ctypes.util
import hashlib
import hmac
import sqlite3
import struct

CRYPTO = ctypes.CDLL(ctypes.util.find_library("crypto"))
CRYPTO.EVP_CIPHER_CTX_new.restype = CRYPTO.EVP_aes_256_gcm.restype = ctypes.c_void_p
SET_TAG = 0x11


class Altered(Exception):
    """Not what was sealed so."""


def opened(sealed, key, label):
    """The bytes that were sealed under a key with a label."""
    if len(sealed) < 29 or sealed[0] != 1:
        raise Altered
    nonce, text, tag = sealed[1:13], sealed[13:-16], sealed[-16:]
    context = ctypes.c_void_p(CRYPTO.EVP_CIPHER_CTX_new())
    clear, length = ctypes.create_string_buffer(len(text) + 16), ctypes.c_int()
    try:
        cipher = ctypes.c_void_p(CRYPTO.EVP_aes_256_gcm())
        CRYPTO.EVP_DecryptInit_ex(context, cipher, None, key, nonce)
        CRYPTO.EVP_DecryptUpdate(context, None, ctypes.byref(length), label, len(label))
        CRYPTO.EVP_DecryptUpdate(context, clear, ctypes.byref(length), text, len(text))
        CRYPTO.EVP_CIPHER_CTX_ctrl(context, SET_TAG, 16, tag)
        if CRYPTO.EVP_DecryptFinal_ex(context, None, ctypes.byref(length)) != 1:
            raise Altered
    finally:
        CRYPTO.EVP_CIPHER_CTX_free(context)
    return clear.raw[:len(text)]


class Store:
    """The photos of a site that nobody serves."""

    def __init__(self, folder):
        self.folder = folder
        _, number, digits = (folder / "site.secret").read_text().split()
        extracted = hmac.digest(bytes(32), bytes.fromhex(digits), "sha256")
        self.wrapping = hmac.digest(extracted, f"mendmark/person-keys/{number}".encode() + b"\1", "sha256")
        with sqlite3.connect(folder / "mendmark.db") as database:
            self.rows = database.execute(
                "SELECT photos.site, sha256, owner, width, height, key_number, wrapped FROM photos"
                " JOIN person_keys ON person_keys.site = photos.site AND person = owner").fetchall()

    def keys(self):
        """Each owner's key."""
        found = {}
        for site, _, owner, _, _, number, wrapped in self.rows:
            found[owner] = opened(wrapped, self.wrapping, label(f"key/{number}", site, owner))
        return found

    def photos(self):
        """Name, owner, sealed bytes, clear bytes, width and height of each."""
        keys = self.keys()
        for site, name, owner, width, height, _, _ in self.rows:
            sealed = (self.folder / "photos" / name[:2] / name).read_bytes()
            if hashlib.sha256(sealed).hexdigest() != name:
                raise Altered
            yield name, owner, sealed, opened(sealed, keys[owner], label("photo", site, owner)), width, height

    def opens_with(self, sealed, owner, another, site=None):
        """Whether a photo opens with another person's key."""
        try:
            opened(sealed, self.keys()[another], label("photo", site or self.rows[0][0], owner))
            return True
        except Altered:
            return False


def label(use, site, person):
    return f"mendmark/{use}".encode() + struct.pack(">qq", site, person)
