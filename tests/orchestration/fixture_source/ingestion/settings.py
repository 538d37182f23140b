"""Trade fairs: its settings."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.source_config import SourceConfig


class TradeFairsConfig(SourceConfig):
    """The organiser's account."""

    model_config = SettingsConfigDict(env_prefix="ACCORD_TRADE_FAIRS_")
    title = "Trade fairs"

    token: SecretStr = Field(description="Token of the organiser's portal.")
    city: str = Field(default="Lyon", description="Where the fairs are.")
