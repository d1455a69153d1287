"""Each call of the protocol, made to a live node."""

from __future__ import annotations

import secrets
from io import BytesIO

import pytest

from sync.client import Client
from sync.outcome import Offline, Refused
from sync.phone import Phone
from tests.api import pictures
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode, new_id
from tests.sync.reports import observation, shift


@pytest.fixture
def stranger(node: LiveNode, connect: Connect) -> Client:
    """A client that nobody has let in."""
    return connect(node.url, secrets.token_urlsafe(32))


def test_enrolling_may_be_asked_for_again(node: LiveNode, stranger: Client) -> None:
    code, device = node.invite(label="Nattvandrare 7"), new_id()
    first = stranger.enrol(code, device, "Chrome på Android")
    again = stranger.enrol(code.lower(), device, "Chrome på Android")
    assert first["person"] == again["person"]
    assert first["person"]["label"] == "Nattvandrare 7"
    assert first["device"] == device
    assert stranger.epoch == node.node.db.epoch


def test_a_code_that_is_used_is_refused_with_the_nodes_own_words(
    node: LiveNode, stranger: Client
) -> None:
    code = node.invite()
    stranger.enrol(code, new_id())
    with pytest.raises(Refused) as caught:
        stranger.enrol(code, new_id())
    error = caught.value
    assert error.name == "enrolment-code-used"
    assert error.title == "Koden är redan använd"
    assert (error.call.method, error.call.status) == ("POST", 409)
    assert error.call.url == f"{node.url}/api/devices"
    assert len(error.call.id) == 32


def test_a_token_that_is_not_known_is_refused(stranger: Client) -> None:
    for call in (stranger.pull, stranger.log, lambda: stranger.push([])):
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.name == "token-unknown"


def test_a_pull_comes_in_pages_and_goes_on_where_it_stopped(
    node: LiveNode, phone: Phone, enrol: Enrol
) -> None:
    walk = shift(phone)
    seen = [observation(phone, walk) for _ in range(4)]
    phone.sync()
    desk = enrol(node, role="coordinator", authority="kommun").client
    first = desk.pull(limit=2)
    assert (len(first["records"]), first["more"]) == (2, True)
    second = desk.pull(first["cursor"], limit=10)
    assert (len(second["records"]), second["more"]) == (3, False)
    got = {record["id"] for page in (first, second) for record in page["records"]}
    assert got == {walk, *seen}
    assert desk.pull(second["cursor"])["records"] == []


def test_the_log_is_for_nodes_only(node: LiveNode, phone: Phone, connect: Connect) -> None:
    shift(phone)
    phone.sync()
    with pytest.raises(Refused):
        phone.client.log()
    station = Phone(connect(node.url))
    station.enrol(node.invite("administrator", "kommun", is_node=True))
    page = station.client.log()
    assert [row["id"] for row in page["changes"]] == list(phone.memory.written)
    assert station.client.log(page["next"])["changes"] == []


def test_the_catalog_is_sent_once(phone: Phone) -> None:
    catalog = phone.client.catalog()
    assert catalog is not None
    assert catalog["observations"]
    assert phone.client.catalog(catalog["version"]) is None
    assert phone.client.catalog("0123456789ab") == catalog


def test_a_node_is_given_an_original_as_it_came(
    node: LiveNode, phone: Phone, connect: Connect
) -> None:
    content = pictures.jpeg()
    sha256 = phone.add_photo(shift(phone), content, "image/jpeg", {"width": 640, "height": 480})
    assert phone.sync().photos_sent == 1
    station = Phone(connect(node.url))
    station.enrol(node.invite("administrator", "kommun", is_node=True))
    into = BytesIO()
    assert station.client.photo(sha256, into) == "image/jpeg"
    assert into.getvalue() == content
    with pytest.raises(Refused) as caught:
        station.client.photo("0" * 64, BytesIO())
    assert caught.value.call.status == 404


def test_an_address_with_a_path_is_kept(connect: Connect) -> None:
    client = connect("http://127.0.0.1:9/falt/")
    with pytest.raises(Offline) as caught:
        client.catalog()
    assert caught.value.call.url == "http://127.0.0.1:9/falt/api/catalog"


def test_a_netrc_of_the_machine_does_not_take_the_tokens_place(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert phone.client.pull()["records"] == []
