// Images are uploaded first; listings then name them by the uri this gives.
import { z } from "zod";
import type { MarketplacePort, UploadedImage } from "../../use-cases/ports/marketplace.ts";
import type { Call } from "./client.ts";
import { VERSION } from "./versions.ts";

type NewImage = Parameters<MarketplacePort["uploadImage"]>[0];

const USE_CASES = { main: "MAIN_IMAGE", attribute: "ATTRIBUTE_IMAGE" } satisfies Record<
  NewImage["use"],
  string
>;

const uploadSchema = z.object({
  uri: z.string().min(1),
  url: z.string(),
  // After the marketplace's own adjustment to a square.
  width: z.coerce.number(),
  height: z.coerce.number(),
});

export async function uploadImage(call: Call, image: NewImage): Promise<UploadedImage> {
  const form = new FormData();
  form.set("data", new Blob([new Uint8Array(image.bytes)], { type: image.contentType }), "image");
  form.set("use_case", USE_CASES[image.use]);
  return call({
    method: "POST",
    path: `/product/${VERSION.product}/images/upload`,
    form,
    scope: "seller",
    repeat: "safe",
    answer: uploadSchema,
  });
}
