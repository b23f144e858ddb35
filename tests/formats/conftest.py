"""What the tests of formats share."""

from __future__ import annotations

import os

import pytest

from generator.readers import office


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice; without one its tests are skipped, under CI they fail."""
    found = office.find()
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no LibreOffice: under CI the tests that convert must run")
    pytest.skip("需要 LibreOffice：Debian/Ubuntu 用 apt-get install libreoffice-writer 安装")
