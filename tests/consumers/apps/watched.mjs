// The engine with its frees counted and its memory in view.
const Real = WebAssembly.Instance;
export const watched = { frees: 0, memory: undefined };
WebAssembly.Instance = function Instance(module, imports) {
  const { exports } = new Real(module, imports);
  watched.memory = exports.memory;
  const free = exports.__wbg_policyhandle_free;
  if (typeof free !== "function") throw new Error("the engine frees no policies");
  const counted = (...args) => {
    watched.frees += 1;
    return free(...args);
  };
  return { exports: { ...exports, __wbg_policyhandle_free: counted } };
};
