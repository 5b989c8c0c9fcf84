# `make help` lists the targets. What has to work before any package is installed is in deploy/local.py.

PYTHON ?= python3
PYTEST_ARGS ?=
ARCHIVE ?=
REPLACE ?=
LOCK_ARGS ?=

# PORT=9000 make run: the site's own idea of its address follows, for this run; .env stays as it is.
ifneq ($(origin PORT),undefined)
SITE_URL ?= http://localhost:$(PORT)
export SITE_URL
endif
PORT ?= 8000

LOCAL := $(PYTHON) deploy/local.py
PY := .venv/bin/python
MANAGE := $(PY) manage.py
SITE := .venv/site.installed
TESTS := .venv/tests.installed
FRENCH := locale/fr/LC_MESSAGES/django.mo
STATIC := var/static/.collected
# Both in one process: each start of Django costs two seconds.
PREPARE := DJANGO_SETTINGS_MODULE=oco_site.settings $(PY) -c "import django; django.setup(); \
	from django.core.management import call_command as call; call('migrate', verbosity=0); call('load_seed_content')"
# For commands that need settings, but nobody's secrets and no database.
PRODUCTION := DEBUG=False SECRET_KEY=for-checks-only-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=www.example.org SITE_URL=https://www.example.org DATABASE_URL=sqlite:///var/nothing.sqlite3

.PHONY: help run dev production account installed backup restore test test-faults lint format messages lock audit guide bench clean port prepared browser FORCE
.NOTPARALLEL:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s%s\n", $$1, $$2 }' Makefile

# The jobs run beside the server, each minute, until its process ends, however it does: `exec` keeps the shell's number. Its
# variable is explained in deploy/systemd/oco-web@.service.
run: port prepared $(STATIC)  ## the site as in production, at http://localhost:8000/ (another port: PORT=9000 make run)
	@printf '\n  The site    http://localhost:%s/\n  Its admin   http://localhost:%s/admin/\n' $(PORT) $(PORT)
	@printf '  An account for the admin: make account (in another terminal). Ctrl-C stops.\n\n'
	@while :; do $(MANAGE) run_scheduled_jobs; timeout 60 tail --pid=$$$$ -f /dev/null; [ $$? = 124 ] || break; done & \
	MALLOC_MMAP_THRESHOLD_=131072 exec $(PY) -m granian oco_site.wsgi:application --interface wsgi --host 127.0.0.1 --port $(PORT) --no-ws \
		--workers 2 --blocking-threads 4 --respawn-failed-workers --workers-kill-timeout 5

dev: port prepared  ## the debug server: reloads itself, shows errors
	@DEBUG=True exec $(MANAGE) runserver $(PORT)

production: $(SITE) $(FRENCH) $(STATIC)  ## the stack of deploy/ on this machine: nginx, two processes, PostgreSQL; nothing is kept
	@$(PYTHON) deploy/postgres.py $(PY) deploy/production.py

account: prepared  ## an account for the admin, with every right
	@$(MANAGE) createsuperuser

installed: $(SITE) $(FRENCH)  ## packages and French messages, as a server needs them

backup: $(SITE)  ## the database and the media in one dated archive, in var/backups/
	@$(MANAGE) backup

restore: $(SITE) $(FRENCH)  ## a backup into an empty installation: make restore ARCHIVE=… (over another one: REPLACE=yes, too)
	@$(LOCAL) env
	@$(MANAGE) restore "$(ARCHIVE)" $(if $(filter yes,$(REPLACE)),--replace)

# On two cores; a third worker uses what those that drive a browser leave while they wait for it.
test: $(TESTS) $(FRENCH) $(STATIC) $(if $(findstring not browser,$(PYTEST_ARGS)),,browser)  ## the whole suite (a part: make test PYTEST_ARGS='tests/news -x')
	@$(PY) -m pytest --numprocesses $(if $(findstring not browser,$(PYTEST_ARGS)),2,3) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

# On a PostgreSQL of its own, which it kills. CROWD_SECONDS=60: the crowd for a minute.
test-faults: $(TESTS) $(FRENCH) $(STATIC)  ## the production stack, broken in every way that the README promises it survives
	@$(PYTHON) deploy/postgres.py $(PY) -m pytest -m faults tests/faults $(PYTEST_ARGS)

lint: $(TESTS)  ## code, templates, settings for production, migrations, French messages
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { echo 'Not formatted: make format'; exit 1; }
	@$(PY) -m djlint --lint --quiet templates
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	@$(PY) -m oco_site.messages check

format: $(TESTS)  ## formats the Python code
	@$(PY) -m ruff check --select I --fix --quiet .
	@$(PY) -m ruff format .

messages: $(SITE)  ## brings the French catalogue up to date with the code and the templates
	@$(PY) -m oco_site.messages update

lock: $(SITE)  ## writes both lock files from the requirements (newer indirect ones too: LOCK_ARGS=--upgrade)
	@$(PY) -m pip install --quiet uv==0.13.9
	@for name in requirements tests/requirements; do \
		$(PY) -m uv pip compile $$name.txt --output-file $$name.lock --universal --python-version 3.11 \
			--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' --no-config --quiet \
			$(LOCK_ARGS) || exit 1; \
	done

# In an environment of its own, which uv makes. It fails as well where a package cannot be looked up.
audit: $(SITE)  ## known vulnerabilities in the locked packages (asks pypi.org)
	@$(PY) -m pip install --quiet uv==0.13.9
	@$(PY) -m uv tool run --no-config --quiet pip-audit==2.10.1 --strict --disable-pip --progress-spinner off \
		--requirement requirements.lock --requirement tests/requirements.lock

bench: $(TESTS) $(FRENCH) $(STATIC) browser  ## transfer, requests, queries and first paint of each page type
	@$(PY) -m tests.bench

guide: $(TESTS) $(FRENCH) $(STATIC) browser  ## takes the pictures of the admin's guide anew
	@$(PY) -m tests.guide_pictures

clean:  ## removes what the other targets make, but never the database, the media or .env
	@rm -rf .venv var/static var/log $(FRENCH) .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the targets above stand on -------------------------------------------------------------------------------------

port:
	@$(LOCAL) port $(PORT)

prepared: $(SITE) $(FRENCH)
	@$(LOCAL) env
	@$(PREPARE)

$(SITE): FORCE
	@$(LOCAL) install requirements.lock $@

$(TESTS): $(SITE) FORCE
	@$(LOCAL) install tests/requirements.lock $@

browser: $(TESTS)
	@$(LOCAL) browser

$(FRENCH): locale/fr/LC_MESSAGES/django.po $(SITE)
	@$(PY) -m babel.messages.frontend --quiet compile --locale fr --input-file $< --output-file $@.part
	@mv $@.part $@

# Anew when a file here or the installed packages have changed; a stamp, so that half a collection does not count.
$(STATIC): $(SITE) oco_site/settings.py $(shell find static)
	@$(PRODUCTION) $(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@
