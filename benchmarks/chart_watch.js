// Keeps in `window.chartDrawings` when the marks and texts of the page's first chart became what they are:
// {at: milliseconds since 1970, content}, one entry per content that was seen. Put into each page before its own scripts.
(() => {
  window.chartDrawings = [];
  const now = () => performance.timeOrigin + performance.now();
  const content = (plot) =>
    [...plot.querySelectorAll('.trace path, .main-svg text')].map((e) => e.getAttribute('d') ?? e.textContent).join('|');
  const look = () => {
    const plot = document.querySelector('.js-plotly-plot');
    if (!plot || !plot.querySelector('.trace path')) return;
    const drawn = content(plot);
    if (drawn !== window.chartDrawings.at(-1)?.content) window.chartDrawings.push({ at: now(), content: drawn });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  addEventListener('pointerdown', () => { window.pressedAt = now(); }, true);
})();
