const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648, section 4, with padding. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let k = 0; k < bytes.length; k += 3) parts.push(groupOf(bytes.subarray(k, k + 3)));
  return parts.join("");
}

function groupOf(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0] = bytes;
  const bits = (a << 16) | (b << 8) | c;
  const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63)).join("");
  return digits.slice(0, bytes.length + 1).padEnd(4, "=");
}
