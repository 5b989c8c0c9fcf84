"""The production stack on this machine's loopback, from the very files of this folder.

    production.py     serves the seed content until Ctrl-C, with a DATABASE_URL that names an empty PostgreSQL database

nginx runs the files in nginx/, the application and its jobs the commands of the units in systemd/, with the settings of
the file `environment`. Only what belongs to the machine is another: paths, names, ports, and a certificate made for the
run. Nothing is kept. `make production` starts it; the tests do so, too.
"""

import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PORTS_OF_THE_UNITS = ("8001", "8002")
SECONDS_TO_STOP = 40
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
DEBIANS_CONFIGURATION = Path("/etc/nginx/nginx.conf")


class Stack:
    """The machine that deploy/README.md sets up, in a folder and on free ports.

    `replaced` has, for each of the server's own names, what stands for it here; `url` is the site's address.
    """

    def __init__(self, folder, database_url, **environment):
        """`environment`: variables that differ from the file's, for what a test is about."""
        self.folder = Path(folder).resolve()
        https, http, *ports = _free_ports(2 + len(PORTS_OF_THE_UNITS))
        self.url, self.http_url = f"https://localhost:{https}", f"http://localhost:{http}"
        self.certificate = self.folder / "tls/fullchain.pem"
        self.ports = dict(zip(PORTS_OF_THE_UNITS, ports, strict=True))
        self.replaced = {
            "/srv/oco/.venv/bin/python": sys.executable,
            "/srv/oco/deploy/nginx": f"{self.folder}/nginx",
            "/srv/oco": str(ROOT),
            "/var/lib/oco": f"{self.folder}/var",
            "/run/oco/": f"{self.folder}/run/",
            "/var/cache/oco": f"{self.folder}/cache",
            "/var/backups/oco": f"{self.folder}/backups",
            "/var/log/nginx": str(self.folder),
            "/var/www/html": str(self.folder),
            "/etc/letsencrypt/live/www.example.org": str(self.certificate.parent),
            "/etc/oco/environment": f"{self.folder}/environment",
            "https://www.example.org": self.url,
            "www.example.org": "localhost",
            "postgres://oco@/oco": database_url,
            "SECRET_KEY=": f"SECRET_KEY={secrets.token_urlsafe(50)}",
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "listen [::]:443 ": f"listen 127.0.0.2:{https} ",
            "listen 80": f"listen 127.0.0.1:{http}",
            "listen [::]:80": f"listen 127.0.0.2:{http}",
            **{f"127.0.0.1:{port}": f"127.0.0.1:{here}" for port, here in self.ports.items()},
            **{f"/run/oco/{port}": f"{self.folder}/run/{here}" for port, here in self.ports.items()},
        }
        self._processes = {}
        self._lay_out()
        given = re.findall(r"^(\w+)=(.*)$", (self.folder / "environment").read_text(), re.MULTILINE)
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = inherited | dict(given) | environment

    def here(self, text):
        """What stands in a file of this folder, in this run's words."""
        names = sorted(self.replaced, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, names)), lambda name: self.replaced[name[0]], text)

    def _lay_out(self):
        for name in ("var", "run", "backups", "tls", "nginx", "systemd"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        if not (self.folder / "var/static").exists():
            (self.folder / "var/static").symlink_to(ROOT / "var/static")  # collected already
        (self.folder / "environment").write_text(self.here((HERE / "environment").read_text()))
        for unit in (HERE / "systemd").iterdir():
            (self.folder / "systemd" / unit.name).write_text(self.here(unit.read_text()))
        for file in (HERE / "nginx").iterdir():
            (self.folder / "nginx" / file.name).write_text(self.here(file.read_text()))
        (self.folder / "nginx.conf").write_text(self._main_configuration())
        self._make_certificate()

    def _main_configuration(self):
        """Debian's own nginx.conf, changed as deploy/README.md says, which has the site's file in sites-enabled."""
        text = DEBIANS_CONFIGURATION.read_text()
        scratch = "".join(
            f"{name}_temp_path {self.folder}/nginx/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        for there, here in {
            r"worker_connections 768;": "worker_connections 4096;",
            r"user www-data;": "user root;" if os.geteuid() == 0 else "",
            r"pid /run/nginx.pid;": f"pid {self.folder}/nginx.pid;",
            r"/var/log/nginx": str(self.folder),
            r"include /etc/nginx/conf\.d/\*\.conf;": "",
            r"include /etc/nginx/sites-enabled/\*;": f"{scratch}include {self.folder}/nginx/oco.conf;",
        }.items():
            text, count = re.subn(there, here, text)
            if not count:
                raise RuntimeError(f"{DEBIANS_CONFIGURATION} has no {there}")
        return text

    def _make_certificate(self):
        key = self.certificate.with_name("privkey.pem")
        names = "subjectAltName=DNS:localhost,DNS:example.org"
        _run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc",
             "-days", "2", "-subj", "/CN=localhost", "-addext", names, "-keyout", key,
             "-out", self.certificate)  # fmt: skip

    # Units ------------------------------------------------------------------------------------------------------------

    def lines(self, unit, key):
        """What stands in the lines of one key (ExecStart, Environment, ...) of a unit, `oco-web@8001` or `oco-jobs`."""
        name, _, instance = unit.partition("@")
        file = self.folder / "systemd" / (f"{name}@.service" if instance else f"{name}.service")
        lines = re.findall(rf"^{key}=(.*)$", file.read_text(), re.MULTILINE)
        return [shlex.split(line.replace("%i", self.ports.get(instance, ""))) for line in lines]

    def _carry_out(self, unit, key):
        for command in self.lines(unit, key):
            _run(*command, cwd=ROOT, env=self.environment)

    def run(self, unit):
        """What systemd does when a timer starts a unit that ends by itself."""
        for key in ("ExecStart", "ExecStartPost"):
            self._carry_out(unit, key)

    def manage(self, *args):
        """Returns what the management command has printed."""
        return _run(sys.executable, "manage.py", *args, cwd=ROOT, env=self.environment)

    def start(self, unit):
        self._begin(unit)
        self._carry_out(unit, "ExecStartPost")

    def prepare_to_stop(self, unit):
        self._carry_out(unit, "ExecStop")

    def stop(self, unit):
        """As systemd does with KillMode=mixed: the main process is told, what is left is ended."""
        self.prepare_to_stop(unit)
        self._end(unit)

    def _end(self, unit):
        process = self._processes.pop(unit)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS_TO_STOP)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def process_id(self, unit):
        """Of its main process, which starts the others."""
        return self._processes[unit].pid

    def restart(self, unit):
        self.stop(unit)
        self.start(unit)

    def _begin(self, unit):
        [command] = self.lines(unit, "ExecStart")
        variables = dict(variable.split("=", 1) for line in self.lines(unit, "Environment") for variable in line)
        self._spawn(unit, command, variables | self.environment)

    def _spawn(self, name, command, environment):
        with open(self.log(name), "a") as output:
            self._processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def log(self, name):
        return self.folder / f"{name}.log"

    # All of it --------------------------------------------------------------------------------------------------------

    @contextmanager
    def running(self):
        """The database must be migrated."""
        units = [f"oco-web@{port}" for port in PORTS_OF_THE_UNITS]
        try:
            for unit in units:  # at once, as at the start of a machine
                self._begin(unit)
            for unit in units:
                self._carry_out(unit, "ExecStartPost")
            self._spawn("nginx", [NGINX, "-c", self.folder / "nginx.conf", "-g", "daemon off;"], self.environment)
            _run("curl", "--silent", "--fail", "--cacert", self.certificate, "--retry", "50", "--retry-delay", "1",
                 "--retry-all-errors", f"{self.url}/healthz/live")  # fmt: skip
            yield self
        finally:
            for name in reversed(list(self._processes)):
                self._end(name)


def _free_ports(count):
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [str(listener.getsockname()[1]) for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def _run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


def main():
    if not NGINX:
        sys.exit("nginx is needed. On Debian: apt-get install nginx libnginx-mod-http-brotli-static")
    with tempfile.TemporaryDirectory(prefix="oco-production-") as folder:
        stack = Stack(folder, os.environ["DATABASE_URL"])
        print("Making the database and its content ...", flush=True)
        stack.manage("migrate", "--verbosity=0")
        stack.manage("load_seed_content", "--verbosity=0")
        with stack.running():
            print(f"\n  The site    {stack.url}/ (its certificate is made for this run: the browser warns)")
            print(f"  Its files   {folder}\n\nCtrl-C stops.", flush=True)
            signal.pause()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops what has been started, as Ctrl-C does
    try:
        main()
    except KeyboardInterrupt:
        print()
