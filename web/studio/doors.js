// Three doors as tabs: arrows go from one to the next, and the address names the one that is open.
export const doorNames = ["analyst", "play", "theory"];

export function makeDoors({ onOpen }) {
  const tabs = doorNames.map((name) => document.getElementById(`door-${name}`));
  let now = null;
  function open(name, { focus = false } = {}) {
    const isOther = name !== now;
    now = name;
    doorNames.forEach((one, k) => {
      tabs[k].setAttribute("aria-selected", String(one === name));
      tabs[k].tabIndex = one === name ? 0 : -1;
      document.getElementById(one).hidden = one !== name;
    });
    if (focus) tabs[doorNames.indexOf(name)].focus();
    if (!isOther) return;
    if (location.hash !== `#${name}`) history.replaceState(null, "", `#${name}`);
    onOpen(name);
  }
  tabs.forEach((tab, k) => {
    tab.addEventListener("click", () => open(doorNames[k]));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: k + 1, ArrowLeft: k - 1, Home: 0, End: doorNames.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      open(doorNames[(to + doorNames.length) % doorNames.length], { focus: true });
    });
  });
  return { open, now: () => now };
}
