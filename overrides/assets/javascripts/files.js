// The site's files, for the scripts that read some. The one place that knows how they come.

/** Whether this page lies in a folder, where a browser lets nobody read a file. */
export const folder = globalThis.location?.protocol === "file:"

/** The root of the site, as the theme tells every page. */
export const root = () =>
  new URL(JSON.parse(document.getElementById("__config")?.textContent ?? "{}").base, location.href)

/**
 * The text of a file. Rejects where it cannot be had.
 * @param {URL | string} address
 * @param {RequestCache} [cache]
 */
export const textOf = (address, cache) => (folder ? beside(address) : served(address, cache))

/**
 * @param {URL | string} address
 * @param {RequestCache} [cache]
 */
async function served(address, cache) {
  const answer = await fetch(address, { cache })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.text()
}

/**
 * A folder of the site has a script beside each file that is read, which writes the text on its own element.
 * @param {URL | string} address
 * @returns {Promise<string>}
 */
function beside(address) {
  return new Promise((read, failed) => {
    const script = Object.assign(document.createElement("script"), { src: `${address}.js`, holds: "" })
    script.addEventListener("load", () => (script.remove(), read(script.holds)))
    script.addEventListener("error", () => (script.remove(), failed(new Error(`${address}: not here`))))
    document.head.append(script)
  })
}
