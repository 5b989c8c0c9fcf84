"""A worker and the database server, killed while people read: what goes on meanwhile, and how it comes back."""

import threading
from itertools import count

import pytest
import requests

from tests.deploy.conftest import visitor
from tests.waiting import until

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

READERS = 4


def test_a_worker_that_is_killed_is_replaced_and_only_requests_in_hand_are_lost(machine):
    port, numbers, answers, ended = machine.port_to_kill(), count(), [], threading.Event()

    def read():
        with visitor(machine.stack) as session:
            while not ended.is_set():
                try:  # no answer is kept for a word that nobody has asked for
                    path = f"/en/search/?q=customs{next(numbers)}"
                    answers.append(session.get(machine.stack.url + path, timeout=60).status_code)
                except requests.RequestException as error:
                    answers.append(str(error))

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        killed = machine.worker(port)
        machine.kill_worker(port)
        until(lambda: machine.worker(port) not in (None, killed), "there is another worker")
        until(lambda: machine.answers(port), "it answers")
    finally:
        ended.set()
        for reader in readers:
            reader.join()

    lost = [answer for answer in answers if answer != 200]
    assert len(answers) > READERS
    assert len(lost) <= READERS, lost


def test_without_a_database_server_kept_pages_go_on_and_all_comes_back_without_a_restart(machine):
    workers = [machine.worker(port) for port in machine.stack.ports]
    with visitor(machine.stack) as session:
        before = session.get(machine.stack.url + "/fr/").content
        machine.database.kill_server()
        try:
            kept = session.get(machine.stack.url + "/fr/")
            others = {
                words: session.get(machine.stack.url + path)
                for path, words in {"/en/search/?q=away": "try again", "/fr/recherche/?q=away": "réessayer"}.items()
            }
        finally:
            machine.database.start_server()
        assert (kept.status_code, kept.content) == (200, before)
        for words, answer in others.items():
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            assert words in answer.text
        machine.has_recovered()
        assert session.get(machine.stack.url + "/fr/recherche/?q=away").status_code == 200
    assert [machine.worker(port) for port in machine.stack.ports] == workers
