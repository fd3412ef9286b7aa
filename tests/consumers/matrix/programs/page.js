import { probe } from "./probe.js";

const out = document.createElement("output");
out.id = "probe";
out.textContent = JSON.stringify(probe());
document.body.append(out);
