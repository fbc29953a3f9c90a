// SPDX-License-Identifier: Apache-2.0
import { accounts, days, history, home, lists, me, orgs, people, person, roles } from "./office.ts";

interface Call {
  path: string;
  query: URLSearchParams;
  body: unknown;
}
type Answer = [method: string, path: RegExp, answer: (call: Call) => [number, unknown]];

const page = <T>(items: T[]) => ({
  items,
  next: null,
  count: items.length,
  count_capped: false,
});
let signedIn = true;
const idOf = (path: string) => path.split("/")[3] ?? "";

export const answers: Answer[] = [
  [
    "GET",
    /^\/api\/me$/,
    () =>
      signedIn
        ? [200, me]
        : [401, { code: "not_signed_in", message: "", findings: [], request_id: "m2" }],
  ],
  [
    "POST",
    /^\/api\/sign-in$/,
    ({ body }) => {
      const { password } = body as { password: string };
      if (!password.startsWith("dung")) {
        return [
          401,
          {
            code: "wrong_sign_in",
            message: "Tên đăng nhập hoặc mật khẩu không đúng.",
            findings: [],
            request_id: "k7f2",
          },
        ];
      }
      signedIn = true;
      return [200, me];
    },
  ],
  [
    "POST",
    /^\/api\/sign-out$/,
    () => {
      signedIn = false;
      return [200, {}];
    },
  ],
  ["GET", /^\/api\/home$/, () => [200, home]],
  ["GET", /^\/api\/orgs$/, () => [200, { items: orgs }]],
  [
    "POST",
    /^\/api\/people\/query$/,
    ({ body }) => {
      const { cursor } = body as { cursor?: string };
      const from = Number(cursor ?? 0);
      return [
        200,
        {
          items: people.slice(from, from + 50),
          next: from + 50 < people.length ? String(from + 50) : null,
          count: Math.min(people.length, 1000),
          count_capped: people.length > 1000,
        },
      ];
    },
  ],
  ["GET", /^\/api\/people\/[^/]+$/, ({ path }) => [200, person(idOf(path))]],
  [
    "GET",
    /^\/api\/people\/[^/]+\/history$/,
    () => [200, { items: history, next: null, count: 3, count_capped: false }],
  ],
  [
    "POST",
    /^\/api\/people\/[^/]+\/reveal$/,
    () => [200, { national_id: "087096004127", ethnicity: "Kinh", religion: "Không" }],
  ],
  ["GET", /^\/api\/lists$/, () => [200, lists]],
  ["GET", /^\/api\/roles$/, () => [200, roles]],
  ["GET", /^\/api\/accounts$/, () => [200, page(accounts)]],
  [
    "GET",
    /^\/api\/audit$/,
    () => [200, page(history.map((one) => ({ ...one, object_kind: "person", object_id: "p3" })))],
  ],
  [
    "GET",
    /^\/api\/calendar$/,
    ({ query }) => [200, page(days.filter((one) => one.on.startsWith(query.get("year") ?? "")))],
  ],
  ["PUT", /^\/api\/calendar\/.*$/, () => [200, {}]],
];
