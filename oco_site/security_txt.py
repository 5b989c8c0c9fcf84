"""/.well-known/security.txt (RFC 9116): whom to tell of a weakness of the site."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpResponse

# To be moved on by whoever keeps the code up, once a year at most (section 2.5.5), after asking whether the contact of
# each installation is still read. A test fails from a month before.
EXPIRES = datetime(2027, 10, 31, tzinfo=UTC)


def security_txt(request):
    """There is none where no contact is set: nobody would read what is told."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    fields = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": EXPIRES.isoformat(),
        "Preferred-Languages": "en, fr",
        "Canonical": f"{settings.SITE_URL}{request.path}",
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
