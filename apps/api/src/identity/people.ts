import { byCodeUnit } from "@lockstep/domain/world";
import type { Role } from "@lockstep/protocol/generated/schema";
import type { PersonRow, Store } from "@lockstep/store/store";
import { everySite, scopeOf } from "./scope.ts";
import { ROLES, type Viewer } from "./viewer.ts";

export type PeopleStore = Pick<Store, "people" | "savePerson">;

export interface People {
  readonly count: number;
  /** By name. */
  all(): readonly PersonRow[];
  find(name: string): PersonRow | null;
  save(person: PersonRow): Promise<void>;
}

/** Those who sign in with a password that is kept here; looked up in memory. */
export async function createPeople(store: PeopleStore): Promise<People> {
  const byName = new Map((await store.people()).map((row) => [row.name, row]));
  return {
    get count() {
      return byName.size;
    },
    all: () => [...byName.values()].sort((a, b) => byCodeUnit(a.name, b.name)),
    find: (name) => byName.get(name) ?? null,
    async save(person) {
      await store.savePerson(person);
      byName.set(person.name, person);
    },
  };
}

export const viewerOfPerson = ({ name, roles, sites }: Pick<PersonRow, "name" | "roles" | "sites">): Viewer => ({
  name,
  roles: new Set(ROLES.filter((role: Role) => roles.includes(role))),
  scope: sites === null ? everySite : scopeOf(sites),
});
