/** The same as the workerd entry, with the suffix by which edge bundlers know a compiled module. */

import { policies as ids, version as release } from "arrears:build";
import { createFacade } from "../facade.js";
import module from "./arrears.wasm?module";

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
    compileNow: () => module,
    compile: async () => module,
  },
  { policies: ids, version: release },
);
