// The menus under the charts: fills one when it is opened, tells the server what was chosen, and saves what comes back.
const CHOICES = [
  ["png", "PNG 1920×1080"],
  ["large", "PNG 3840×2160"],
  ["clear", "PNG 透明底"],
  ["svg", "SVG 矢量图"],
  ["csv", "CSV 数据"],
  ["json", "JSON 数据"],
];
const WIDTH = 1920;
const HEIGHT = 1080;
const FONTS = { 400: "NotoSansSC-Regular.woff2", 700: "NotoSansSC-Bold.woff2" };
const RELEASE_MILLISECONDS = 60_000; // by then the browser has saved the file
const REST = "带走";
const BUSY = "正在生成……";
const FAILED = "未能生成";

const say = (place, words) => {
  const summary = document.querySelector(`details.take[data-place="${CSS.escape(place)}"] summary`);
  if (summary) summary.textContent = words;
};

const save = (blob, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_MILLISECONDS);
};

const bytesOf = (content) => Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));

const dataAddress = (blob) =>
  new Promise((done, failed) => {
    const reader = Object.assign(new FileReader(), { onload: () => done(reader.result), onerror: failed });
    reader.readAsDataURL(blob);
  });

// A picture inside an <img> sees no font of the page: it has to bring its own.
const fontFaces = async () => {
  const base = window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI;
  const faces = Object.entries(FONTS).map(async ([weight, file]) => {
    const answer = await fetch(`${base.replace(/\/$/, "")}/app/static/${file}`);
    if (!answer.ok) return "";
    return `@font-face{font-family:"Noto Sans SC";font-weight:${weight};src:url(${await dataAddress(await answer.blob())})}`;
  });
  return (await Promise.all(faces)).join("");
};

const drawnSvg = async (figure) => {
  const { data, layout } = JSON.parse(figure);
  const options = { format: "svg", width: WIDTH, height: HEIGHT, imageDataOnly: true };
  return window.Plotly.toImage({ data, layout, config: { staticPlot: true } }, options);
};

const drawnPng = async (svg, scale) => {
  const faces = await fontFaces();
  const whole = svg
    .replace(`width="${WIDTH}" height="${HEIGHT}"`, `width="${WIDTH * scale}" height="${HEIGHT * scale}"`)
    .replace(/<svg[^>]*>/, (tag) => `${tag}<style>${faces}</style>`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([whole], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH * scale, height: HEIGHT * scale });
  canvas.getContext("2d").drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};

const deliver = async (taken) => {
  try {
    if (taken.content !== undefined) save(new Blob([bytesOf(taken.content)], { type: taken.type }), taken.file);
    else {
      const svg = await drawnSvg(taken.figure);
      const picture = taken.scale ? await drawnPng(svg, taken.scale) : new Blob([svg], { type: "image/svg+xml" });
      save(picture, taken.file);
    }
    say(taken.place, REST);
  } catch (error) {
    say(taken.place, FAILED);
    console.error(error);
  }
};

const fill = (menu) => {
  const list = document.createElement("div");
  for (const [kind, words] of CHOICES) {
    const choice = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    choice.dataset.kind = kind;
    list.append(choice);
  }
  menu.append(list);
};

export default function ({ data, setTriggerValue }) {
  if (data?.number && window.__takenNumber !== data.number) {
    window.__takenNumber = data.number;
    deliver(data);
  }

  const click = (event) => {
    const menu = event.target.closest?.("details.take");
    for (const other of document.querySelectorAll("details.take[open]")) if (other !== menu) other.open = false;
    if (!menu) return;
    if (!menu.querySelector("div")) fill(menu);
    const kind = event.target.dataset.kind;
    if (!kind) return;
    menu.open = false;
    say(menu.dataset.place, BUSY);
    setTriggerValue("asked", { place: menu.dataset.place, kind });
  };

  const press = (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.take[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  };

  document.addEventListener("click", click);
  document.addEventListener("keydown", press);
  return () => {
    document.removeEventListener("click", click);
    document.removeEventListener("keydown", press);
  };
}
