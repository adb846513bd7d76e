// Tells the server which of the files that were chosen or dropped are too large: Streamlit's uploader does not send
// them, and says so in a hint under the pointer only.
//
// The others chosen with them go first: a message while the uploader asks where to send its files makes Streamlit
// forget the answer it has not sent yet, and then those files never come.
const MOST_MILLISECONDS = 10_000; // that a name waits for files that take long, or never come

let waiting = []; // names and sizes not told yet
let round = null; // of the uploader they were given to
let timer = null;
let tell = () => {};

function send() {
  clearTimeout(timer);
  timer = null;
  if (!waiting.length) return;
  const large = waiting;
  waiting = [];
  tell("refused", JSON.stringify({ at: Date.now(), round, large }));
}

export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue;
  if (waiting.length && data.round !== round) send(); // the others have come
  const look = (files) => {
    const all = [...(files ?? [])];
    const large = all.filter((file) => file.size > data.most).map((file) => [file.name, file.size]);
    if (!large.length) return;
    waiting.push(...large);
    round = data.round;
    if (large.length === all.length) send();
    else timer ??= setTimeout(send, MOST_MILLISECONDS);
  };
  const change = (event) => {
    if (event.target.matches?.('[data-testid="stFileUploaderDropzoneInput"]')) look(event.target.files);
  };
  const drop = (event) => {
    if (event.target.closest?.('[data-testid="stFileUploaderDropzone"]')) look(event.dataTransfer?.files);
  };

  document.addEventListener("change", change, true); // before the uploader empties its input
  document.addEventListener("drop", drop, true);
  return () => {
    document.removeEventListener("change", change, true);
    document.removeEventListener("drop", drop, true);
  };
}
