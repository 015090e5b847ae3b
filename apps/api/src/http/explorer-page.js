const byId = (id) => document.getElementById(id);
const [query, variables, answer, as] = ["query", "variables", "answer", "as"].map(byId);

query.value = `{
  asOf { seq now }
  exceptions(first: 10) {
    totalCount
    nodes { title severity actBy valueAtRisk { amount currency } impacted { line state lateByMinutes } }
  }
}
`;

async function ask(text) {
  const headers = { "content-type": "application/json" };
  if (as.value.trim() !== "") headers.authorization = `Bearer ${as.value.trim()}`;
  try {
    const body = JSON.stringify({ query: text, variables: JSON.parse(variables.value || "{}") });
    const response = await fetch("/graphql", { method: "POST", headers, body });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
}

const kinds = "kind name description fields { name description type { ...T } } inputFields { name type { ...T } }";
const type = "fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

byId("ask").addEventListener("click", () => ask(query.value));
byId("schema").addEventListener("click", () => ask(`{ __schema { types { ${kinds} enumValues { name } } } } ${type}`));
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(query.value);
});
