"""The folders of resources are found in a checkout and in an installed package."""

from pathlib import Path

import pytest

from luwte.resources import ResourcesError, folder


def test_a_checkout_has_its_resources_beside_src() -> None:
    assert (folder("policies") / "default.toml").is_file()
    assert folder("policies").parent == Path(__file__).parent.parent / "resources"


def test_an_installed_package_carries_its_own_and_looks_nowhere_else(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "site" / "luwte"
    (package / "_resources" / "policies").mkdir(parents=True)
    (tmp_path / "lib" / "resources" / "icons").mkdir(parents=True)
    assert folder("policies", package) == package / "_resources" / "policies"
    with pytest.raises(ResourcesError) as caught:
        folder("icons", package)
    assert caught.value.name == "icons"
