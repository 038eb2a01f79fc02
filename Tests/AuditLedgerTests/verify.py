#!/usr/bin/env python3
"""Checks a history without the program that wrote it: docs/history-format.md in code.
Usage: verify.py HISTORY [CHECKPOINT [PUBLIC-KEY]]. Ends with 0 when all is well, else names the first bad thing."""
import base64, hashlib, json, sqlite3, sys

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()

def bad(what):
    print(what)
    sys.exit(1)

def named(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and (key == "sha256" or key.endswith("Sha256")): yield inner
            else: yield from named(inner)
    elif isinstance(value, list):
        for inner in value: yield from named(inner)

def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list): return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)

def root(peaks):
    digest = peaks[-1] if peaks else sha()
    for peak in reversed(peaks[:-1]): digest = sha(b"\x01", peak, digest)
    return digest

def verify(path, size=None):
    db = sqlite3.connect("file:" + path + "?mode=ro", uri=True)
    if db.execute("PRAGMA application_id").fetchone()[0] != 0x51554F48: bad("no history")
    peaks, link, blobs, roots, origin = [], bytes(32), {}, [root([])], None
    rows = db.execute("SELECT seq, entry, leaf, link, nodes FROM entries ORDER BY seq")
    for count, (seq, entry, leaf, stored, nodes) in enumerate(rows):
        if seq != count: bad(f"entry {count} is missing")
        if sha(b"\x00", entry) != leaf: bad(f"entry {seq}: {sha(bytes(1), entry).hex()} is not {leaf.hex()}")
        link = sha(b"\x02", link, leaf)
        if link != stored: bad(f"entry {seq}: link {link.hex()} is not {stored.hex()}")
        value = json.loads(entry)
        if canonical(value).encode() != entry or value["seq"] != seq: bad(f"entry {seq} is not canonical")
        digest, completed, rest = leaf, [], seq
        while rest & 1:
            digest, rest = sha(b"\x01", peaks.pop(), digest), rest >> 1
            completed.append(digest)
        peaks.append(digest)
        if b"".join(completed) != nodes: bad(f"entry {seq}: nodes")
        roots.append(root(peaks))
        origin = origin or value["payload"]["origin"]
        for name in named(value["payload"]): blobs.setdefault(name, seq)
    for number, digest, size in db.execute("SELECT id, sha256, size FROM blobs"):
        hash, total = hashlib.sha256(), 0
        for (part,) in db.execute("SELECT bytes FROM parts WHERE blob = ? ORDER BY number", (number,)):
            hash.update(part); total += len(part)
        if hash.digest() != digest or total != size: bad(f"blob {digest.hex()}: {hash.hexdigest()}")
        if blobs.pop(digest.hex(), None) is None: bad(f"blob {digest.hex()} is named by nothing")
    if blobs: bad(f"blobs are missing: {blobs}")
    return origin, roots

def check_signature(text, lines, key):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    name, hash, public = key.strip().split("+", 2)
    public = base64.b64decode(public)
    if sha(name.encode(), b"\n", public)[:4].hex() != hash: bad("the key's hash is not its own")
    for line in lines:
        dash, signer, signature = line.split(" ")
        signature = base64.b64decode(signature)
        if signer == name and signature[:4].hex() == hash:
            return Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())
    bad("not signed by this key")

origin, roots = verify(sys.argv[1])
if len(sys.argv) > 2:
    text, _, signatures = open(sys.argv[2], encoding="utf-8").read().partition("\n\n")
    name, size, digest = text.rstrip("\n").split("\n")[:3]
    if name != origin: bad("a checkpoint of another history")
    if int(size) >= len(roots): bad("the tail was cut off")
    if base64.b64encode(roots[int(size)]).decode() != digest: bad("not the root of the checkpoint")
    if len(sys.argv) > 3: check_signature(text + "\n", signatures.splitlines(), open(sys.argv[3], encoding="utf-8").read())
print(f"good: {len(roots) - 1} entries, root {base64.b64encode(roots[-1]).decode()}")
