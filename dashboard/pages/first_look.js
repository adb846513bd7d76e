// Runs before Streamlit. It lets no app choose its theme, but follows the system's wish for light or dark; here the page
// answers for the system. theme.js changes the answer later. DARK_NAME and DARK_PAPER are written in by page_head.py.
(() => {
  const isDark = new URLSearchParams(location.search).get("look") === DARK_NAME;
  window.themeOfThePage = isDark ? "dark" : "light";
  if (isDark) document.documentElement.style.backgroundColor = DARK_PAPER;

  const ofTheSystem = window.matchMedia.bind(window);
  window.matchMedia = (query) => {
    const asked = /prefers-color-scheme:\s*(light|dark)/.exec(query);
    if (!asked) return ofTheSystem(query);
    return {
      media: query, matches: asked[1] === window.themeOfThePage, onchange: null,
      addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {},
    };
  };
})();
