// Makes photographs fit to be kept and sent: smaller, upright, and without where and by whom they were taken.

import { say } from "../say.js";

/** The longest side, in pixels. */
const longest = 2000;

/** A larger file is not taken in where records are kept, in bytes; see MaxFile in internal/importer. */
const most = 8 << 20;

/** A picture stays a PNG up to this size, in bytes: a drawing or a screenshot. */
const smallPNG = 1 << 20;

/** What a picker of evidence asks a device for. A phone that keeps its photographs as HEIC then gives a JPEG. */
export const accepted = "image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf";

/** How a HEIC file begins: its type comes after four bytes of length. */
const heic = /^.{4}ftyp(he[iv]|mif1|msf1)/s;

const heicWords = (/** @type {string} */ name) =>
  say(
    "{1} is a HEIC photograph, which most computers cannot show. On an iPhone choose Settings, Camera, Formats, " +
      "Most Compatible. For this one, take a screenshot of it or share it as JPEG.",
    name,
  );

/**
 * A file that may go with a record, or in words why it may not.
 *
 * @typedef {{file: File, fault?: undefined} | {fault: string, file?: undefined}} Ready
 */

/** @param {File} file @returns {Promise<Ready>} */
export async function ready(file) {
  const { name } = file;
  const begins = await file
    .slice(0, 32)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const start = new TextDecoder("latin1").decode(begins);
  if (heic.test(start)) return { fault: heicWords(name) };
  if (start.startsWith("%PDF-")) {
    return limited(file, name, ".pdf", say("Save it with smaller pictures, or split it into several files."));
  }
  const blob = await redrawn(file).catch(() => null);
  if (!blob) return { fault: say("{1} cannot be read as a picture. Choose a JPEG, PNG or PDF file.", name) };
  return limited(blob, name, blob.type === "image/png" ? ".png" : ".jpg", say("Crop it, and choose it again."));
}

/**
 * @param {Blob} blob
 * @param {string} name
 * @param {string} ending  that belongs to what it is now
 * @param {string} way     to make it smaller
 * @returns {Ready}
 */
function limited(blob, name, ending, way) {
  if (blob.size > most) {
    const size = Math.ceil((blob.size / (1 << 20)) * 10) / 10;
    const fault = say("{1} is too large: it is {2} MB, and the limit is {3} MB.", name, size, most >> 20);
    return { fault: `${fault} ${way}` };
  }
  return { file: new File([blob], name.replace(/(\.[a-z0-9]{1,5})?$/i, ending), { type: blob.type }) };
}

/**
 * The picture drawn again, turned as it says that it is to be turned. What a drawing does not hold is gone with it:
 * place, camera, author.
 *
 * @param {File} file
 */
async function redrawn(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const png = file.type === "image/png" && (await encoded(canvas, "image/png"));
  if (png && png.size <= smallPNG) return png;
  pen.globalCompositeOperation = "destination-over"; // what can be seen through would be black
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return encoded(canvas, "image/jpeg");
}

/** @param {HTMLCanvasElement} canvas @param {string} type @returns {Promise<Blob | null>} */
const encoded = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, 0.85));
