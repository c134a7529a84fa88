/** More than viewers are ever shown. */
const kWidest = 1920;

/**
 * A picture file as a JPEG that is quick to send, upright; whatever the browser can show will do. Null where it cannot
 * show it: then the server says what is wrong with it.
 */
export async function asJpeg(file: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, kWidest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    if (pen === null) return null;
    pen.fillStyle = "#fff"; // Under what is transparent.
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  } catch {
    return null;
  }
}
