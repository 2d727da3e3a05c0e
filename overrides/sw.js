// Keeps the site for use without a network, and never serves an old caution silently: pages come from the network first, and a
// page that comes from the store says so, with its edition.

/**
 * The build puts its own edition, version and list of files in place of this line.
 * @type {{ edition: string, version: string, files: string[] }}
 */
const BUILD = { edition: "", version: "", files: [] }
const STORE = `steady-hands-${BUILD.version}`

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const scoped = (/** @type {string} */ path) => new URL(path, worker.registration.scope).href
const others = async () => (await caches.keys()).filter((name) => name.startsWith("steady-hands-") && name !== STORE)

worker.addEventListener("install", (event) => event.waitUntil(install()))
worker.addEventListener("activate", (event) => event.waitUntil(activate()))

async function install() {
  const store = await caches.open(STORE)
  const before = await others()
  const add = (/** @type {string} */ path) => store.add(new Request(scoped(path), { cache: "no-cache" }))
  // A few at a time, so that reading a page meanwhile stays quick.
  for (let at = 0; at < BUILD.files.length; at += 6) await Promise.all(BUILD.files.slice(at, at + 6).map(add))
  if (before.length) {
    const pages = await worker.clients.matchAll({ includeUncontrolled: true })
    for (const page of pages) page.postMessage({ type: "new-edition", edition: BUILD.edition })
  }
  await worker.skipWaiting()
}

async function activate() {
  for (const name of await others()) await caches.delete(name)
  await worker.clients.claim()
}

// A page asks how it was served, once it can hear the answer.
const keptFor = new Set()
worker.addEventListener("message", ({ source }) => {
  if (source instanceof Client && keptFor.has(source.id)) source.postMessage({ type: "kept", edition: BUILD.edition })
})

worker.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return
  event.respondWith(answer(event))
})

/** @param {FetchEvent} event */
async function answer({ request, resultingClientId }) {
  try {
    return await fresh(request)
  } catch (error) {
    const store = await caches.open(STORE)
    const url = new URL(request.url)
    const kept =
      (await store.match(request, { ignoreSearch: true })) ??
      (await store.match(`${url.origin}${url.pathname.replace(/\/?$/, "/")}`))
    if (request.mode === "navigate") keptFor.add(resultingClientId)
    if (kept) return kept
    if (request.mode === "navigate") return (await store.match(scoped("404.html"))) ?? Response.error()
    throw error
  }
}

/**
 * Pages and data are asked for anew, past the browser's own cache, which would hand out yesterday's page without a word.
 * @param {Request} request
 */
function fresh(request) {
  if (request.mode === "navigate")
    return fetch(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin" })
  return request.url.endsWith(".json") ? fetch(request, { cache: "no-cache" }) : fetch(request)
}
