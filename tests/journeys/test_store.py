"""The store in a real browser: what is said to be saved survives SIGKILL, and one tab owns it."""

from __future__ import annotations

import base64
import io
import json
import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page, Playwright, expect

from fieldapp.resources import STATIC
from fieldapp.storage import enrolments
from tests.journeys.browser import PHONE, Browser
from tests.journeys.conftest import Municipality

pytestmark = pytest.mark.journey

KILLS = 4
SLOW = 20_000
# The app's origin and policy, with nothing of the app on the page.
BARE = "/app/sw.js"
START = """(store) => {
  const worker = new Worker(store, { type: 'module' })
  const waiting = new Map()
  worker.onmessage = ({ data: { id, result, problem } }) => {
    const call = waiting.get(id)
    if (call) problem ? call.reject(new Error(problem.name)) : call.resolve(result)
  }
  let last = 0
  window.call = (method, ...args) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject })
    worker.postMessage({ id: last, method, args })
  })
}"""
# Writes without end, and tells what the store has promised to keep.
WRITE = """([report, from]) => {
  const photo = async (shade) => {
    const canvas = new OffscreenCanvas(64, 64)
    canvas.getContext('2d').fillRect(0, 0, shade % 64, shade / 64)
    return canvas.convertToBlob({ type: 'image/png' })
  }
  const write = async (count) => {
    const taken = { taken_at: null, position: null }
    if (count % 5 === 0) await call('addPhoto', report, await photo(count), taken)
    await call('edit', report, { note: String(count) })
    promised(count)
    return write(count + 1)
  }
  void write(from)
}"""
PHOTOS = """async (report) => {
  const { fields } = await call('record', report)
  const digests = Object.keys(fields).filter((name) => name.startsWith('photos/'))
  const found = await Promise.all(digests.map((name) => call('photo', name.slice(7), 'full')))
  return [found.length, found.filter((bytes) => bytes === null).length]
}"""
ADD_PHOTO = """async (report) => {
  const pixels = new ImageData(800, 600)
  for (let at = 0; at < pixels.data.length; at++) {
    pixels.data[at] = at % 4 === 3 ? 255 : Math.random() * 256
  }
  const canvas = new OffscreenCanvas(800, 600)
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  const photo = await canvas.convertToBlob()
  const added = call('addPhoto', report, photo, { taken_at: null, position: null })
  return added.then(({ item }) => item.photos.length, (error) => error.message)
}"""
EDIT = """async ([report, times]) => {
  for (let count = 1; count <= times; count++) {
    await call('edit', report, { note: String(count).padStart(10_000) })
  }
}"""
# A file as it was chosen, and the bytes that the store keeps of it, both in base64.
KEEP = """async ([report, file, evidence]) => {
  const chosen = new Blob([Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))])
  const taken = { taken_at: null, position: null, item: 'YS07', evidence }
  const { fields } = await call('addPhoto', report, chosen, taken)
  const name = Object.keys(fields).find((name) => name.startsWith('photos/') && fields[name])
  const kept = await (await call('photo', name.slice(7), 'full')).arrayBuffer()
  await call('removePhoto', report, name.slice(7))
  const letters = Array.from(new Uint8Array(kept), (byte) => String.fromCharCode(byte))
  return [fields[name], btoa(letters.join(''))]
}"""
Call = Callable[..., Any]


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    browser = Browser(playwright, tmp_path / "phone", **PHONE)
    yield browser
    browser.close()


def store(page: Page) -> Call:
    """Starts a store on a bare page. Returns what calls its methods."""
    built = json.loads((STATIC / "dist" / "manifest.json").read_text())
    page.evaluate(START, f"/static/dist/{built['store.js']}")
    return lambda *call: page.evaluate("(args) => call(...args)", list(call))


def code_for_the_walker(municipality: Municipality) -> str:
    database = municipality.database()
    person = municipality.walker.id
    with database.write() as db:
        code = enrolments.invite(db, person, person, datetime.now(UTC), minutes=15)
    database.close()
    return code


def write_until_killed(phone: Browser, address: str, report: str, begin: int) -> int:
    """Writes on a phone whose battery dies at some moment. Returns the last that was promised."""
    page = phone.open(address)
    promises: list[int] = []
    enough, many = threading.Event(), random.randint(3, 40)

    def promised(count: int) -> None:
        promises.append(count)
        if len(promises) >= many:
            enough.set()

    page.expose_function("promised", promised)
    store(page)
    page.evaluate(WRITE, [report, begin])
    while not enough.is_set():
        page.evaluate("() => new Promise(requestAnimationFrame)")
    phone.kill()
    return promises[-1]


def test_what_is_said_to_be_saved_survives_a_killed_browser(
    municipality: Municipality, phone: Browser
) -> None:
    address = municipality.server.url + BARE
    call = store(phone.open(address))
    assert call("enrol", code_for_the_walker(municipality), "Chromium")["enrolled"]
    report = call("create", "observation", {"category": "OB19"})["id"]
    phone.kill()
    last = 0
    for _ in range(KILLS):
        last = write_until_killed(phone, address, report, last + 1)
    page = phone.open(address)
    call = store(page)
    assert int(call("record", report)["fields"]["note"]) >= last
    photos, without_bytes = page.evaluate(PHOTOS, report)
    assert photos >= last // 5
    assert without_bytes == 0


def test_a_full_phone_refuses_photos_first_and_loses_nothing(
    municipality: Municipality, phone: Browser
) -> None:
    address = municipality.server.url + BARE
    page = phone.open(address)
    call = store(page)
    call("enrol", code_for_the_walker(municipality), "Chromium")
    report = call("create", "observation", {"category": "OB19"})["id"]

    call("sync")
    fill_up(page)
    # The browser gives files room in steps, so some may still fit.
    added = [page.evaluate(ADD_PHOTO, report) for _ in range(10)]
    assert added[-1] == "photo-no-room"
    page.evaluate(EDIT, [report, 200])
    assert call("status")["freeBytes"] == 0
    phone.kill()

    page = phone.open(address)
    call = store(page)
    assert call("record", report)["fields"]["note"].strip() == "200"
    photos, without_bytes = page.evaluate(PHOTOS, report)
    assert (photos, without_bytes) == (sum(isinstance(count, int) for count in added), 0)
    assert page.evaluate(ADD_PHOTO, report) == photos + 1


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_evidence_keeps_its_pixels_and_nothing_that_the_camera_wrote(
    municipality: Municipality, phone: Browser, orientation: int
) -> None:
    page = phone.open(municipality.server.url + BARE)
    call = store(page)
    call("enrol", code_for_the_walker(municipality), "Chromium")
    report = call("create", "observation", {"category": "OB19"})["id"]
    taken = photo_of(orientation)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(taken))).convert("RGB")
    manifest, kept = page.evaluate(KEEP, [report, base64.b64encode(taken).decode(), True])
    found = Image.open(io.BytesIO(base64.b64decode(kept)))
    assert (found.size, dict(found.getexif())) == (upright.size, {})
    assert (manifest["width"], manifest["height"]) == upright.size
    assert (manifest["item"], manifest["evidence"]) == ("YS07", True)
    apart = ImageChops.difference(found.convert("RGB"), upright).convert("L").getextrema()[1]
    # What stands upright by itself is not made anew.
    assert apart == 0 if orientation == 1 else apart < 40
    manifest, kept = page.evaluate(KEEP, [report, base64.b64encode(taken).decode(), False])
    assert max(Image.open(io.BytesIO(base64.b64decode(kept))).size) == 2048


def photo_of(orientation: int) -> bytes:
    """A photo as a phone takes it: large, with EXIF that says which way it was held and where."""
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (55.0, 47.0, 34.8)
    picture = Image.linear_gradient("L").resize((2400, 1800)).convert("RGB")
    picture.paste((200, 30, 30), (100, 100, 900, 500))
    picture.save(file, "JPEG", quality=90, exif=exif)
    return file.getvalue() + b"ftypmp42 a film"


def fill_up(page: Page) -> None:
    """Leaves the phone no room but what is taken already, until its browser is closed."""
    assert page.context
    devtools = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    usage = devtools.send("Storage.getUsageAndQuota", {"origin": origin})["usage"]
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": usage})


def test_one_tab_owns_the_store_and_another_can_take_it_over(
    municipality: Municipality, phone: Browser
) -> None:
    address = f"{municipality.server.url}/app/"
    first = phone.open(address)
    expect(first.get_by_role("button", name="Anslut telefonen")).to_be_visible(timeout=SLOW)
    assert phone.context
    second = phone.context.new_page()
    second.goto(address)
    second.get_by_role("button", name="Fortsätt här").click()
    expect(second.get_by_role("button", name="Anslut telefonen")).to_be_visible(timeout=SLOW)
    expect(first.get_by_text("Appen är redan öppen i en annan flik")).to_be_visible()


def test_the_app_starts_without_a_server_once_it_was_stored(
    municipality: Municipality, phone: Browser
) -> None:
    address = f"{municipality.server.url}/app/"
    page = phone.open(address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    # What the browser has cached beside is no part of the stored app.
    assert page.context
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    municipality.server.kill()
    phone.kill()
    page = phone.open(f"{address}?source=homescreen#/enrol")
    expect(page.get_by_role("button", name="Anslut telefonen")).to_be_visible(timeout=SLOW)
    assert page.evaluate("fetch('/api/catalog').catch((error) => error.name)") == "TypeError"
