// Keeps the site for use without a network, and never serves an old caution silently: pages come from the network first, and a
// page that comes from the store says so, with its edition.

/**
 * The build puts its own edition, version and list of files in place of this line. Each file has the start of its SHA-256.
 * @type {{ edition: string, version: string, files: Record<string, string> }}
 */
const BUILD = { edition: "", version: "", files: {} }
const STORE = `steady-hands-${BUILD.version}`
// Where the store says when it was filled. No page has this address.
const KEPT_ON = "kept-on"

// How long a reader waits for a network that does not answer, in milliseconds, and how long it is then left alone: a page has
// many files, and the wait is for one of them.
const PATIENCE = 2000
const PAUSE = 30_000
let silentUntil = 0

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const scoped = (/** @type {string} */ path) => new URL(path, worker.registration.scope).href
const others = async () => (await caches.keys()).filter((name) => name.startsWith("steady-hands-") && name !== STORE)

worker.addEventListener("install", (event) => event.waitUntil(install()))
worker.addEventListener("activate", (event) => event.waitUntil(activate()))

async function install() {
  const before = await others()
  await fill()
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

// The addresses of what a store has.
const keptIn = async (/** @type {Cache} */ store) => new Set((await store.keys()).map(({ url }) => url))

// Fills the store with what is not in it yet: from the store of an earlier edition what is the same, and the rest from the network.
// A host may give the old file for a while beside the new list, and an old caution must not pass for a new one: what is not the
// file of the list is not kept. A file that fails is left for the next page that is opened, and costs no other.
async function fill() {
  const store = await caches.open(STORE)
  const kept = await keptIn(store)
  const missing = Object.entries(BUILD.files).filter(([path]) => !kept.has(scoped(path)))
  const earlier = await Promise.all((missing.length ? await others() : []).map((name) => caches.open(name)))
  const add = async (/** @type {[string, string]} */ [path, digest]) => {
    const url = scoped(path)
    const places = earlier.map((other) => () => other.match(url, { ignoreVary: true }))
    for (const ask of [...places, () => fetch(url, { cache: "no-cache" })]) {
      const found = await ask()
      if (found && (await digestOf(found.clone())).startsWith(digest)) return store.put(url, found)
    }
    throw new Error(`${path} is not here yet`)
  }
  let added = false
  // A few at a time, so that reading a page meanwhile stays quick.
  for (let at = 0; at < missing.length; at += 6) {
    const done = await Promise.allSettled(missing.slice(at, at + 6).map(add))
    added ||= done.some(({ status }) => status === "fulfilled")
  }
  if (added) await store.put(scoped(KEPT_ON), new Response(new Date().toISOString().slice(0, 10)))
}

// The SHA-256 of what an answer holds, in hexadecimal digits.
/** @param {Response} answer */
async function digestOf(answer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

// What is kept: of which edition, since when, how many files of how many.
async function inventory() {
  const store = await caches.open(STORE)
  const kept = await keptIn(store)
  const on = await (await store.match(scoped(KEPT_ON)))?.text()
  const { edition } = BUILD
  const files = Object.keys(BUILD.files)
  return {
    type: "inventory",
    edition,
    on,
    kept: files.filter((path) => kept.has(scoped(path))).length,
    of: files.length,
  }
}

// A page asks how it was served, once it can hear the answer; and a page that shows it, what is kept, if anything is.
const keptFor = new Set()
const said = { type: "kept", edition: BUILD.edition }
worker.addEventListener("message", (event) => {
  const { data, source } = event
  if (!(source instanceof Client)) return
  if (data === "served?") {
    if (keptFor.has(source.id)) source.postMessage(said)
    else event.waitUntil(fill())
  }
  if (data === "kept?") event.waitUntil(inventory().then((answer) => answer.kept && source.postMessage(answer)))
})

worker.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return
  event.respondWith(answer(event))
})

// The network's answer; the kept one when there is none in time, when the server is in trouble, or when there is no network.
/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event
  const kept = await stored(request)
  if (!kept) return request.mode === "navigate" ? fresh(request).catch(notHere) : fresh(request)
  try {
    if (Date.now() < silentUntil) throw new Error("the network did not answer a moment ago")
    const found = await inTime(request)
    if (found.status < 500) return found
  } catch {
    // The kept copy serves.
  }
  if (request.mode === "navigate") keptFor.add(event.resultingClientId)
  else event.waitUntil(tell(event.clientId))
  return kept
}

/**
 * Says once to a page that came from the network that a file of it did not. The search's worker asks for files of the page in sight.
 * @param {string} id
 */
async function tell(id) {
  if (keptFor.has(id)) return
  keptFor.add(id)
  const pages = await worker.clients.matchAll({ type: "window" })
  const asking = pages.filter((page) => page.id === id)
  const inSight = pages.filter(({ visibilityState }) => visibilityState === "visible")
  for (const page of asking.length ? asking : inSight) page.postMessage(said)
}

/** @param {Request} request */
async function stored(request) {
  const store = await caches.open(STORE)
  const { origin, pathname } = new URL(request.url)
  return (
    (await store.match(request, { ignoreSearch: true })) ??
    (await store.match(`${origin}${pathname.replace(/\/?$/, "/")}`))
  )
}

const notHere = async () => (await (await caches.open(STORE)).match(scoped("404.html"))) ?? Response.error()

/**
 * The network's answer. Fails once the patience is over.
 * @param {Request} request
 */
async function inTime(request) {
  let timer = 0
  /** @type {Promise<never>} */
  const silence = new Promise((_, fail) => {
    timer = setTimeout(() => {
      silentUntil = Date.now() + PAUSE
      fail(new Error("the network does not answer"))
    }, PATIENCE)
  })
  try {
    return await Promise.race([fresh(request), silence])
  } finally {
    clearTimeout(timer)
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
