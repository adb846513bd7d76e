// Tells the server which cited text was clicked, or chosen with Enter or space.
export default function ({ setTriggerValue }) {
  const isSelecting = () => !(getSelection()?.isCollapsed ?? true);

  const click = (event) => {
    const cited = event.target.closest?.(".cited[role='button']");
    if (cited && !isSelecting()) setTriggerValue("opened", cited.id);
  };

  const press = (event) => {
    if (!event.target.matches?.(".cited[role='button']") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    setTriggerValue("opened", event.target.id);
  };

  document.addEventListener("click", click);
  document.addEventListener("keydown", press);
  return () => {
    document.removeEventListener("click", click);
    document.removeEventListener("keydown", press);
  };
}
