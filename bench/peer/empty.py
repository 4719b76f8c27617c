"""A function that does nothing: what the runtime alone costs."""


def handler(event: object, context: object) -> dict[str, object]:
    return {"version": "1.0", "response": {}}
