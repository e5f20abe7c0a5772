// Decimal numbers in ten-thousandths, so that sums are exact.

/** A number as it is stored, "7.5"; undefined where it is not one. @param {unknown} text */
export function decimal(text) {
  const g = typeof text === "string" && /^(-?\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  return g ? +(g[1] + (g[2] || "").padEnd(4, "0")) : undefined;
}

/** Such a number as text. @param {number} n */
export function decimalWords(n) {
  const fraction = String(Math.abs(n) % 1e4).padStart(4, "0");
  return (n < 0 ? "-" : "") + Math.floor(Math.abs(n) / 1e4) + `.${fraction}`.replace(/\.?0+$/, "");
}

/** The sum of such texts; what is not a number does not count. @param {any[]} texts */
export const sumOf = (texts) => texts.reduce((n, text) => n + (decimal(text) || 0), 0);
