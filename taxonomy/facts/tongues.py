"""Names of languages."""

from __future__ import annotations

__all__ = ["LANGUAGES"]

LANGUAGES: dict[str, str] = {
    "nederlands": "nld", "engels": "eng", "duits": "deu", "frans": "fra", "spaans": "spa",
    "pools": "pol", "arabisch": "ara", "turks": "tur", "oekraïens": "ukr", "oekraiens": "ukr",
    "russisch": "rus", "italiaans": "ita", "portugees": "por", "roemeens": "ron",
    "bulgaars": "bul", "tigrinya": "tir", "somalisch": "som", "farsi": "fas", "perzisch": "fas",
    "dari": "prs", "pasjtoe": "pus", "koerdisch": "kur", "berbers": "ber", "chinees": "zho",
    "mandarijn": "cmn", "hongaars": "hun", "tsjechisch": "ces", "slowaaks": "slk",
    "grieks": "ell", "fries": "fry", "papiamento": "pap", "papiaments": "pap", "vlaams": "nld",
    "litouws": "lit", "lets": "lav", "servisch": "srp", "kroatisch": "hrv", "vietnamees": "vie",
    "japans": "jpn", "hindi": "hin", "urdu": "urd", "zweeds": "swe", "deens": "dan",
    "noors": "nor", "fins": "fin",
}  # fmt: skip
"""Dutch name in lower case → ISO 639-3."""
