// Keeps the pages that were read, to be read again without a connection. While the network answers, its answer is the page.
// Pages of one person are not kept: only what is for everybody says `no-cache` and nothing else.
const PAGES = "pages";
const MOST = 60; // pages, the oldest go first

const isOurs = (url) => /^\/(en|fr)\//.test(new URL(url).pathname);
const isForEverybody = ({ ok, headers }) =>
  ok && headers.get("Cache-Control") === "no-cache" && (headers.get("Content-Type") || "").startsWith("text/html");

async function keep(request, response) {
  const cache = await caches.open(PAGES);
  await cache.put(request, response);
  const pages = await cache.keys();
  await Promise.all(pages.slice(0, -MOST).map((page) => cache.delete(page)));
}

// The page that a reader began with: it came before this script, the browser still has it.
async function keepOpenPages() {
  const windows = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  await Promise.all(windows.filter(({ url }) => isOurs(url)).map(async ({ url }) => {
    const response = await fetch(url, { cache: "force-cache" });
    if (isForEverybody(response)) await keep(url, response);
  }));
}

// `data-kept`, when the page was fetched: offline.js shows it.
async function marked(kept) {
  const page = await kept.text();
  return new Response(page.replace("<html ", `<html data-kept="${kept.headers.get("Date")}" `), kept);
}

async function answer(event) {
  try {
    const response = (await event.preloadResponse) || (await fetch(event.request));
    if (isForEverybody(response)) event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch (noConnection) {
    const kept = await caches.match(event.request, { ignoreVary: true });
    if (!kept) throw noConnection;
    return marked(kept);
  }
}

self.addEventListener("activate", (event) => {
  const { navigationPreload } = self.registration;
  event.waitUntil(Promise.all([navigationPreload && navigationPreload.enable(), keepOpenPages()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET" && isOurs(request.url)) event.respondWith(answer(event));
});
