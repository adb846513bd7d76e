// Turns Streamlit's own widgets when the switch is used: what first_look.js answers for the system changes, and on
// "afterprint" Streamlit asks anew, without loading the page again.
const ONCE_MORE_MILLISECONDS = 300; // it may still have been busy with the first

export default function ({ data }) {
  document.documentElement.style.removeProperty("background-color"); // from here on the style sheet knows
  if (window.themeOfThePage !== data.theme) {
    window.themeOfThePage = data.theme;
    const askAnew = () => window.dispatchEvent(new Event("afterprint"));
    askAnew();
    setTimeout(askAnew, ONCE_MORE_MILLISECONDS);
  }

  // Another app of this host may have stored a theme of its own, which would go before the system's.
  const stored = `stActiveTheme-${location.pathname}-v2`;
  if (["\"Light\"", "\"Dark\""].includes(localStorage.getItem(stored))) {
    localStorage.setItem(stored, "\"System\"");
    location.reload();
  }
}
