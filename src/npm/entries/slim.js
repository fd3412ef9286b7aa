/** The entry without the engine's bytes: `init(source)` brings them, once, before the first call. */

import { policies as ids, version as release } from "arrears:build";
import { single } from "../errors.js";
import { createFacade } from "../facade.js";

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
    compileNow() {
      throw notReady("the engine is not loaded yet", "call `await init(source)` before the first use");
    },
    async compile() {
      throw notReady("`init` was called without a source", "pass the URL or the bytes of `arrears.wasm`");
    },
  },
  { policies: ids, version: release },
);

/**
 * @param {string} message
 * @param {string} help
 */
function notReady(message, help) {
  return single("engine", { code: "engineNotReady", path: "", message, help });
}
