// Stands in for the worker that the theme would start on every page: asks for nothing until something is typed, then starts ours.
// No inline script and no script made of text, so a strict content policy lets it work.

;(() => {
  const config = document.getElementById("__config")
  const base = new URL(JSON.parse(config?.textContent ?? "{}").base, location.href)
  const FAILED = {
    location: "a-z/",
    title: "Search could not load",
    text: "<p>A to Z lists every name and where it leads.</p>",
    score: 1,
    terms: {},
  }

  /**
   * Starts the engine: in a worker; on the page where that lies in a folder, for which a browser starts none.
   * @param {string} src
   * @param {() => void} failed
   * @returns {Worker | MessagePort}
   */
  function engine(src, failed) {
    if (location.protocol !== "file:") {
      const worker = new Worker(src, { type: "module" })
      worker.addEventListener("error", failed)
      return worker
    }
    const { port1, port2: port } = new MessageChannel()
    const script = Object.assign(document.createElement("script"), { src, port })
    script.addEventListener("error", failed)
    document.head.append(script)
    port1.start()
    return port1
  }

  // What the theme takes for a worker.
  class Finder extends EventTarget {
    /** @type {Worker | MessagePort | null} */
    #worker = null
    #latest = ""

    /** @param {{ type: number, data?: any }} message of the theme, of which only a query, 2, is answered */
    postMessage({ type, data }) {
      if (type !== 2) return
      this.#latest = data
      // Later, as from a worker: the theme takes an answer before it has taken the query for one to the query before.
      if (!data.trim()) setTimeout(() => this.#found({ query: data, items: [] }))
      else this.#started().postMessage(data)
    }

    // Who puts the cursor into the box will type.
    constructor() {
      super()
      setTimeout(() => this.#say(1)) // ready
      document
        .querySelector("[data-md-component=search-query]")
        ?.addEventListener("focus", () => this.#started(), { once: true })
    }

    #started() {
      if (this.#worker) return this.#worker
      const failed = () => {
        this.#worker = null // the next query tries again
        this.#found({ query: this.#latest, items: [[FAILED]] })
      }
      const worker = engine(new URL("assets/javascripts/search/worker.js", base).href, failed)
      worker.addEventListener("message", (/** @type {any} */ { data }) => (data.failed ? failed() : this.#found(data)))
      worker.postMessage({ index: new URL("search/", base).href })
      return (this.#worker = worker)
    }

    /** @param {{ query: string, items: object[][], offer?: object }} answer */
    #found(answer) {
      if (answer.query !== this.#latest) return
      this.#say(3, answer)
      document.dispatchEvent(new CustomEvent("sh-found", { detail: answer }))
    }

    /**
     * @param {number} type
     * @param {object} [data]
     */
    #say(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }))
    }
  }

  globalThis.Worker = new Proxy(Worker, {
    construct: (made, [url, ...options]) =>
      /\/workers\/search\./.test(String(url)) ? new Finder() : Reflect.construct(made, [url, ...options]),
  })
})()
