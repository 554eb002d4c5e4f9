/** The number that a 16-bit IEEE 754 half-precision pattern stands for; exact. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  // Subnormals are multiples of 2^-24.
  if (exponent === 0) return (sign * fraction) / 16_777_216;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  // The same number as a float32: exponent bias 127 instead of 15, 13 more fraction bits.
  const scratch = new DataView(new ArrayBuffer(4));
  scratch.setUint32(0, ((exponent + 112) << 23) | (fraction << 13));
  return sign * scratch.getFloat32(0);
}
