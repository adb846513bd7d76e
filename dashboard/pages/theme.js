// Streamlit lets no app choose its theme, but it follows the system's wish for light or dark. Here the app answers
// for the system; on "afterprint" Streamlit asks anew, so that its widgets turn without loading the page again.
export default function ({ data }) {
  window.themeOfThePage = data.theme;
  if (!window.systemMatchMedia) {
    window.systemMatchMedia = window.matchMedia.bind(window);
    window.matchMedia = (query) => {
      const asked = /prefers-color-scheme:\s*(light|dark)/.exec(query);
      if (!asked) return window.systemMatchMedia(query);
      return {
        media: query, matches: asked[1] === window.themeOfThePage, onchange: null,
        addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {},
      };
    };
  }
  const askAnew = () => window.dispatchEvent(new Event("afterprint"));
  askAnew();
  setTimeout(askAnew, 300);

  // Another app of this host may have stored a theme of its own, which would go before the system's.
  const stored = `stActiveTheme-${location.pathname}-v2`;
  if (["\"Light\"", "\"Dark\""].includes(localStorage.getItem(stored))) {
    localStorage.setItem(stored, "\"System\"");
    location.reload();
  }
}
