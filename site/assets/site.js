// Small helps of the page itself; it reads well without them.
(() => {
  // What is folded away on the screen belongs on paper as well.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("article details:not([open])")];
    closed.forEach((box) => (box.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));

  // What scrolls sideways can be reached and scrolled with the keyboard.
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  // Material puts a nameless landmark into each block of code, for its copy button. It is none.
  const article = document.querySelector("article");
  const rename = () => article.querySelectorAll("nav.md-code__nav:not([role])").forEach((box) => box.setAttribute("role", "none"));
  if (article) new MutationObserver(rename).observe(article, { childList: true, subtree: true });

  const look = () => document.querySelectorAll(".md-typeset__scrollwrap, .site-figure > div").forEach((box) => watch.observe(box));
  if (article) rename();
  addEventListener("load", look);
})();
