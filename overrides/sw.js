// Keeps the site for use without a network, and never serves an old caution silently: pages come from the network first, and a
// page that comes from the store says so, with its edition.

// The build puts its own edition, version and list of files in place of this line.
const BUILD = { edition: "", version: "", files: [] }
const STORE = `steady-hands-${BUILD.version}`

const scoped = (path) => new URL(path, registration.scope).href

self.addEventListener("install", (event) =>
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE)
      const before = (await caches.keys()).find((name) => name.startsWith("steady-hands-") && name !== STORE)
      // A few at a time, so that reading a page meanwhile stays quick.
      for (let at = 0; at < BUILD.files.length; at += 6)
        await Promise.all(
          BUILD.files.slice(at, at + 6).map((path) => store.add(new Request(scoped(path), { cache: "no-cache" }))),
        )
      if (before) await tell({ type: "new-edition", edition: BUILD.edition })
      await self.skipWaiting()
    })(),
  ),
)

self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith("steady-hands-") && name !== STORE) await caches.delete(name)
      await self.clients.claim()
    })(),
  ),
)

// A page asks how it was served, once it can hear the answer.
const keptFor = new Set()
self.addEventListener("message", ({ source }) => {
  if (keptFor.has(source.id)) source.postMessage({ type: "kept", edition: BUILD.edition })
})

async function tell(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message)
}

// Pages and data are asked for anew, past the browser's own cache, which would hand out yesterday's page without a word.
const fresh = (request) =>
  request.mode === "navigate"
    ? fetch(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin" })
    : request.url.endsWith(".json")
      ? fetch(request, { cache: "no-cache" })
      : fetch(request)

self.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return
  event.respondWith(
    (async () => {
      try {
        return await fresh(request)
      } catch (error) {
        const store = await caches.open(STORE)
        const url = new URL(request.url)
        const kept =
          (await store.match(request, { ignoreSearch: true })) ??
          (await store.match(`${url.origin}${url.pathname.replace(/\/?$/, "/")}`))
        if (request.mode === "navigate") keptFor.add(event.resultingClientId)
        if (kept) return kept
        if (request.mode === "navigate") return (await store.match(scoped("404.html"))) ?? Response.error()
        throw error
      }
    })(),
  )
})
