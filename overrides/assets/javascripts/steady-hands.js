// Links marked data-sh-search lead to the A–Z. With script they open the search box instead.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sh-search]");
  const box = document.querySelector("[data-md-component=search-query]");
  if (!link || !box) return;
  event.preventDefault();
  document.getElementById("__search").checked = true;
  box.focus();
});
