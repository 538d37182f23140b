"""What sums of money lack: the rate of a currency, or the amount itself."""

from __future__ import annotations

from kpis.lacks.lack import Lack

#: A row whose amount nobody knows.
NO_AMOUNT = "case when amount is null then 1 else 0 end"


def money(
    name: str,
    model: str,
    day: str,
    words: tuple[str, str],
    *,
    unknown: str,
    rows: str = "1",
    where: str = "1 = 1",
    flag: str = "is_fx_missing",
    amounts: tuple[str, str] = ("", ""),
    needs: tuple[str, ...] = ("amounts_of_deals",),
    also: tuple[str, ...] = (),
) -> dict[str, Lack]:
    """Return what sums of money lack: `rates_of_<name>` and `amounts_of_<name>`.

    Who names the first lacks the second, too. `unknown` flags rows whose amount nobody knows.
    """
    what_en, what_fr = words
    source_amount, amount = amounts
    return {
        f"rates_of_{name}": Lack(
            model=model,
            day=day,
            flag=flag,
            rows=rows,
            words_en=f"no exchange rate for {{names}}: {{lacking}} of {{rows}} {what_en} left out",
            words_fr=(
                f"pas de taux de change pour {{names}} : {{lacking}} {what_fr} sur {{rows}} "
                "hors du total"
            ),
            where=where,
            named="currency",
            amount=amount,
            source_amount=source_amount,
            carried_en=(
                f"last known exchange rate of {{names}} for {{lacking}} of {{rows}} {what_en}"
            ),
            carried_fr=(
                f"dernier taux de change connu de {{names}} pour {{lacking}} {what_fr} sur {{rows}}"
            ),
            needs=needs,
            also=(f"amounts_of_{name}", *also),
        ),
        f"amounts_of_{name}": Lack(
            model=model,
            day=day,
            flag=unknown,
            rows=rows,
            words_en=f"amount of {{lacking}} of {{rows}} {what_en} not known",
            words_fr=f"montant inconnu pour {{lacking}} {what_fr} sur {{rows}}",
            where=where,
            needs=needs,
        ),
    }
