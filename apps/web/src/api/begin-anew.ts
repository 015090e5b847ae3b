let place: string | null = null;

/** Where the page begins anew once it is another person's; null: where it is. Said before that is asked for, as it may come first. */
export function willBeginAt(path: string | null): void {
  place = path;
}

/** Whoever is here now gets the page from its beginning. */
export function beginAnew(): void {
  if (place === null) window.location.reload();
  else window.location.assign(place);
}
