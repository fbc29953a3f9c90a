// SPDX-License-Identifier: Apache-2.0
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import { readdirSync } from "node:fs";
import ts from "typescript-eslint";

const noOtherFeature = (slice) => ({
  files: [`src/features/${slice}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: `^@/features/(?!${slice}/)`,
            message: "A feature never imports another's inside: ask for a piece in ui/, or a link.",
          },
        ],
      },
    ],
  },
});

const slices = readdirSync(new URL("./src/features", import.meta.url));

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/api/types.ts"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "no-undef": "off", // TypeScript knows the names
      "max-lines": ["error", { max: 600, skipBlankLines: true }],
      "no-restricted-syntax": [
        "error",
        {
          // style-src 'self': an attribute written in the markup is refused by the browser.
          selector:
            "SvelteAttribute[key.name='style'][value.length=1][value.0.type='SvelteLiteral']",
          message: "Use a class or style:name={value}; the CSP refuses style attributes.",
        },
        {
          selector: "SvelteMustacheTag[kind='raw']",
          message: "No {@html}: text is text.",
        },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      "svelte/no-navigation-without-resolve": "off", // a SvelteKit rule; the router is ours
      "svelte/require-each-key": "error",
      "svelte/prefer-svelte-reactivity": "off", // sets are copied, never changed in place
    },
  },
  ...slices.map(noOtherFeature),
  {
    files: ["src/ui/**", "src/lib/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^@/(features|app)/", message: "ui and lib know no slice." }] },
      ],
    },
  },
  {
    files: ["src/gate/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^@/(features|app)/", message: "The gate stands alone." }] },
      ],
    },
  },
);
