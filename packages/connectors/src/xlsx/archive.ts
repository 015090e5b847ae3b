import { ok, type Result, refuse } from "@lockstep/domain/result";
import { unzipSync } from "fflate";

/** The parts of a workbook: a zip archive of XML. */
export interface Archive {
  has(path: string): boolean;
  /** Unpacked; refused where it is not there, is larger than any sheet of a plant, or is damaged. */
  part(path: string): Result<Uint8Array, string>;
}

/** An archive says itself how large a part is; no more than that is ever unpacked. */
const MOST_UNPACKED = 256 * 1_048_576;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, k) => bytes[k] === byte);

/** What is no text, but may be a workbook, as its first bytes say. */
export const isPacked = (bytes: Uint8Array): boolean => beginsWith(bytes, ZIP) || beginsWith(bytes, OLD_OFFICE);

export const DAMAGED = "The workbook is damaged: open it in the spreadsheet, save it anew as .xlsx, and bring that in.";

export function openArchive(bytes: Uint8Array): Result<Archive, string> {
  if (beginsWith(bytes, OLD_OFFICE)) return refuse(isEncrypted(bytes) ? ENCRYPTED : OLD);
  const sizes = sizesIn(bytes);
  if (sizes === null) return refuse(DAMAGED);
  return ok({
    has: (path) => sizes.has(path.toLowerCase()),
    part(path) {
      const size = sizes.get(path.toLowerCase());
      if (size === undefined) return refuse(DAMAGED);
      if (size > MOST_UNPACKED) return refuse(TOO_LARGE);
      return unpack(bytes, path.toLowerCase());
    },
  });
}

/** By lower-case name, as spreadsheets do not tell cases apart. */
function sizesIn(bytes: Uint8Array): ReadonlyMap<string, number> | null {
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        sizes.set(name.toLowerCase(), originalSize);
        return false;
      },
    });
  } catch {
    return null;
  }
  return sizes;
}

function unpack(bytes: Uint8Array, wanted: string): Result<Uint8Array, string> {
  try {
    const [part] = Object.values(unzipSync(bytes, { filter: ({ name }) => name.toLowerCase() === wanted }));
    return part === undefined ? refuse(DAMAGED) : ok(part);
  } catch {
    return refuse(DAMAGED);
  }
}

const TOO_LARGE =
  "The workbook unpacks to more than 256 MiB: leave out what is not needed, or bring in the sheet in parts.";
const ENCRYPTED =
  "The workbook is encrypted: open it with its password, save it without one (in Excel: File, Info, Protect Workbook), and bring that in.";
const OLD =
  "This is a workbook of the old format: open it in the spreadsheet and save it as .xlsx, or the sheet as CSV.";

/** An encrypted workbook lies in a file of the old format, as a stream of this name. */
function isEncrypted(bytes: Uint8Array): boolean {
  const name = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const [first = 0] = name;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (name.every((byte, k) => bytes[at + k] === byte)) return true;
  }
  return false;
}
