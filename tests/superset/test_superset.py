"""`make superset`: a real Superset imports the bundle; its charts show the published figures."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publishing.bi import read_meaning
from publishing.bi.superset import bundle
from tests.publishing.bi.conftest import KEYS, PUBLICATION

pytestmark = [
    pytest.mark.superset,
    pytest.mark.skipif(
        "ACCORD_SUPERSET_PYTHON" not in os.environ,
        reason="run `make superset`: it installs Superset beside Accord",
    ),
]
_PROGRAM = Path(__file__).parent / "program" / "ask_charts.py"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("superset")
    file = folder / "accord.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(PUBLICATION)
        # The total that the charts of a scorecard show.
        connection.execute(
            "insert into kpi.kpi_values select kpi_id, variant, grain, period_start, 'total', "
            "'total', sum(value), sum(numerator), sum(denominator), null, null, true "
            "from kpi.kpi_values where kpi_id = 'revenue' group by all"
        )
    content = bundle(read_meaning(file, KEYS), f"duckdb:///{file}?access_mode=READ_ONLY")
    (folder / "bundle.zip").write_bytes(content)
    config = folder / "superset_config.py"
    config.write_text(
        "SECRET_KEY = 'of the tests'\n"
        f"SQLALCHEMY_DATABASE_URI = 'sqlite:///{folder}/superset.db'\n"
        "PREVENT_UNSAFE_DB_CONNECTIONS = False\n"
    )
    python = Path(os.environ["ACCORD_SUPERSET_PYTHON"]).absolute()
    superset = str(python.parent / "superset")
    admin = "--username admin --firstname A --lastname B --email a@example.com --password admin"
    environment = {**os.environ, "SUPERSET_CONFIG_PATH": str(config), "FLASK_APP": "superset.app"}
    for command in (
        [superset, "db", "upgrade"],
        [superset, "fab", "create-admin", *admin.split()],
        [superset, "init"],
        [superset, "import-dashboards", "--username", "admin", "--path", f"{folder}/bundle.zip"],
        [str(python), str(_PROGRAM), str(folder / "report.json")],
    ):
        done = subprocess.run(
            command,
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def test_every_scorecard_is_a_dashboard(answers: dict[str, Any]) -> None:
    assert answers["dashboards"] == {"accord-sales": ["Revenue", "Win rate"]}


def test_a_chart_shows_the_published_figures(answers: dict[str, Any]) -> None:
    rows = answers["charts"]["Revenue"]
    assert sorted((row["period_start"][:10], row["figure"]) for row in rows) == [
        ("2026-01-01", 150.0),
        ("2026-02-01", 30.0),
    ]
