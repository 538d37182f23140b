"""Pools of invented names. Made once; drawing from them costs no faker call per row."""

from __future__ import annotations

import random
import unicodedata

_FRENCH = (
    "Camille Louise Chloé Manon Inès Léa Julie Sophie Élodie Claire Hugo Lucas Théo Antoine"
    " Nicolas Julien Mathieu Olivier Étienne Benoît",
    "Martin Bernard Dubois Laurent Moreau Lefèvre Girard Bonnet Lambert Rousseau Fontaine"
    " Mercier Blanchet Chevalier Perrin Gauthier Delacourt Vasseur Renard Marchand",
)
_GERMAN = (
    "Anna Lena Sophie Katrin Julia Laura Sabine Heike Jonas Lukas Felix Maximilian Stefan"
    " Andreas Tobias Jürgen Matthias Florian Markus Dieter",
    "Müller Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein"
    " Wolf Schröder Neumann Krüger Hartmann Lange Vogel Brandt",
)
_ENGLISH = (
    "Emily Charlotte Grace Hannah Olivia Lucy Rebecca Alice Megan Zoe James Oliver Harry"
    " Thomas George William Daniel Matthew Simon Peter",
    "Smith Taylor Brown Wilson Evans Thomas Walker Wright Hughes Green Hall Wood Clarke"
    " Turner Cooper Ward Morris Bennett Shaw Fletcher",
)
_SPANISH = (
    "María Carmen Lucía Paula Elena Marta Ana Irene Sara Laura Javier Carlos Alejandro Pablo"
    " Sergio Diego Álvaro Rubén Jorge Iván",
    "García Martínez López Sánchez Pérez Gómez Ruiz Hernández Jiménez Díaz Moreno Muñoz"
    " Álvarez Romero Navarro Torres Domínguez Vázquez Ramos Gil",
)
_ITALIAN = (
    "Giulia Chiara Francesca Sara Martina Elisa Valentina Silvia Laura Paola Marco Luca Andrea"
    " Matteo Francesco Davide Stefano Simone Paolo Roberto",
    "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti"
    " De-Luca Mancini Costa Giordano Rizzo Lombardi Moretti",
)
_DUTCH = (
    "Emma Sanne Lotte Femke Eva Anouk Iris Maartje Roos Fleur Daan Sem Lars Bram Thijs Jeroen"
    " Ruben Pieter Sander Koen",
    "Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Kok"
    " Jacobs Vermeer Schouten Willems Hoekstra Koster Prins",
)
_BY_MARKET: dict[str, tuple[tuple[str, str], ...]] = {
    "FR": (_FRENCH,),
    "DE": (_GERMAN,),
    "GB": (_ENGLISH,),
    "US": (_ENGLISH, _SPANISH),
    "ES": (_SPANISH,),
    "IT": (_ITALIAN,),
    "NL": (_DUTCH,),
    "BE": (_FRENCH, _DUTCH),
    "CH": (_GERMAN, _FRENCH),
}
_POOLS = {
    market: tuple((firsts.split(), lasts.split()) for firsts, lasts in pools)
    for market, pools in _BY_MARKET.items()
}
_HEADS_TEXT = (
    "Nor Bel Vel Cor Tal Mer Lum Alt Ser Dom Fal Gal Hel Kar Lor Mon Ner Ost Pal Quin Ros Sal"
    " Tor Ul Val Wes Zan Ar Bren Cas Del El"
)
_HEADS = _HEADS_TEXT.split()
_TAILS_TEXT = (
    "vane mara tica vera lys dorn wick stad mont ford nova pard cello rix tane bury gard lund"
    " mira pont quist rano silva tech via zone berg dale field ham ia on"
)
_TAILS = _TAILS_TEXT.split()
_TRADES_TEXT = (
    "Logistics Foods Pharma Textiles Energy Robotics Finance Media Travel Insurance Retail"
    " Chemicals Optics Plastics Software Consulting Hotels Motors Paper Packaging Aero Maritime"
    " Health Studios Devices"
)
_TRADES = _TRADES_TEXT.split()
JOB_TITLES = (
    "Head of Sales",
    "Marketing Manager",
    "Operations Director",
    "IT Manager",
    "CEO",
    "CFO",
    "Procurement Lead",
    "Data Analyst",
    "Customer Service Manager",
    "Project Manager",
)


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    return "-".join("".join(c if c.isalnum() else " " for c in plain.decode().lower()).split())


def person_name(rng: random.Random, market: str) -> tuple[str, str]:
    """First and last name, as common in the market."""
    firsts, lasts = rng.choice(_POOLS[market])
    return rng.choice(firsts), rng.choice(lasts)


class CompanyNames:
    """Invented company names, each given once; their domains end in `.example`."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def take(self) -> tuple[str, str, str]:
        """A free (name, other name, domain)."""
        for _ in range(40):
            stem = self._rng.choice(_HEADS) + self._rng.choice(_TAILS)
            trade = self._rng.choice(_TRADES)
            if f"{stem} {trade}" not in self._taken:
                break
        else:
            # A large world asks for more names than the pools hold.
            stem = f"{stem} {len(self._taken)}"
        name = f"{stem} {trade}"
        self._taken.add(name)
        return name, f"{stem} Group", f"{slug(name)}.example"


class Mailboxes:
    """Unique e-mail addresses: a number follows the name when it is taken at the domain."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, first: str, last: str, domain: str) -> str:
        """A free address at the domain."""
        local = f"{slug(first)}.{slug(last)}@{domain}"
        count = self._taken.get(local, 0) + 1
        self._taken[local] = count
        if count == 1:
            return local
        return self.take(first, f"{last}{count}", domain)
