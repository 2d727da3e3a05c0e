// The page of a room is gone when the room got light enough to go back into its page. Its claims and anchors are there then.

const above = new URL(`../${location.hash}`, location.href)
if (location.hash) {
  fetch(above, { method: "HEAD" })
    .then(({ ok }) => ok && location.replace(above))
    .catch(() => {}) // the page that says what is here instead stays
}
