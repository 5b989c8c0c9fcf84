"""Staff in the tests: people of the three groups, and what they find in their mail."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from oco_site.groups import ADMINISTRATORS, AUTHORS, PUBLISHERS

GROUPS = {"author": AUTHORS, "publisher": PUBLISHERS, "administrator": ADMINISTRATORS}


def person(role, language="en", name=None):
    """A user of one of the groups, whose admin and mail are in a language."""
    name = name or role
    user = get_user_model().objects.create(username=name, email=f"{name}@example.org", first_name=name)
    user.groups.add(Group.objects.get(name=GROUPS[role]))
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def sign_in(client, name, password, **headers):
    """The answer to the sign-in form: 302 if name and password are right."""
    return client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"}, **headers)


def link_in(mail):
    """The path of the link to choose a password."""
    return re.search(r"http://localhost:8000(/admin/password_reset/confirm/\S+)", mail.body)[1]
