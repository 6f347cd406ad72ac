"""Where a video, a recording or a chart of another site can be played in place: only after a reader asked for it.

The settings allow frames of these hosts and no others.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """A site whose player runs in a frame. `pattern` reads the page's address, `player` is the frame's."""

    pattern: str
    player: str
    shape: str = "video"


PROVIDERS = (
    Provider(
        r"(?:(?:www|m)\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)([\w-]{11})(?![\w-])",
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    Provider(r"youtu\.be/([\w-]{11})(?![\w-])", "https://www.youtube-nocookie.com/embed/{}?autoplay=1"),
    Provider(r"(?:www\.)?vimeo\.com/(\d{6,12})/?(?:[?#]|$)", "https://player.vimeo.com/video/{}?dnt=1&autoplay=1"),
    Provider(r"player\.vimeo\.com/video/(\d{6,12})(?!\d)", "https://player.vimeo.com/video/{}?dnt=1&autoplay=1"),
    Provider(r"(?:www\.)?dailymotion\.com/video/(\w{5,12})(?!\w)", "https://geo.dailymotion.com/player.html?video={}"),
    Provider(r"archive\.org/(?:details|embed)/([\w.-]{3,100})/?(?:[?#]|$)", "https://archive.org/embed/{}"),
    Provider(
        r"open\.spotify\.com/(?:intl-\w+/)?((?:episode|show|track|album|playlist)/\w{22})(?!\w)",
        "https://open.spotify.com/embed/{}",
        "audio",
    ),
    Provider(r"datawrapper\.dwcdn\.net/(\w{5})(?!\w)", "https://datawrapper.dwcdn.net/{}/", "chart"),
    Provider(
        r"(?:public\.flourish\.studio|flo\.uri\.sh)/visualisation/(\d{4,12})(?!\d)",
        "https://flo.uri.sh/visualisation/{}/embed",
        "chart",
    ),
)
FRAMES = sorted({"/".join(provider.player.split("/")[:3]) for provider in PROVIDERS})


@dataclass(frozen=True)
class Player:
    """What a frame is opened with."""

    url: str
    shape: str


def player_of(url: str) -> Player | None:
    """Return the player for a page's address, or None where a reader can only follow the link."""
    for provider in PROVIDERS:
        if found := re.match("https://" + provider.pattern, url):
            return Player(provider.player.format(found[1]), provider.shape)
    return None
