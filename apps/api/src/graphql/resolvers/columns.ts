import { GraphQLScalarType } from "graphql";

/** Goes out as it stands in a row: a list whose entries are not looked at one by one. */
const column = <T>(name: string, description: string): GraphQLScalarType<readonly T[], readonly T[]> =>
  new GraphQLScalarType({ name, description, serialize: (entries) => entries as readonly T[] });

export const TextColumn = column<string | null>("TextColumn", "A list of texts, of which some may be null.");
export const NumberColumn = column<number | null>("NumberColumn", "A list of numbers, of which some may be null.");
