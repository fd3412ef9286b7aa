/**
 * What the package exports, the same from every entry. Where the engine comes from is all that entries differ in:
 * `build.mjs` puts one of `hosts/` in place of the import.
 */

import { policies as ids, version as release } from "arrears:build";
import * as host from "arrears:host";
import { createFacade } from "./facade.js";

export const {
  assess,
  penaltyInterest,
  waiver,
  installments,
  escalation,
  hardship,
  restructure,
  tracking,
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
  reschedule,
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
} = createFacade(host, { policies: ids, version: release });
