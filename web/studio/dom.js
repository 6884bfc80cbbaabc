// Elements made in one call. Text of a model enters the page by `textContent` alone.
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const button = (text, onclick, attributes = {}) => made("button", { type: "button", onclick, ...attributes }, text);

export const clock = (at = new Date()) => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export const percent = (share) => {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return "0.0%";
  return `${value.toFixed(1)}%`;
};

export const shortNumber = (number) => String(Number(number.toPrecision(4)));

export function debounced(call) {
  let waiting = 0;
  const later = (ms) => { clearTimeout(waiting); waiting = setTimeout(call, ms); };
  later.cancel = () => clearTimeout(waiting);
  return later;
}

// What a link brings to disk; the address is taken back once it has been used.
export function download(name, text, type = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
