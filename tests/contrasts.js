// Returns the contrast of every text with what lies under it, and of every mark with its ground, as
// {texts: [[words, ratio]], marks: [[kind, ratio]]}. https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
() => {
  const colour = (text) => {
    const numbers = (text.match(/[\d.]+/g) || []).map(Number);
    return numbers.length < 3 ? null : [...numbers.slice(0, 3), numbers[3] ?? 1];
  };
  const over = (top, below) => below.map((value, i) => (i < 3 ? top[i] * top[3] + value * (1 - top[3]) : 1));
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (light + 0.05) / (dark + 0.05);
  };
  const style = (element) => getComputedStyle(element);
  const box = (element) => element.getBoundingClientRect();
  const middle = (r) => [r.x + r.width / 2, r.y + r.height / 2];
  const holds = (r, [x, y]) => r.left <= x && x <= r.right && r.top <= y && y <= r.bottom;

  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const c = colour(style(e).backgroundColor);
      if (c && c[3] > 0) layers.push(c);
      if (c && c[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const shown = (element) => {
    if (!box(element).width || !box(element).height || style(element).visibility !== "visible") return false;
    if (element.closest('[disabled], [aria-disabled="true"]')) return false;
    for (let e = element; e; e = e.parentElement) if (+style(e).opacity < 0.05) return false;
    return true;
  };
  const words = (element) =>
    [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");

  const texts = [], marks = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg, script, style, noscript") || !words(e) || !shown(e)) continue;
    texts.push([words(e).slice(0, 20), ratio(over(colour(style(e).color), ground(e)), ground(e))]);
  }
  for (const e of document.querySelectorAll("input")) {
    if (shown(e)) texts.push([e.value || e.placeholder, ratio(colour(style(e).color), ground(e))]);
    if (shown(e) && e.placeholder)
      texts.push([e.placeholder, ratio(over(colour(getComputedStyle(e, "::placeholder").color), ground(e)), ground(e))]);
  }

  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const paper = colour(style(plot.querySelector(".main-svg")).backgroundColor);
    const labels = [...plot.querySelectorAll("svg text")].filter((e) => e.textContent.trim() && box(e).width);
    const centres = labels.map((e) => middle(box(e)));
    const paths = [...plot.querySelectorAll(".bars path, .points path, .shapelayer path")]
      .map((element) => {
        const { fill, fillOpacity, opacity } = style(element);
        const c = colour(fill);
        return { element, box: box(element), fill: c && [...c.slice(0, 3), c[3] * fillOpacity * opacity] };
      })
      .filter((path) => path.fill && path.box.width);
    labels.forEach((e, i) => {
      const below = paths
        .filter((p) => holds(p.box, centres[i]) && p.element.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
        .reduce((c, p) => over(p.fill, c), paper);
      texts.push([e.textContent.slice(0, 20), ratio(over(colour(style(e).fill), below), below)]);
    });
    const carrying = paths.filter((path) => centres.some((centre) => holds(path.box, centre)));
    const continues = (path) =>
      carrying.some(({ element, box: other }) =>
        element.closest(".trace") === path.element.closest(".trace") && Math.abs(other.top - path.box.top) < 1);
    for (const path of paths) {
      // A pale ground that carries its words or continues one (an open end that fades out) is no mark, nor is an
      // empty cell.
      const point = path.element.__data__ || {};
      const told = point.hovertext || point.htx || (point.trace && point.trace.hoverinfo !== "skip");
      if (!told || path.element.closest(".shapelayer") || continues(path)) continue;
      const edge = colour(style(path.element).stroke);
      const edged = edge && parseFloat(style(path.element).strokeWidth) ? ratio(edge, paper) : 0;
      marks.push([path.element.closest(".bars") ? "bar" : "point", Math.max(ratio(over(path.fill, paper), paper), edged)]);
    }
  }
  for (const dot of document.querySelectorAll(".dot"))
    marks.push(["dot", ratio(colour(style(dot).backgroundColor), ground(dot.parentElement))]);
  for (const mark of document.querySelectorAll(".text .theme, .text .date, .text .commitment-first"))
    for (const side of ["Top", "Bottom", "Left", "Right"])
      if (parseFloat(style(mark)[`border${side}Width`]))
        marks.push([mark.className, ratio(colour(style(mark)[`border${side}Color`]), ground(mark.parentElement))]);
  for (const button of document.querySelectorAll("[data-variant]"))
    if (shown(button)) {
      const below = ground(button.parentElement);
      const edge = over(colour(style(button).borderTopColor), below);
      marks.push([button.textContent, Math.max(ratio(edge, below), ratio(ground(button), below))]);
    }
  return { texts, marks };
}
