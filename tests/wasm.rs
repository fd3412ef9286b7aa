//! The engine on wasm32, through its JavaScript boundary.
