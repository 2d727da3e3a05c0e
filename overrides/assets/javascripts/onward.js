// The page of a code that means one record alone: takes the reader there. It waits a moment, so that who is slow to load sees where to,
// and leaves no step behind in the history.

setTimeout(() => {
  const [link] = document.links
  location.replace(link.href)
}, 500)
