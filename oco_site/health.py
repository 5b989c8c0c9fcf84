"""Whether a process runs (`/healthz/live`) and can serve (`/healthz/ready`), for restarts, load balancers and monitors.

A middleware before all others instead of views: these ask by the process's own address, over http. No answer is kept
anywhere, none sets a cookie, and `live` asks nothing of the database.
"""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone

from oco_site.scheduling import ScheduledRun


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/healthz/live":
            return _answer({"status": "live"})
        if request.path_info == "/healthz/ready":
            return _answer(readiness())
        return self.get_response(request)


def readiness():
    """`status` is "ready", or "not ready" when a part is needed that fails; then each part with what is known of it.

    Scheduled jobs that are late make nothing "not ready": a load balancer would take the site away for it.
    """
    try:
        if pending := _pending_migrations():
            return {"status": "not ready", "database": "ok", "migrations": f"{pending} pending"}
        _run, is_late = ScheduledRun.last(timezone.now())
    except Error:
        return {"status": "not ready", "database": "unreachable"}
    return {"status": "ready", "database": "ok", "migrations": "ok", "scheduled_jobs": "late" if is_late else "ok"}


def _pending_migrations():
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answer(parts):
    response = JsonResponse(parts, status=503 if parts["status"] == "not ready" else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
