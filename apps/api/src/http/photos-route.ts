import { hash } from "node:crypto";
import { DAY, MINUTE, SECOND } from "@lockstep/domain/instant";
import type { Store } from "@lockstep/store/store";
import { cleanPhoto, MOST_PHOTO_BYTES } from "@lockstep/workflow/photos/clean-photo";
import { nextPhotoAt, PHOTOS_A_DAY } from "@lockstep/workflow/photos/photos-a-day";
import { type RequestHandler, Router } from "express";
import { hasPhotoOf } from "../query/photos.ts";
import { checkPlain, readBytes } from "./body.ts";
import { contextOf, type GraphQLParts } from "./graphql-route.ts";
import { only } from "./identify.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

/**
 * `POST /photos` keeps a picture without what it says besides being one, and answers with its name; a command then names it.
 * `GET /photos/<exception>/<photo>` shows one to those who see the exception that it was sent with.
 */
export function photosRoute(parts: GraphQLParts): Router {
  const router = Router();
  router.post("/", only("POST /photos"), take(parts));
  router.get("/:exception/:photo", only("GET /photos/*"), show(parts));
  return router;
}

/** Each is whole in memory. One person, who may be slow at sending, keeps no others out. */
const MOST_AT_ONCE = 8;
const MOST_OF_ONE = 2;

function take({ store }: GraphQLParts): RequestHandler {
  /** By whom, once for each. */
  const taking: string[] = [];
  return async (request, response) => {
    const plain = checkPlain(request);
    if (!plain.ok) return refuseWith(response, plain.error.status, plain.error);
    const { name: by } = viewerOf(response);
    if (taking.length >= MOST_AT_ONCE || taking.filter((one) => one === by).length >= MOST_OF_ONE) {
      response.setHeader("retry-after", "1");
      const message = "Too many photos at once: send it again in a second.";
      return refuseWith(response, 429, { code: "TOO_MANY_REQUESTS", message });
    }
    taking.push(by);
    try {
      const tooLarge = `A photo has at most ${MOST_PHOTO_BYTES / 1_048_576} MiB: take it smaller.`;
      const bytes = await readBytes(request, { mostBytes: MOST_PHOTO_BYTES, tooLarge });
      if (!bytes.ok) return refuseWith(response, bytes.error.status, bytes.error);
      const photo = cleanPhoto(bytes.value);
      if (!photo.ok) return refuseWith(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", message: photo.error });
      const { type, bytes: body } = photo.value;
      const sha256 = hash("sha256", body);
      const at = Date.now();
      // What is there already takes no more room.
      const next = (await store().hasPhoto(sha256)) ? null : await nextPhotoOf(store(), by, at);
      if (next !== null) {
        response.setHeader("retry-after", String(Math.ceil((next - at) / SECOND)));
        const wait = `${Math.ceil((next - at) / MINUTE)} minutes`;
        const message = `You have sent ${PHOTOS_A_DAY} photos within a day: send this one in ${wait}, or go on without it.`;
        return refuseWith(response, 429, { code: "TOO_MANY_PHOTOS", message });
      }
      await store().savePhoto({ sha256, type, body, at, by });
      response.status(201).json({ photo: sha256, type, bytes: body.length });
    } finally {
      taking.splice(taking.indexOf(by), 1);
    }
  };
}

const nextPhotoOf = async (store: Store, by: string, now: number): Promise<number | null> =>
  nextPhotoAt(await store.photoTimes(by, { since: now - DAY, first: PHOTOS_A_DAY }), now);

function show(parts: GraphQLParts): RequestHandler {
  return async (request, response) => {
    const [exception, photo] = [String(request.params["exception"]), String(request.params["photo"])];
    const { moment, store } = await contextOf(parts, viewerOf(response), undefined);
    const row = hasPhotoOf(moment, exception, photo) ? await store.photo(photo) : null;
    if (row === null) {
      const message = "There is no such photo of an exception that you see.";
      return refuseWith(response, 404, { code: "NOT_FOUND", message });
    }
    response.setHeader("content-type", row.type);
    response.setHeader("cache-control", "private, no-cache");
    response.setHeader("content-disposition", "inline");
    response.end(Buffer.from(row.body));
  };
}
