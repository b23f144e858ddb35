"""Only those who may read come in: the recipes of `access.txt`, followed to the letter, on real servers."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from generator.delivery import access
from generator.delivery.access import Recipe

from . import doors
from .machines import PASSWORD, PATHS, USER, Start, found


def of_way(way: str) -> list[Recipe]:
    return [recipe for recipe in access.RECIPES if recipe.way == way]


def named(recipe: Recipe) -> str:
    return recipe.server


def change(recipe: Recipe, path: str, **other: str) -> Callable[[str], str]:
    """What an administrator does: follows the recipe, writes other names into it."""

    def changed(text: str) -> str:
        text = doors.followed(recipe, text).replace("@PATH@", path)
        for name, value in other.items():
            assert OURS[name] in text
            text = text.replace(OURS[name], value)
        return text

    return changed


OURS = {
    "proxy": "127.0.0.1:4180", "directory": "ldaps://ldap.example.cn", "provider": "https://sso.example.cn",
}  # fmt: skip
"""What an administrator has under other names."""


def with_certificates(follow: Callable[[str], str], server: str, work: Path, authority: Path) -> Callable[[str], str]:
    """The same, and the site's certificate and the authority's where they lie here."""
    own = doors.certificate(work, "own", authority)
    files = {"yandu-ca.crt": authority, "yandu.crt": own, "yandu.key": own}

    def changed(text: str) -> str:
        text = follow(text)
        for name, file in files.items():
            text = text.replace(f"/etc/{server}/{name}", str(file))
        return text

    return changed


def trusting(authority: Path, certificate: Path | None = None) -> ssl.SSLContext:
    """A browser that believes the authority and shows a certificate, if it has one."""
    context = ssl.create_default_context(cafile=str(authority))
    if certificate:
        context.load_cert_chain(str(certificate))
    return context


@pytest.mark.parametrize("recipe", of_way("certificate"), ids=named)
def test_only_those_with_a_certificate_come_in(recipe: Recipe, start: Start, work: Path) -> None:
    ours, theirs = doors.authority(work, "ours"), doors.authority(work, "theirs")
    right, wrong = doors.certificate(work, "right", ours), doors.certificate(work, "wrong", theirs)
    server = start(recipe.server, "/", with_certificates(change(recipe, "/"), recipe.server, work, ours))
    server.context = trusting(ours, right)
    assert server.get("/topics/").status == 200
    for certificate in (None, wrong):
        server.context = trusting(ours, certificate)
        with suppress(OSError):  # some do not even talk
            assert server.get("/topics/").status in (400, 403)


@pytest.mark.parametrize("path", PATHS)
def test_only_those_in_the_directory_come_in(path: str, start: Start, work: Path) -> None:
    (recipe,) = of_way("ldap")
    with doors.directory(work) as address:
        server = start(recipe.server, path, change(recipe, path, directory=f"ldap://{address}"))
        right, wrong = (f"Basic {b64encode(f'{USER}:{word}'.encode()).decode()}" for word in (PASSWORD, "guess"))
        assert server.get(path).status == server.get(f"{path}topics/", Authorization=wrong).status == 401
        assert server.get(f"{path}topics/", Authorization=right).status == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("recipe", [one for one in of_way("oidc") if one.server != "apache2"], ids=named)
def test_only_those_whom_the_proxy_knows_come_in(recipe: Recipe, path: str, start: Start, work: Path) -> None:
    ours = doors.authority(work, "ours")
    with doors.listening(doors.Proxy) as address:
        follow = with_certificates(change(recipe, path, proxy=address), recipe.server, work, ours)
        server = start(recipe.server, path, follow)
        server.context = trusting(ours)
        for page in (path, f"{path}topics/?a=1&b=2", f"{path}nowhere/", f"{path}assets/logo.svg"):
            sent = server.get(page, X_Forwarded_Uri="/free", X_Auth_Request_Redirect="/free")
            assert sent.status == 302 and sent.headers["location"] == f"{doors.LOGIN}?back={page}"
            assert "研读" not in sent.body.decode()
        assert server.get(f"{path}topics/", Cookie=doors.COOKIE).status == 200
        lost = server.get(f"{path}nowhere/", Cookie=doors.COOKIE)
        assert lost.status == 404 and "没有这一页" in lost.body.decode()
    assert server.get(path, Cookie=doors.COOKIE).status >= 500  # the proxy is down: nobody comes in


@pytest.mark.parametrize("path", PATHS)
def test_only_those_who_logged_in_come_in(path: str, start: Start, work: Path) -> None:
    found("mod_auth_openidc.so")
    (recipe,) = (one for one in of_way("oidc") if one.server == "apache2")
    doors.Provider.key = doors.authority(work, "provider").with_suffix(".key")
    with doors.listening(doors.Provider) as address:
        server = start(recipe.server, path, change(recipe, path, provider=f"http://{address}"))
        sent = server.get(f"{path}topics/", Accept="text/html")  # as a browser asks for a page, not for a part of it
        asked = doors.asked(sent.headers["location"])
        assert sent.status == 302 and asked["redirect_uri"].endswith(f"{path}denglu")
        doors.Provider.nonces["code"] = asked["nonce"]
        cookies = sent.headers["set-cookie"].partition(";")[0]
        back = server.get(f"{path}denglu?code=code&state={asked['state']}", Cookie=cookies)
        assert back.status == 302 and back.headers["location"].endswith(f"{path}topics/")
        session = next(part for part in back.headers["set-cookie"].split("; ") if "mod_auth_openidc_session" in part)
        assert server.get(f"{path}topics/", Cookie=session).status == 200
        assert server.get(f"{path}topics/", Cookie="mod_auth_openidc_session=guess").status == 401
