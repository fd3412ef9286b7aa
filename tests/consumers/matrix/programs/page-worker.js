const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => {
  const out = document.createElement("output");
  out.id = "probe";
  out.textContent = JSON.stringify(data);
  document.body.append(out);
};
worker.onerror = (event) => {
  throw new Error(event.message);
};
