"""Go's own packages judge our receipts: `golang.org/x/mod/sumdb/note` and `tlog`, as Debian packages them."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.record.receipts import ReceiptError, verify_receipt
from tests.record.signed import KEYS, RECORD_KEY, forgeries, receipts

SOURCE = Path(__file__).parent / "judge" / "judge.go"
PACKAGES = Path("/usr/share/gocode")
INSTALL = "install golang-go and golang-golang-x-mod-dev"

Judge = Callable[[list[str]], set[int]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Build the judge; a call returns the places of the receipts that it refuses."""
    if not shutil.which("go") or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        assert "CI" not in os.environ, f"CI must ask the judge: {INSTALL}"
        pytest.skip(f"Go does not judge our receipts: {INSTALL}")
    folder = tmp_path_factory.mktemp("judge")
    settings = {"GO111MODULE": "off", "GOPATH": f"{folder}:{PACKAGES}", "GOFLAGS": "", "CGO_ENABLED": "0"}
    cache = {} if "HOME" in os.environ else {"GOCACHE": str(folder / "cache")}
    command = ["go", "build", "-o", str(folder / "judge"), str(SOURCE)]
    subprocess.run(command, check=True, env={**os.environ, **settings, **cache}, timeout=300)

    def ask(texts: list[str]) -> set[int]:
        answered = subprocess.run(
            [folder / "judge", str(RECORD_KEY.verifier)],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return set(json.loads(answered.stdout))

    return ask


@pytest.fixture(scope="module")
def whole_record() -> list[str]:
    """The receipts of all entries of a record of 300."""
    return receipts(300, cosigned=True)


def test_go_accepts_every_receipt_of_a_record(judge: Judge, whole_record: list[str]) -> None:
    assert judge(whole_record) == set()
    assert judge(receipts(1)) == set()


def test_go_and_we_refuse_every_receipt_in_which_one_field_was_changed(judge: Judge, whole_record: list[str]) -> None:
    forged = [text for receipt in whole_record for text in forgeries(receipt).values()]
    assert len(forged) > 300 * 30
    assert judge(forged) == set(range(len(forged)))
    for text in forged[::5]:
        with pytest.raises(ReceiptError):
            verify_receipt(text, KEYS)
