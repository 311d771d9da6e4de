"""The same numbers give the same bytes, on any machine and without looking around on it."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

from charts.drawn import ROOT, issue_12
from issuekit.charts.draw import draw
from issuekit.charts.font_list import LIST_VERSION

if TYPE_CHECKING:
    from pathlib import Path

DRAW = f"""
import os, sys
from hashlib import sha256
from pathlib import Path
from issuekit.charts.draw import draw
from issuekit.indices.totals import score
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue
assert "matplotlib" not in sys.modules, "importing charts imports matplotlib"
scored = score(read_issue(find_issue("minsk-barometer/2019-11", Path({str(ROOT)!r}))).issue)
before = dict(os.environ)
charts = draw(scored)
assert dict(os.environ) == before, "drawing changes the environment"
from matplotlib import font_manager, rcParams
assert not font_manager.fontManager.ttflist, "matplotlib looked for fonts"
assert "matplotlib.pyplot" not in sys.modules
for name, chart in charts.items():
    print(name, sha256(chart.svg.encode()).hexdigest())
"""


def drawn_elsewhere(folder: Path, **environment: str) -> dict[str, str]:
    """Names and digests of the charts of issue 12, drawn by another process in that folder."""
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "SYSTEMROOT", "TMPDIR"}}
    done = subprocess.run(
        [sys.executable, "-c", DRAW], cwd=folder, capture_output=True, text=True, check=False,
        env={**kept, "PYTHONPATH": str(ROOT / "src"), **environment},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(line.split() for line in done.stdout.splitlines())


def test_two_processes_draw_the_same_bytes_whatever_surrounds_them(tmp_path: Path) -> None:
    here = {name: sha256(chart.svg.encode()).hexdigest() for name, chart in draw(issue_12()).items()}
    assert drawn_elsewhere(ROOT, PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1") == here
    settings = "svg.fonttype: path\nfont.size: 30\npath.sketch: 1, 100, 2\nlines.antialiased: False\n"
    (tmp_path / "matplotlibrc").write_text(settings, encoding="utf-8")
    assert drawn_elsewhere(tmp_path, PYTHONHASHSEED="2", HOME=str(tmp_path / "none"), LC_ALL="C") == here


def test_drawing_leaves_nothing_in_the_home_directory(tmp_path: Path) -> None:
    drawn_elsewhere(tmp_path, HOME=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_svg_names_no_file_program_or_date() -> None:
    for chart in draw(issue_12()).values():
        for word in (".ttf", "file:", "matplotlib", str(ROOT), "<metadata", "dc:date", "<use", "<image"):
            assert word.lower() not in chart.svg.lower(), chart.name


def test_the_empty_font_list_is_of_the_version_that_matplotlib_takes() -> None:
    draw(issue_12())
    from matplotlib.font_manager import FontManager  # noqa: PLC0415 - after drawing, as the search is then past

    assert FontManager.__version__ == LIST_VERSION
