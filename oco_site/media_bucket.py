"""Images and documents in a bucket with the S3 interface, for an installation on more than one machine.

Imported only where MEDIA_BUCKET is set: boto3 takes its time and memory.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class MediaBucket(S3Storage):
    """Files keep their addresses at the site: pages may load from no other host, and the bucket need not be public."""

    file_overwrite = False  # as on a disk: a second file of a name gets another one

    def url(self, name, parameters=None, expire=None, http_method=None):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
