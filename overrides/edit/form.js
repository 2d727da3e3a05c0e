// The page /edit/: Sveltia CMS, told what a record is, how its file is written, and where the sources are.
import CMS from "./sveltia-cms.mjs"
import { claim } from "./claim.js"
import { fromFile, toFile } from "./record.js"

/** @param {string} name */
const read = async (name) => (await fetch(name)).json()
const [config, sources] = await Promise.all([read("config.json"), read("sources.json")])

CMS.registerCustomFormat("record", "yaml", { fromFile, toFile })
CMS.registerFieldType("claim", claim(sources))
await CMS.init({ config })
