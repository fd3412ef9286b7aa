import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Nothing here is about arrears: it needs no plug-in and no setting.
export default defineConfig({ plugins: [react()] });
