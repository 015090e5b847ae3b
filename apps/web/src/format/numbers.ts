// biome-ignore lint/performance/noBarrelFile: one file under the name that pages know it by; documents use it as well.
export {
  type Amount,
  FEW,
  moneyAtAGlance,
  moneyExact,
  percent,
  quantity,
  shareOrCount,
} from "@lockstep/domain/number-text";
