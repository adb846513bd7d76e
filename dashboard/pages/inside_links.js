// Links to other pages of the app are followed without loading it anew; a new tab or window is left to the browser.
export default function ({ setTriggerValue }) {
  const click = (event) => {
    const link = event.target.closest?.("a.inside");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("followed", new URL(link.href).search);
  };

  document.addEventListener("click", click);
  return () => document.removeEventListener("click", click);
}
