// Adds those whom standard input names, all with the same password: node add-people.ts <data folder> <password>
import { text } from "node:stream/consumers";
import { openStore, type PersonRow } from "@lockstep/store/store";
import { hashPassword } from "../identity/passwords.ts";

const [, , dataFolder = "", password = ""] = process.argv;
const people = JSON.parse(await text(process.stdin)) as Pick<PersonRow, "name" | "roles" | "sites">[];
const opened = await openStore({ dataFolder });
if (!opened.ok) throw new Error(opened.error.message);
const passwordHash = await hashPassword(password);
for (const person of people) {
  const rest = { passwordHash, isActive: true, changedAt: Date.now(), changedBy: "test" };
  await opened.value.savePerson({ ...person, ...rest });
}
await opened.value.close();
