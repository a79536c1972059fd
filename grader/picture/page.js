"use strict";
// Makes tabs of the links to the runs. Without this script every run is a section of the page.
(() => {
  const list = document.querySelector("#tabs ul");
  if (!list) return;
  const tabs = [...list.querySelectorAll("a")];
  const panels = tabs.map((tab) => document.querySelector(tab.getAttribute("href")));
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", "Runs");
  const nav = list.parentElement;
  nav.removeAttribute("aria-label");
  nav.setAttribute("role", "presentation");

  const choose = (index, focus) => {
    tabs.forEach((tab, other) => {
      tab.setAttribute("aria-selected", String(other === index));
      tab.tabIndex = other === index ? 0 : -1;
      panels[other].hidden = other !== index;
    });
    if (focus) tabs[index].focus();
  };

  const asked = () => panels.findIndex((panel) => `#${panel.id}` === location.hash);
  tabs.forEach((tab, index) => {
    tab.parentElement.setAttribute("role", "presentation");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[index].id);
    panels[index].setAttribute("role", "tabpanel");
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(index, true);
    });
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (event.key === " ") choose(index, true);
      else if (to === undefined) return;
      else choose((to + tabs.length) % tabs.length, true);
      event.preventDefault();
    });
  });
  window.addEventListener("hashchange", () => asked() >= 0 && choose(asked(), false));
  choose(asked() >= 0 ? asked() : Math.max(0, tabs.findIndex((tab) => "chosen" in tab.dataset)), false);
})();
