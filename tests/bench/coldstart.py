"""The cold start of what goes to Lambda, beside the smallest app on the same stack.

Ours is the packaged archive, made for this machine: import, then `GET /me`, which reads the session and the account
and asks KMS to open it. Beside it Chalice with one PynamoDB model: import, then a view that reads one item; once "alone",
and once asking KMS for one Decrypt as well, as an app with sealed bodies must. Each start is a fresh process of an
environment that holds only the runtime's requirements; AWS is a server of canned answers in this process.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / ".build" / "package-here" / "deployment.zip"
VENV = ROOT / ".build" / "runtime-venv"
RUNS, AT_MOST = 21, 1.3
OURS = "IZwork as packaged"
PEER = """
import os
from chalice import Chalice
from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

class Session(Model):
    class Meta:
        table_name, region = "izwork-session", os.environ["AWS_REGION"]
        host = os.environ["AWS_ENDPOINT_URL"]
    hash = UnicodeAttribute(hash_key=True)

app = Chalice(app_name="peer")

@app.route("/api/v1/me")
def me():
    return {"account": Session.get("h").hash}
"""
SEALED = """
import boto3
kms = boto3.client("kms", os.environ["AWS_REGION"])

@app.route("/api/v1/me", methods=["POST"])
def sealed():
    row = Session.get("h")
    return {"opened": kms.decrypt(KeyId="k", CiphertextBlob=b"sealed")["Plaintext"].decode()}
"""
# What the runtime of Lambda does: import the handler, give it an event. Wall and CPU, milliseconds, from the import on.
START = """
import os, sys, time
began, used = time.perf_counter(), time.process_time()
sys.path.insert(0, sys.argv[1])
from app import app
answer = app({
    "resource": "/api/v1/me", "path": "/api/v1/me", "httpMethod": sys.argv[2],
    "headers": {"cookie": "__Host-session=" + "s" * 43, "accept": "*/*"}, "multiValueHeaders": {},
    "queryStringParameters": None, "multiValueQueryStringParameters": None, "pathParameters": None,
    "stageVariables": None, "body": None, "isBase64Encoded": False,
    "requestContext": {"resourcePath": "/api/v1/me", "httpMethod": sys.argv[2], "requestId": "r",
                       "identity": {"sourceIp": "10.0.0.1"}},
}, None)
assert answer["statusCode"] == 200, answer
print((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000)
"""
PERSONAL = {"email": "lan@example.vn", "terms": {"version": "v", "hash": "h"}, "accepted_at": 1}
ACCOUNT = {"id": {"S": "A" * 22}, "body": {"B": b64encode(b"sealed").decode()}, "created_at": {"N": "1"}}


def session() -> dict[str, Any]:
    """A session's row that needs no touch: seen this very moment."""
    at = {"N": str(int(time.time() * 1000))}
    return {
        "hash": {"S": "h"}, "account": {"S": "A" * 22}, "browser": {"S": "b" * 12},
        "created_at": at, "seen_at": at, "proven_at": at, "expires_at": at,
    }  # fmt: skip


class Canned(BaseHTTPRequestHandler):
    """DynamoDB and KMS, as far as one `GET /me` asks them."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one segment: two would wait 40 ms for each other

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps(self.answer(self.headers["X-Amz-Target"].partition(".")[2], asked)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        if operation == "BatchGetItem":
            return {"Responses": {"izwork-session": [session()]}, "UnprocessedKeys": {}}
        if operation == "GetItem":
            return {"Item": session() if asked["TableName"] == "izwork-session" else ACCOUNT}
        if operation == "Query":
            return {"Items": [], "Count": 0, "ScannedCount": 0}
        if operation == "DescribeTable":
            raise AssertionError("a cold start must not ask for what a table looks like")
        return {"Plaintext": b64encode(json.dumps(PERSONAL).encode()).decode(), "KeyId": "k"}

    def log_message(self, *_: Any) -> None:
        """Nothing: the figures are all there is to say."""


def runtime() -> Path:
    """The Python of an environment with only the runtime's requirements, made when they change."""
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    made = VENV / "made-from.txt"
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        venv.create(VENV, clear=True, with_pip=True)
        pip = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", "requirements.txt"], cwd=ROOT, check=True)
        made.write_text(wanted, encoding="utf-8")
    return VENV / "bin" / "python"


def package() -> Path:
    """Make the archive for this machine; RuntimeError says what was wrong."""
    command = [sys.executable, "-m", "infra.package", "here"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(ran.stdout + ran.stderr)
    return ARCHIVE


def lay_out(folder: Path) -> dict[str, tuple[Path, str]]:
    """The three apps as Lambda would hold them: name → (where, method)."""
    with ZipFile(ARCHIVE) as packed:
        packed.extractall(folder / "ours")
    for name, source in (("alone", PEER), ("sealed", PEER + SEALED)):
        (folder / name).mkdir()
        (folder / name / "app.py").write_text(source)
    return {
        OURS: (folder / "ours", "GET"),
        "chalice + pynamodb alone": (folder / "alone", "GET"),
        "chalice + pynamodb + one KMS Decrypt": (folder / "sealed", "POST"),
    }


def run(python: Path, place: Path, method: str, url: str, code: str) -> str:
    """What `code` prints in a fresh process whose AWS is at `url`, with the function's own settings."""
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    environment = config["stages"]["api"]["environment_variables"] | {
        "PATH": os.defpath, "AWS_REGION": "ap-northeast-1", "AWS_DEFAULT_REGION": "ap-northeast-1",
        "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": url,
    }  # fmt: skip
    command = [str(python), "-I", "-B", "-c", code, str(place), method]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return ran.stdout


def main() -> None:
    """Print the medians and ratios of alternating starts."""
    folder = Path(tempfile.mkdtemp())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canned)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        package()
        python, apps = runtime(), lay_out(folder)
        url = f"http://127.0.0.1:{server.server_port}"
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
        for turn in range(RUNS + 1):
            for name, (place, method) in apps.items():
                wall, cpu = map(float, run(python, place, method, url, START).split())
                if turn:  # the first start of each warms the disk's cache, and compiles what the peers lack
                    figures[name].append((wall, cpu))
    finally:
        server.shutdown()
        shutil.rmtree(folder)
    report(figures)


def report(figures: dict[str, list[tuple[float, float]]]) -> None:
    medians = {
        name: [statistics.median(one[part] for one in taken) for part in (0, 1)]
        for name, taken in figures.items()
    }
    (ours, (wall, cpu)), *peers = medians.items()
    print(f"{'medians of ' + str(RUNS) + ' cold starts':40}{'wall ms':>9}{'CPU ms':>9}")
    for name, (theirs, used) in medians.items():
        print(f"{name:40}{theirs:9.0f}{used:9.0f}")
    for name, (theirs, used) in peers:
        print(f"{ours} / {name}: {wall / theirs:.2f} (CPU {cpu / used:.2f}; at most {AT_MOST} to reach)")


if __name__ == "__main__":
    main()
