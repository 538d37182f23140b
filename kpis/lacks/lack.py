"""What some rows of a mart are without, as a figure says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lack:
    """Something that some rows of a mart are without.

    Attributes:
        model: the mart whose rows are counted.
        day: the column with the day on which a row counts.
        flag: the column whose sum says how many rows are without it.
        rows: what sums up to how many rows the figure is made of.
        words_en, words_fr: the reason; `{lacking}`, `{rows}` and `{names}` stand for figures.
        where: condition on the rows; `kpi_grain` and `kpi_dimension` are those of the figure.
        named: the column that the words name, such as the currency without a rate.
        amount: where the amount of each row is known, it says how much is missing: of the rows left
            out `lacking_amount`, or else the amount of the rows with the flag.
        source_amount: of rows without a rate, the amount in their own currency: at the last rate
            that is known of it, it says about how much is missing beside `amount`.
        carried_en, carried_fr: what is said of rows that are counted at a rate carried on.
        needs: what a figure is made of whose rows may lack this, by its name in `kpis/needs.py`.
        also: what else the same figures may lack, by its name here: what sums money lacks amounts
            as it lacks rates.
        split_by: only figures of one value of this dimension lack it, and of rows of any other.
    """

    model: str
    day: str
    flag: str
    rows: str
    words_en: str
    words_fr: str
    where: str = "1 = 1"
    named: str = ""
    amount: str = ""
    lacking_amount: str = ""
    source_amount: str = ""
    carried_en: str = ""
    carried_fr: str = ""
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    split_by: str = ""

    @property
    def amount_left_out(self) -> str:
        """What sums up to the amount of the rows left out."""
        return self.lacking_amount or f"case when {self.flag} = 1 then {self.amount} else 0 end"
