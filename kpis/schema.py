"""JSON Schema of metric files, so that an editor helps to write one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kpis.definition import SAID_ELSEWHERE, Kpi, Variant

SCHEMA_PATH = Path(__file__).with_name("metric_file.schema.json")


def schema_text() -> str:
    """Return the schema: what dbt and MetricFlow ask, and `config.meta.accord` in full."""
    definitions = TypeAdapter(Kpi | Variant).json_schema(ref_template="#/$defs/{model}")
    kpi = definitions["$defs"]["Kpi"]
    kpi["required"] = [field for field in kpi["required"] if field not in SAID_ELSEWHERE]
    metric: dict[str, Any] = {
        "type": "object",
        "required": ["name", "label", "type", "type_params"],
        "properties": {
            "name": {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"},
            "label": {"type": "string", "description": "English label, unique."},
            "description": {"type": "string", "description": "English description."},
            "type": {"enum": ["simple", "ratio", "derived", "cumulative", "conversion"]},
            "type_params": {"type": "object"},
            "filter": {"type": "string"},
            "config": {
                "type": "object",
                "properties": {
                    "meta": {
                        "type": "object",
                        "properties": {"accord": {"anyOf": definitions["anyOf"]}},
                    }
                },
            },
        },
        "additionalProperties": False,
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Accord metric file",
        "description": "One KPI: its metric, its variants and the parts only they need.",
        "type": "object",
        "required": ["metrics"],
        "properties": {"metrics": {"type": "array", "minItems": 1, "items": metric}},
        "additionalProperties": False,
        "$defs": definitions["$defs"],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
