"""The interaction model: what Amazon is told that people say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SlotValue:
    """One value of a custom slot type, with everything people may call it."""

    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelIntent:
    """One intent: its slots' types by name, and its samples, slots in braces."""

    slots: Mapping[str, str]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """One language's file of `interaction_model/`, intents and custom types by name."""

    invocation_name: str
    intents: Mapping[str, ModelIntent]
    types: Mapping[str, tuple[SlotValue, ...]]

    @classmethod
    def read(cls, path: Path) -> "LanguageModel":
        model = json.loads(path.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
        return cls(
            invocation_name=model["invocationName"],
            intents={
                intent["name"]: ModelIntent(
                    slots={slot["name"]: slot["type"] for slot in intent["slots"]},
                    samples=tuple(intent["samples"]),
                )
                for intent in model["intents"]
            },
            types={
                slot_type["name"]: tuple(
                    SlotValue(value["id"], value["name"]["value"], tuple(value["name"]["synonyms"]))
                    for value in slot_type["values"]
                )
                for slot_type in model["types"]
            },
        )
