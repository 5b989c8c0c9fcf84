"""One cold visit to a page over an island link, in a fresh headless Chromium: when it paints.

The link is a TCP relay: a new connection carries its first byte after three round trips (TCP, TLS 1.3, the request),
then 400 kbit/s with slow start; the processor is slowed 4 times, the screen a phone's. The site is served over
HTTP/1.1 without TLS: the relay adds the handshakes. Loopback only.
"""

import asyncio
import threading
from collections import deque
from urllib.parse import urlsplit

from tests.bench.chromium import launch, settle

RTT = 0.6  # seconds
BYTES_PER_SECOND = 400_000 / 8
HANDSHAKES = 2  # round trips before the request: TCP, TLS 1.3
SEGMENT = 1460
FIRST_WINDOW = 10 * SEGMENT
PROCESSOR_SLOWED = 4
PHONE = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "device_scale_factor": 1.75}


class SlowLink(threading.Thread):
    """A TCP relay that behaves as a long thin link.

    Round trips for the handshakes, half a round trip each way, one downlink that all connections share, and per
    connection TCP's slow start (10 segments, doubled per round trip).
    """

    def __init__(self, upstream_port):
        super().__init__(daemon=True)
        self.upstream_port = upstream_port
        self.free_at, self.loop = 0.0, asyncio.new_event_loop()
        self.start()
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self.serve, "127.0.0.1", 0), self.loop).result()
        self.port = server.sockets[0].getsockname()[1]

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.call_later, 2, self.loop.stop)  # what is under way ends first

    async def serve(self, reader, writer):
        await asyncio.sleep(RTT * HANDSHAKES)
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.upstream_port)
        await asyncio.gather(self.up(reader, up_writer), self.down(up_reader, writer), return_exceptions=True)
        writer.close()

    async def up(self, reader, writer):
        while data := await reader.read(65536):
            self.loop.call_later(RTT / 2, writer.write, data)
        self.loop.call_later(RTT / 2, writer.close)

    async def down(self, reader, writer):
        window, flying, acknowledged = FIRST_WINDOW, 0, deque()  # of (time, bytes)
        while data := await reader.read(SEGMENT):
            while flying + len(data) > window or (acknowledged and acknowledged[0][0] <= self.loop.time()):
                at, size = acknowledged.popleft()
                await asyncio.sleep(max(0, at - self.loop.time()))
                flying, window = flying - size, window + size
            self.free_at = max(self.free_at, self.loop.time()) + len(data) / BYTES_PER_SECOND
            self.loop.call_at(self.free_at + RTT / 2, writer.write, data)
            acknowledged.append((self.free_at + RTT, len(data)))
            flying += len(data)
        await asyncio.sleep(max(0, self.free_at + RTT / 2 - self.loop.time()))


OBSERVE = """window.perf = {lcp: 0, cls: 0};
const see = (type, f) => new PerformanceObserver(l => l.getEntries().forEach(f)).observe({type, buffered: true});
see('largest-contentful-paint', e => perf.lcp = e.startTime);
see('layout-shift', e => { if (!e.hadRecentInput) perf.cls += e.value });
"""
REPORT = """(() => {
  const [page] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return {...perf, fcp: paint.startTime, load: page.loadEventEnd};
})()"""


def visit(playwright, url):
    """First and largest contentful paint and the load event in milliseconds, and the layout shift.

    `url` is on localhost, by this name: Chromium does not map numeric addresses to others.
    """
    parts = urlsplit(url)
    link = SlowLink(parts.port)
    rules = f"MAP {parts.hostname}:{parts.port} 127.0.0.1:{link.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with launch(playwright, f"--host-resolver-rules={rules}") as browser:
        page = browser.new_context(**PHONE).new_page()
        cdp = page.context.new_cdp_session(page)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR_SLOWED})
        page.add_init_script(OBSERVE)
        page.goto(url, wait_until="load", timeout=240_000)
        settle(page)
        answer = cdp.send("Runtime.evaluate", {"expression": REPORT, "returnByValue": True})  # the policy forbids eval
    link.stop()
    return answer["result"]["value"]
