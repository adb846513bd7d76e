// Keys, size and cursor of the stage. The position moves here at once and is told to the server as a number of its
// own, so that keys pressed faster than the server answers are never lost or counted twice. A neighbour that is drawn
// already is turned to at once.

const WIDTH = 1920;
const HEIGHT = 1080;
const SLOTS = 3; // as stage.py draws them
const IDLE_MILLISECONDS = 1500;

const AFTER_STREAMLIT_MILLISECONDS = 250; // it answers a changed address with a run of its own

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);

export default function (component) {
  const { data, setStateValue, setTriggerValue } = component;
  const root = document.documentElement;
  const stage = (window.__stage ??= {});
  stage.detach?.(); // called again for each step: what listened before must not count a key twice
  stage.last = data.keys.length - 1;
  // What the server has drawn counts, unless a later key is still on its way to it.
  if (stage.asked === undefined || stage.asked === data.notes) {
    stage.notes = data.notes;
    stage.asked = undefined;
  }
  if (stage.sent === undefined || stage.sent === data.position) {
    stage.position = data.position;
    stage.sent = undefined;
  }

  const fit = () => {
    const scale = Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);
    root.style.setProperty("--stage-scale", scale);
    root.style.setProperty("--stage-left", `${(window.innerWidth - WIDTH * scale) / 2}px`);
    root.style.setProperty("--stage-top", `${(window.innerHeight - HEIGHT * scale) / 2}px`);
  };

  const isDrawn = (position) => {
    const slot = document.querySelector(`.st-key-stage_slot_${position % SLOTS}`);
    if (!slot?.querySelector(`.stage-at-${position}`)) return false;
    return slot.querySelector(`.stage-cover, .st-key-stage_${data.keys[position]} .main-svg`) !== null;
  };

  const turnTo = (position) => (root.dataset.stageSlot = position % SLOTS);

  const go = (position) => {
    const within = Math.min(Math.max(position, 0), stage.last);
    if (within === stage.position) return;
    stage.position = stage.sent = within;
    if (isDrawn(within)) turnTo(within);
    setStateValue("position", within);
  };

  const turnNotes = () => {
    stage.notes = stage.asked = !stage.notes;
    setStateValue("notes", stage.notes);
  };

  // The browser's own way back and forth changes the address alone.
  const follow = () => {
    const place = data.keys.indexOf(new URLSearchParams(window.location.search).get("step"));
    if (place >= 0) go(place);
  };

  const followLater = () => setTimeout(follow, AFTER_STREAMLIT_MILLISECONDS);

  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key;
    if (NEXT.has(key)) go(stage.position + 1);
    else if (BACK.has(key)) go(stage.position - 1);
    else if (key === "Home") go(0);
    else if (key === "End") go(stage.last);
    else if (key === "Escape") setTriggerValue("leave", stage.position);
    else if (key === "n" || key === "N") turnNotes();
    else if (key === "f" || key === "F") fullscreen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const fullscreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {});
  };

  let idle;
  const hideCursor = () => root.classList.add("stage-idle");
  const showCursor = (event) => {
    if (event.movementX === 0 && event.movementY === 0) return;
    root.classList.remove("stage-idle");
    clearTimeout(idle);
    idle = setTimeout(hideCursor, IDLE_MILLISECONDS);
  };

  fit();
  turnTo(isDrawn(stage.position) ? stage.position : data.position);
  hideCursor();
  window.addEventListener("resize", fit);
  window.addEventListener("popstate", followLater);
  window.addEventListener("keydown", press, true);
  window.addEventListener("mousemove", showCursor);
  stage.detach = () => {
    clearTimeout(idle);
    root.classList.remove("stage-idle");
    window.removeEventListener("resize", fit);
    window.removeEventListener("popstate", followLater);
    window.removeEventListener("keydown", press, true);
    window.removeEventListener("mousemove", showCursor);
    stage.detach = undefined;
  };
  return () => stage.detach?.();
}
