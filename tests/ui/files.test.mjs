// SPDX-License-Identifier: Apache-2.0
// Scans: a PDF put to a paper and looked at beside the findings, a fake refused with the reason, a
// batch cut at its printed cover sheets, and pages without one put to a paper by hand.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, picture, sayNoSecret, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;
let dossier;
let folder;

/** A PDF of so many pages, each with its word and number. */
function samplePdf(pages, word) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  const kids = [];
  for (let i = 1; i <= pages; i += 1) {
    const text = `BT /F1 40 Tf 72 700 Td (${word} ${i}) Tj ET`;
    kids.push(`${objects.length + 1} 0 R`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length + 2} 0 R ` +
        `/Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    );
  }
  objects[1] = `<< /Type /Pages /Count ${pages} /Kids [ ${kids.join(" ")} ] >>`;
  let out = "%PDF-1.4\n";
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  objects.forEach((one, i) => {
    table += `${String(out.length).padStart(10, "0")} 00000 n \n`;
    out += `${i + 1} 0 obj\n${one}\nendobj\n`;
  });
  return `${out}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`;
}
const file = (name, content) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const read = (path, body) =>
  officer.evaluate(
    async ([to, form]) => {
      const me = await (await fetch("/api/me")).json();
      const asked = form && {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": me.csrf_token },
        body: JSON.stringify(form),
      };
      return (await fetch(to, asked ?? {})).json();
    },
    [path, body],
  );
const clean = async (name) => {
  await settled(officer);
  await picture(officer, name);
  assert.deepEqual(await axeFindings(officer), [], name);
};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "ketnap-scans-"));
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/, /status of 422/] });
  await signIn(officer, "canbo", password);
  dossier = (await read("/api/dossiers/query", { states: ["appraising"], limit: 1 })).items[0];
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("scans of papers", () => {
  it("a PDF is put to a paper and looked at beside the findings", async () => {
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: /1-KNĐ/ }).click();
    const input = officer.locator('input[type="file"]');
    await input.setInputFiles(file("don xin vao.pdf", samplePdf(3, "Don")));
    await sayNoSecret(officer);
    await officer.getByRole("button", { name: "don xin vao.pdf" }).click();
    await officer.getByRole("img", { name: "don xin vao.pdf, trang 1" }).waitFor();
    await officer.getByText("Trang 1 trên 3").waitFor();
    await officer.getByRole("button", { name: "Trang sau" }).click();
    await officer.getByRole("img", { name: "don xin vao.pdf, trang 2" }).waitFor();
    await officer.getByRole("heading", { name: "Kết quả kiểm tra" }).waitFor();
    await clean("files-view");
  });

  it("a file that is not what it says is refused with the reason, and a better version takes its place", async () => {
    const input = officer.locator('input[type="file"]');
    await input.setInputFiles(file("gia.pdf", "MZ this is a program"));
    await sayNoSecret(officer);
    await officer.getByText("Tệp này không phải PDF, JPEG hay PNG.").waitFor();
    await clean("files-refused");
    await officer.getByRole("button", { name: "Thay bản mới" }).click();
    await input.setInputFiles(file("don ro.pdf", samplePdf(2, "Ro")));
    await sayNoSecret(officer);
    await officer.getByRole("button", { name: "don ro.pdf" }).click();
    await officer.getByText("Trang 1 trên 2").waitFor();
    await officer.getByRole("combobox", { name: "Bản đang xem" }).selectOption({ index: 1 });
    await officer.getByText("Trang 1 trên 3").waitFor();
  });

  it("a batch is cut at its cover sheets, what has none is put to a paper by hand", async () => {
    const cover = join(folder, "cover.pdf");
    const waiting = officer.waitForEvent("download");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: "In tờ bìa quét" }).click();
    await (await waiting).saveAs(cover);
    execFileSync("pdfseparate", ["-f", "1", "-l", "1", cover, join(folder, "one.pdf")]);
    const batch = join(folder, "chong.pdf");
    execFileSync("pdfunite", [
      file("loose.pdf", samplePdf(2, "Roi")),
      join(folder, "one.pdf"),
      file("paper.pdf", samplePdf(2, "Giay")),
      batch,
    ]);
    assert.ok(readFileSync(batch).length > 0);

    await officer.goto("/scans");
    await clean("scans");
    await officer.locator('input[type="file"]').setInputFiles(batch);
    await sayNoSecret(officer);
    await officer.waitForURL(/\/scans\/[0-9a-f-]{36}$/);
    await officer.getByText("5 trang: 1 phần đã xếp, 1 phần chờ xếp").waitFor();
    await officer.getByRole("link", { name: new RegExp(dossier.code) }).waitFor();
    await officer.getByRole("button", { name: "Xem trang 2" }).waitFor();
    await officer.getByLabel("Mã hồ sơ").fill(dossier.code);
    await officer.locator('option[value="life_history"]').waitFor({ state: "attached" });
    await clean("scan-split");
    await officer.getByLabel("Loại giấy").selectOption("life_history");
    await officer.getByRole("button", { name: "Xếp vào hồ sơ" }).click();
    await officer.getByText("5 trang: 2 phần đã xếp, 0 phần chờ xếp").waitFor();
    await officer.getByRole("button", { name: "Kết thúc lô quét" }).click();
    await officer.waitForURL("**/scans");
    await officer.getByText("Đã kết thúc").waitFor();
    assert.deepEqual(officer.wrong(), []);
  });
});

describe("letters of verification", () => {
  it("a letter is written, sent, waits, and its answer is noted", async () => {
    await officer.goto(`/letters/new?dossier=${dossier.id}`);
    await officer.getByRole("textbox", { name: "Nơi nhận" }).fill("Đảng ủy xã Hòa Bình");
    await officer.getByRole("textbox", { name: "Người cần thẩm tra" }).fill("Bố đẻ: ông Nguyễn Văn Hòa");
    await officer.getByRole("button", { name: "Lưu" }).click();
    await officer.getByRole("heading", { name: "Gửi đi" }).waitFor();
    await clean("letter-draft");
    await officer.getByRole("textbox", { name: "Số", exact: true }).fill("12-CV/ĐU");
    await officer.getByRole("button", { name: "Ghi đã gửi" }).click();
    await officer.getByRole("heading", { name: "Trả lời" }).waitFor();
    await clean("letter-sent");
    await officer.getByRole("textbox", { name: "Nội dung trả lời" }).fill("Gia đình chấp hành tốt chính sách");
    await officer.getByRole("button", { name: "Ghi trả lời" }).click();
    await officer.getByText("Xác nhận đúng").first().waitFor();
    await clean("letters");
    assert.deepEqual(officer.wrong(), []);
  });
});
