"""What preflight and its checks say: one thing found, and whether it stops a publish."""

from dataclasses import dataclass

BLOCK, WARN = "block", "warn"


@dataclass(frozen=True)
class Finding:
    """One thing found. `id` is stable; `field` names the form field that mends it; `photo` a photo to leave out;
    `quote` the words it stands on."""

    id: str
    severity: str
    message: str
    advice: str
    field: str = ""
    photo: str = ""
    quote: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCK
