// The text of a QR code, from the pixels that are given as JSON: `{ width, height, data }`, four bytes a pixel.

import { readFileSync } from "node:fs"
import decode from "qr/decode.js"

const { width, height, data } = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(decode({ width, height, data: Uint8Array.from(data) }))
