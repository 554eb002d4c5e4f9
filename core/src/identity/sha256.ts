import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256 of a text's UTF-8 bytes, or of bytes, in 64 lower-case hexadecimal digits.
 *
 * @source FIPS 180-4
 */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === "string" ? utf8ToBytes(content) : content));
}
