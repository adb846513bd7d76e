// Draws the charts of the report one after the other, opens the sentences behind what was clicked, and searches the
// table. All text of documents is set as text, never as markup.
(() => {
  "use strict";
  const WIDTH = 1800; // pixels for which the charts are drawn
  const LEAST_SCALE = 0.5; // smaller could not be read; the chart is moved sideways instead
  const SENTENCES_AT_ONCE = 40;
  const CONFIG = { displayModeBar: false, displayNotifier: false, scrollZoom: false, doubleClick: false };

  const data = JSON.parse(document.getElementById("data").textContent);
  const dialog = document.querySelector("dialog");
  const quotes = dialog.querySelector("div");
  const made = (tag, text = "", style = "") => Object.assign(document.createElement(tag), { textContent: text, className: style });

  // A sentence with the words that count set off; places are offsets into the sentence.
  const quoted = (number, places) => {
    const [text, whose] = data.sentences[number];
    const quote = made("blockquote");
    let end = 0;
    for (const [from, to] of [...places].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (to <= end) continue;
      const start = Math.max(from, end);
      quote.append(text.slice(end, start), made("mark", text.slice(start, to)));
      end = to;
    }
    quote.append(text.slice(end));
    return [quote, made("p", whose, "quiet")];
  };

  const open = (heading, rows) => {
    const places = new Map();
    for (const [number, start, end] of rows) {
      if (!places.has(number)) places.set(number, []);
      if (start !== undefined) places.get(number).push([start, end]);
    }
    if (!places.size) return;
    const sentences = [...places].sort((a, b) => a[0] - b[0]);
    dialog.querySelector("h2").textContent = heading;
    dialog.querySelector("p").textContent = `${sentences.length.toLocaleString("en")}句原文`;
    quotes.replaceChildren();
    const show = (from) => {
      quotes.append(...sentences.slice(from, from + SENTENCES_AT_ONCE).flatMap(([number, where]) => quoted(number, where)));
      const left = sentences.length - from - SENTENCES_AT_ONCE;
      if (left <= 0) return;
      const more = made("button", `再看${Math.min(left, SENTENCES_AT_ONCE)}句`, "more");
      more.addEventListener("click", () => { more.remove(); show(from + SENTENCES_AT_ONCE); });
      quotes.append(more);
    };
    show(0);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };

  // 古美路街道|为老服务 reads as words; other marks are called like their chart.
  const headingOf = (chart, mark) => {
    const parts = mark.split("|");
    return parts.every((part) => /[\u4e00-\u9fff]/.test(part)) ? parts.join(" · ") : chart.name;
  };

  const draw = async (chart) => {
    const drawing = document.getElementById(`chart-${chart.key}`).querySelector(".drawing");
    await Plotly.newPlot(drawing, chart.figure.data, chart.figure.layout, CONFIG);
    drawing.on("plotly_click", ({ points }) => {
      const custom = points.map((point) => point.customdata).find((value) => value !== undefined && value !== null);
      const mark = Array.isArray(custom) ? custom[0] : custom;
      if (chart.evidence[mark]) open(headingOf(chart, String(mark)), chart.evidence[mark]);
    });
  };

  const drawAll = async () => {
    for (const chart of data.charts) {
      await draw(chart);
      await new Promise((done) => setTimeout(done)); // the page stays alive between two charts
    }
    document.documentElement.dataset.drawn = data.charts.length;
  };

  const fit = () => {
    const room = document.querySelector(".room");
    if (room) document.documentElement.style.setProperty("--scale", Math.max(room.clientWidth / WIDTH, LEAST_SCALE));
  };

  const charts = new Map(data.charts.map((chart) => [chart.key, chart]));
  const openAsked = (asked) => {
    if (asked.dataset.chart) {
      const chart = charts.get(asked.dataset.chart);
      open(chart.name, Object.values(chart.evidence).flat());
    } else if (asked.dataset.figure) {
      open(asked.textContent, data.figures[asked.dataset.figure]);
    } else {
      open(`${asked.cells[0].textContent}的目标`, [data.commitments[asked.dataset.row]]);
    }
  };
  const ASKING = "button[data-chart], button[data-figure], tr[data-row]";
  document.addEventListener("click", (event) => {
    const asked = event.target.closest(ASKING);
    if (asked && getSelection().isCollapsed) openAsked(asked);
    if (event.target === dialog || event.target.closest("dialog header button")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("tr[data-row]")) return;
    event.preventDefault(); // else the same key presses the button that gets the focus
    openAsked(event.target);
  });

  const rows = [...document.querySelectorAll("tr[data-row]")];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const search = document.querySelector("input");
  search?.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    let found = 0;
    rows.forEach((row, place) => {
      row.hidden = !wanted.every((word) => words[place].includes(word));
      found += !row.hidden;
    });
    document.querySelector(".search span").textContent = `${found.toLocaleString("en")}项`;
  });

  addEventListener("resize", fit);
  fit();
  drawAll();
})();
