"""What British authorities give out: valid forms are found even alone, and those never given out are not."""

import pytest

from bot.policy.prepared import prepare
from bot.policy.privacy.reading import find_private


def labels(text: str) -> list[str]:
    return [span.label for span in find_private(prepare(text))]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("943 476 5870", "NHS"),
        ("943-476-5870", "NHS"),
        ("9434765870", "NHS"),
        ("CE 12 34 56 A", "NINO"),
        ("ce123456a", "NINO"),
        ("My NI no is JG 10 20 30 D.", "NINO"),
        ("NP1234567", "PASSPORT"),
        ("KELLY702144TR8EW", "DRIVING_LICENCE"),
        ("kelly752144tr8ew", "DRIVING_LICENCE"),
        ("OX999511217B99XY", "DRIVING_LICENCE"),
        ("FORD9802296AB1CD", "DRIVING_LICENCE"),
        ("KV68 TRN", "VRM"),
        ("KV68TRN", "VRM"),
        ("KV68-TRN", "VRM"),
        ("kv68 trn", "VRM"),
        ("N482 GHT", "VRM"),
        ("N4 GHT", "VRM"),
        ("N482GHT", "VRM"),
        ("GHT 482N", "VRM"),
        ("GHT 4N", "VRM"),
        ("GHT482N", "VRM"),
        ("LS1 4AB", "POSTCODE"),
        ("ec2v7hh", "POSTCODE"),
        ("GIR 0AA", "POSTCODE"),
    ],
)
def test_a_number_that_is_pasted_alone_is_found(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("943 476 5871", "NHS"),  # the check digit is wrong
        ("QQ 12 34 56 C", "NINO"),  # HMRC's own example
        ("CE 12 34 56 H", "NINO"),
        ("FO 12 34 56 A", "NINO"),
        ("GB 12 34 56 A", "NINO"),
        ("KELLY700144TR8EW", "DRIVING_LICENCE"),  # month 00
        ("KELLY713144TR8EW", "DRIVING_LICENCE"),
        ("KELLY763144TR8EW", "DRIVING_LICENCE"),
        ("KELLY702004TR8EW", "DRIVING_LICENCE"),  # day 00
        ("KELLY702324TR8EW", "DRIVING_LICENCE"),
        ("KELLY702304TR8EW", "DRIVING_LICENCE"),  # 30 February
        ("KEL9Y702144TR8EW", "DRIVING_LICENCE"),  # 9 fills up a short name, and only its end
        ("99999702144TR8EW", "DRIVING_LICENCE"),
        ("KV30 TRN", "VRM"),  # no such age
        ("KV50 TRN", "VRM"),
        ("KV01 TRN", "VRM"),
        ("IV68 TRN", "VRM"),  # I, Q and Z are not used there
        ("KQ68 TRN", "VRM"),
        ("KV68 TIN", "VRM"),
        ("O482 GHT", "VRM"),
        ("GHT 482Z", "VRM"),
        ("AKV68TRNX", "VRM"),
    ],
)
def test_a_number_that_is_never_given_out_is_not_found(text: str, label: str) -> None:
    assert label not in labels(text)
