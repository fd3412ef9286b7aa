import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Installments } from "./Installments.jsx";

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <Installments />
  </StrictMode>,
);
