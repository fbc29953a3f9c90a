// SPDX-License-Identifier: Apache-2.0
// The gate: a page of its own, for phones and desks with a keyboard reader.
import "@/styles/fonts.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import { mount } from "svelte";
import { readMe } from "@/api/session.svelte";
import { keptLanguage } from "@/lib/i18n";
import Gate from "./Gate.svelte";
import { loadGateTexts } from "./texts";

async function start(): Promise<void> {
  const texts = loadGateTexts(keptLanguage());
  await readMe().catch(() => false);
  await texts;
  const target = document.getElementById("app");
  if (target) mount(Gate, { target });
}

void start();
