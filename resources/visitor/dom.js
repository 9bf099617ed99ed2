/** Elements. Whatever anybody wrote becomes a text node, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element.
 * @param attributes "on…" functions become listeners, true and false set or leave an attribute, null leaves it
 * @param children elements, texts, or null for nothing
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Replace what an element holds. */
export const fill = (element, ...children) =>
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));

/** Change a text only when it differs, so that screen readers and selections stay undisturbed. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const PATHS = {
  check: ["M4.5 10.5l3.5 3.5 7.5-8"],
  clock: ["M10 5.5V10l3 2", "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z"],
  phone: [
    "M6.2 3.2L4.3 4c-1 .4-1.4 1.4-1.2 2.4 1 5 5.400 9.400 10.400 10.400 1 .2 2-.2 2.400-1.200l.8-1.900-3.400-2.200-1.700 1.500C9.200 12 8 10.800 7.200 8.500l1.400-1.800z",
  ],
  lock: ["M5 9h10v8H5z", "M7 9V6.500a3 3 0 0 1 6 0V9"],
  send: ["M3.500 10h12", "M10.500 4.500L16 10l-5.500 5.500"],
  out: ["M8 3.500H4v13h4", "M8.500 10h8", "M13 6.500l3.500 3.500-3.500 3.500"],
  note: ["M10 9v5", "M10 6v.2", "M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15z"],
};

/** One of the page's own outline icons, 20 px; always beside a word, so hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [attribute, value] of Object.entries({
    viewBox: "0 0 20 20",
    class: "icon",
    "aria-hidden": "true",
    focusable: "false",
  })) {
    svg.setAttribute(attribute, value);
  }
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
