/** The main entry: the engine's bytes travel inside, so the first call can compile them by itself. */

import { policies as ids, version as release } from "arrears:build";
import wasm from "arrears:wasm-base64";
import { createFacade } from "../facade.js";
import { fromBase64 } from "../platform.js";

export const {
  assess,
  penaltyInterest,
  waiver,
  installments,
  escalation,
  hardship,
  restructure,
  settlement,
  change,
  keyDates,
  actions,
  conduct,
  screenScript,
  dayCount,
  interest,
  schedule,
  allocate,
  delinquency,
  affordability,
  courtFee,
  judgmentInterest,
  workingDays,
  limitation,
  lpr,
  listPolicies,
  viewPolicy,
  checkPolicy,
  comparePolicies,
  explain,
  vocabulary,
  init,
  policies,
  version,
  ArrearsError,
  Policy,
} = createFacade(
  {
    compileNow: () => new WebAssembly.Module(fromBase64(wasm)),
    compile: () => WebAssembly.compile(fromBase64(wasm)),
  },
  { policies: ids, version: release },
);
