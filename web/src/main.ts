// SPDX-License-Identifier: Apache-2.0
import "@/styles/fonts.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/styles/print.css";
import { mount } from "svelte";
import { languageOf, readMe, session } from "@/api/session.svelte";
import App from "@/app/App.svelte";
import { loadTexts } from "@/i18n/load";
import { keepLanguage, keptLanguage } from "@/lib/i18n";
import { startKeys } from "@/lib/keys.svelte";
import { startRouter } from "@/lib/router.svelte";

async function start(): Promise<void> {
  const texts = loadTexts(keptLanguage());
  await readMe().catch(() => false); // the shell says what is wrong
  await texts;
  const wanted = session.me && languageOf(session.me);
  if (wanted && wanted !== keptLanguage()) {
    keepLanguage(wanted);
    await loadTexts(wanted);
  }
  startRouter();
  startKeys();
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
