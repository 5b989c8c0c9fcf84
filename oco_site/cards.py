"""The picture that a messenger or a network shows with a link, for pages without a photograph: a drawn card.

A card is made once for each text and kept with the media; its address holds a hash of what it shows, so that it may be
kept for ever and a changed title gets a new one.
"""

import hashlib
import unicodedata
from functools import cache
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # what Open Graph readers crop to
GROUND = settings.BASE_DIR / "static" / "img" / "card.png"
FONT = settings.BASE_DIR / "static" / "fonts" / "alegreya-oco.woff2"
INK, INK_2 = "#0d2530", "#44585f"
LEFT, RIGHT = 64, 760  # of the text; the chart begins beyond
MARK = (LEFT, 50, LEFT + 92, 146)  # left, top, right, bottom of the mark on the ground
EMBLEM = f"max-{MARK[2] - MARK[0]}x{MARK[3] - MARK[1]}|format-png"
DRAWING = b"1"  # raise it when the cards are to be drawn anew


def card_hash(*texts):
    """Of what the card shows: 16 hexadecimal digits."""
    return hashlib.sha256(DRAWING + "\0".join(texts).encode()).hexdigest()[:16]


def kept_card(digest, texts, emblem):
    """The PNG of a card, drawn if nobody asked for it before. `emblem`: the organisation's, an image, or None."""
    name = f"cards/{digest}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return file.read()
    if emblem:
        with emblem.get_rendition(EMBLEM).file.open() as file:
            drawn = draw_card(*texts, emblem=file)
    else:
        drawn = draw_card(*texts)
    default_storage.save(name, ContentFile(drawn))
    return drawn


def drawable(text):
    """With the letters that the heading face has: of others the plain letter, else nothing."""
    letters = (letter if _has(letter) else unicodedata.normalize("NFKD", letter)[0] for letter in text)
    return "".join(letter for letter in letters if _has(letter))


@cache
def _has(letter):
    if letter.isspace() or not letter.isprintable():
        return letter.isspace()
    missing = "\uffff"
    return bytes(_font(20).getmask(letter)) != bytes(_font(20).getmask(missing))


def draw_card(title, line, organisation, emblem=None):
    """The PNG of a card: the organisation above, the title as large as it fits, a line with number and date below.

    `emblem`: a file with the picture that stands before the organisation, instead of the mark.
    """
    with Image.open(GROUND) as ground:
        card = ground.convert("RGB")
    if emblem:
        _put_for_the_mark(card, emblem)
    draw = ImageDraw.Draw(card)
    title, line, organisation = map(drawable, (title, line, organisation))
    draw.text((LEFT + 108, 98), organisation, font=_font(34), fill=INK, anchor="lm")
    for size in (68, 60, 52, 46, 40):
        font = _font(size)
        lines = _wrapped(title, font)
        if len(lines) * size * 1.12 <= 330:
            break
    else:
        lines = [*lines[:7], "…"]
    draw.multiline_text((LEFT, 190), "\n".join(lines), font=font, fill=INK, spacing=size * 0.12)
    draw.text((LEFT, 566), line, font=_font(34), fill=INK_2, anchor="lm")
    output = BytesIO()
    card.quantize(64).save(output, "PNG", optimize=True)
    return output.getvalue()


def _put_for_the_mark(card, emblem):
    left, top, right, bottom = MARK
    card.paste("white", MARK)
    with Image.open(emblem) as picture:
        picture = picture.convert("RGBA")
    place = ((left + right - picture.width) // 2, (top + bottom - picture.height) // 2)
    card.paste(picture, place, picture)


@cache
def _font(size):
    return ImageFont.truetype(FONT, size)


def _wrapped(text, font):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= RIGHT - LEFT or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
