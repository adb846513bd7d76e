// Tells the server which of the files that were chosen or dropped are too large: Streamlit's uploader does not send
// them, and says so in a hint under the pointer only.
export default function ({ data, setTriggerValue }) {
  const look = (files) => {
    const large = [...(files ?? [])].filter((file) => file.size > data.most).map((file) => [file.name, file.size]);
    if (large.length) setTriggerValue("refused", JSON.stringify(large));
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
