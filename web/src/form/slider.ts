/** Positions of a slider with 0 … `stops` and the values they stand for. */
export interface SliderMap {
  readonly stops: number;
  toValue(position: number): number;
  toPosition(value: number): number;
}

/** A slider over [low, high]; on a log scale positions are equal ratios, and values are rounded to two digits. */
export function sliderMap(low: number, high: number, scale: "linear" | "log", integer: boolean): SliderMap {
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  if (scale === "log") {
    const stops = 200;
    const ratio = Math.log(high / low);
    return {
      stops,
      toValue: (position) => clamp(round(low * Math.exp((ratio * position) / stops), integer)),
      toPosition: (value) => Math.round((Math.log(clamp(value) / low) / ratio) * stops),
    };
  }
  const stops = integer ? Math.round(high - low) : 200;
  return {
    stops,
    toValue: (position) => clamp(integer ? low + position : tidy(low + ((high - low) * position) / stops)),
    toPosition: (value) => Math.round(((clamp(value) - low) / (high - low)) * stops),
  };
}

function round(value: number, integer: boolean): number {
  const short = Number(value.toPrecision(2));
  return integer ? Math.round(short) : short;
}

function tidy(value: number): number {
  return Number(value.toPrecision(6));
}
