// A photo measured when it is taken, as the server measures it (assessments/files/reader): size in pixels and mean
// brightness 0-255. Null for what is no picture, what this browser cannot show, or what takes too long; the server
// measures in any case.

const SMALL = 360;
const PATIENCE = 2_000;

export async function measured(file) {
  if (!file.type.startsWith("image/")) {
    return null;
  }
  const late = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, null);
  });
  return Promise.race([read(file).catch(() => null), late]);
}

async function read(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "none" });
  try {
    const { width, height } = picture;
    return { width, height, brightness: brightnessOf(picture) };
  } finally {
    picture.close();
  }
}

function brightnessOf(picture) {
  const share = Math.min(1, SMALL / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.fillStyle = "white";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.imageSmoothingQuality = "high";
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
  let total = 0;
  for (let at = 0; at < data.length; at += 4) {
    // Luma of ITU-R 601 in whole numbers, as the server's image library weighs it.
    total += (19595 * data[at] + 38470 * data[at + 1] + 7471 * data[at + 2] + 0x8000) >> 16;
  }
  return Math.floor(total / (data.length / 4));
}
