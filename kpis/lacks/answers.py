"""What figures of survey answers may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack


def _without_a_scale(kind: str) -> Lack:
    return Lack(
        model="fct_survey_answers",
        day="answered_on",
        flag="is_scale_missing",
        rows=f"is_{kind}",
        words_en="scale of {lacking} of {rows} answers not known",
        words_fr="échelle inconnue pour {lacking} réponses sur {rows}",
        where=f"is_{kind} = 1",
    )


#: By the name that a measure writes.
ANSWERS: Mapping[str, Lack] = {
    "scales_of_csat_answers": _without_a_scale("csat"),
    "scales_of_ces_answers": _without_a_scale("ces"),
}
