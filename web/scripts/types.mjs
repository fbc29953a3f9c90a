// SPDX-License-Identifier: Apache-2.0
// TypeScript types out of the program's own description, so that a field renamed on the server
// breaks the build here:  ketnap openapi | node scripts/types.mjs > src/api/types.ts

let text = "";
for await (const part of process.stdin) text += part;
const { components, paths } = JSON.parse(text);

/** "People(anonymousNamespace)PersonView" → "PeoplePersonView", whatever compiler named it. */
const nameOf = (name) => name.replace(/\(anonymous ?[Nn]amespace\)|\{anonymous\}|[^\w]/g, "");

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref.split("/").at(-1));
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const any = schema.anyOf ?? schema.oneOf;
  if (any) return [...new Set(any.map(typeOf))].join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `(${typeOf(schema.items ?? {})})[]`;
    case "object":
      if (schema.properties) return fieldsOf(schema);
      if (schema.additionalProperties) {
        return `Record<string, ${typeOf(schema.additionalProperties)}>`;
      }
      return "Record<string, never>";
    default:
      return "unknown";
  }
}

function fieldsOf(schema) {
  const needed = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties).map(
    ([name, one]) => `  ${name}${needed.has(name) ? "" : "?"}: ${typeOf(one)};`,
  );
  return `{\n${lines.join("\n")}\n}`;
}

const out = [
  "// SPDX-License-Identifier: Apache-2.0",
  "// Written by scripts/types.mjs from `ketnap openapi`; not by hand.",
  "",
];
for (const [name, schema] of Object.entries(components.schemas).sort()) {
  out.push(`export type ${nameOf(name)} = ${typeOf(schema)};`, "");
}
const bodies = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => {
    const body = one.requestBody?.content?.["application/json"]?.schema;
    const good = Object.entries(one.responses).find(([status]) => status.startsWith("2"))?.[1];
    const answer = good?.content?.["application/json"]?.schema;
    return `  "${method.toUpperCase()} ${path}": { body: ${body ? typeOf(body) : "undefined"}; answer: ${answer ? typeOf(answer) : "undefined"} };`;
  }),
);
out.push("export interface Routes {", ...bodies.sort(), "}", "");
process.stdout.write(out.join("\n"));
