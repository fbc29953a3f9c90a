// SPDX-License-Identifier: Apache-2.0
// An invented office.

export const me = {
  name: "Vũ Hoài Thu",
  user: "thu",
  role: "Cán bộ Ban Tổ chức",
  roles: [
    {
      role: "organization_officer",
      title: "Cán bộ Ban Tổ chức",
      org_id: "o0",
      org_name: "Đảng ủy Khối tỉnh Vĩnh Sơn",
      campaign_id: "",
    },
  ],
  rights: [
    "org_edit",
    "person_read",
    "person_edit",
    "calendar_edit",
    "account_manage",
    "audit_read",
  ],
  must_change_password: false,
  csrf_token: "mock",
  demo: true,
  office_name: "Đảng ủy Khối tỉnh Vĩnh Sơn",
  today: "2024-08-06",
  working_day: true,
  language: "vi",
  campaigns: [
    {
      id: "c1",
      code: "KN24-2",
      name: "Lễ kết nạp 70 đảng viên tiêu biểu",
      starts_on: "2024-09-24",
    },
    { id: "c2", code: "KN24-1", name: "Lễ trao quyết định 26/3", starts_on: "2024-03-26" },
  ],
};

const task = (
  id: string,
  kind: string,
  what: string,
  org: string,
  days_left: number,
  due_on: string,
) => ({
  id,
  kind,
  what,
  org,
  days_left,
  due_on,
  link: "/people",
});
export const home = {
  mine: [
    task(
      "t1",
      "dossier",
      "Thẩm định lần đầu 4 hồ sơ nhận chiều 05/08",
      "3 đơn vị",
      0,
      "2024-08-06",
    ),
    task("t2", "nomination", "Nhắc lần 2 đơn vị chưa giới thiệu", "8 đơn vị", 0, "2024-08-06"),
    task(
      "t3",
      "nomination",
      "Xem 8 dòng bị từ chối khi nhập nguồn",
      "Tệp 148 dòng",
      1,
      "2024-08-07",
    ),
    task("t4", "documents", "Sửa tờ trình theo 3 ý kiến của Văn phòng", "Bản 2", 2, "2024-08-08"),
    task("t5", "decision", "Chốt 38 hồ sơ trình phiên 14/08", "Ban Thường vụ", 3, "2024-08-09"),
    task(
      "t6",
      "dossier",
      "Thẩm định lại Nguyễn Thị Hạnh Duyên",
      "Bệnh viện Đa khoa tỉnh",
      12,
      "2024-08-22",
    ),
  ],
  late: [
    {
      id: "l1",
      what: "Chưa trả lời 3 thư thẩm tra lý lịch",
      who: "3 đảng ủy xã, huyện Yên Phú",
      days_late: 9,
      reminded: "lần 2 · 31/07",
      link: "/people",
    },
    {
      id: "l2",
      what: "Chưa nộp lại hồ sơ Lò Văn Thắng",
      who: "Chi bộ Hạt Kiểm lâm số 3",
      days_late: 6,
      reminded: "lần 2 · 01/08",
      link: "/people",
    },
    {
      id: "l3",
      what: "Chưa trình dự toán buổi lễ",
      who: "Văn phòng · Đặng Minh Khuê",
      days_late: 2,
      reminded: "",
      link: "/people",
    },
  ],
  stages: [
    { id: "plan", open: 12, late: 2 },
    { id: "nomination", open: 67, late: 8 },
    { id: "dossier", open: 15, late: 0 },
    { id: "decision", open: 38, late: 0 },
    { id: "ceremony", open: 4, late: 0 },
  ],
  changes: [
    {
      at: Date.UTC(2024, 7, 6, 1, 12),
      who: "Công ty Cấp nước",
      says: "nộp lại 2 giấy của Ninh Văn Thạch",
      link: "/people",
    },
    {
      at: Date.UTC(2024, 7, 6, 0, 55),
      who: "Sở Y tế",
      says: "trả lời: không có người giới thiệu thêm",
      link: "",
    },
    {
      at: Date.UTC(2024, 7, 5, 9, 50),
      who: "Kiều Đình Phúc",
      says: "chuyển lễ từ 20/09 sang 24/09",
      link: "",
    },
  ],
};

const org = (
  id: string,
  parent_id: string,
  kind: string,
  name: string,
  code: string,
  member_count: number,
) => ({
  id,
  parent_id,
  kind,
  name,
  short_name: name,
  code,
  system: "party",
  linked_org_id: null,
  place: "Vĩnh Sơn",
  from_on: "",
  until_on: "",
  member_count,
  version: 1,
});
export const orgs = [
  org("o0", "", "party_committee", "Đảng ủy Khối tỉnh Vĩnh Sơn", "DUK", 5356),
  org("o1", "o0", "grassroots_party_body", "Đảng bộ Bệnh viện Đa khoa tỉnh", "BVDK", 229),
  org("o11", "o1", "sub_cell", "Chi bộ Khoa Dược", "BVDK-03", 24),
  org("o12", "o1", "sub_cell", "Chi bộ Khoa Nhi", "BVDK-04", 31),
  org("o13", "o1", "sub_cell", "Chi bộ Khoa Tim mạch", "BVDK-05", 18),
  org("o2", "o0", "grassroots_party_body", "Đảng bộ Công ty Điện lực", "DL", 344),
  org("o21", "o2", "sub_cell", "Chi bộ Điều độ", "DL-01", 42),
  org("o3", "o0", "grassroots_party_body", "Đảng bộ Sở Giáo dục và Đào tạo", "GDDT", 175),
  org("o4", "o0", "grassroots_party_body", "Chi bộ Thư viện tỉnh", "TV", 21),
];

const last = [
  "An",
  "Ánh",
  "Ân",
  "Bảo",
  "Bích",
  "Cường",
  "Diễm",
  "Duyên",
  "Đạt",
  "Hà",
  "Hải",
  "Hằng",
  "Hiếu",
  "Hòa",
  "Khoa",
  "Lan",
  "Linh",
  "Mai",
  "Minh",
  "Nga",
  "Ngọc",
  "Oanh",
  "Phúc",
  "Quân",
  "Sơn",
  "Thảo",
  "Thủy",
  "Trang",
  "Tuấn",
  "Vân",
  "Yến",
];
const first = [
  "Nguyễn Thị Hạnh",
  "Trần Văn",
  "Lê Thị Hoài",
  "Phạm Trọng",
  "Hoàng Bá",
  "Đỗ Ngọc",
  "Vi Thị",
  "Triệu Thị",
  "Lò Văn",
  "Bùi Cẩm",
  "Đinh Công",
  "Nghiêm Viết",
];
const standing = [
  "sympathizer",
  "candidate",
  "probationary_member",
  "official_member",
  "union_member",
];
export const people = last.flatMap((given, g) =>
  first.map((rest, f) => {
    const n = g * first.length + f;
    return {
      id: `p${n}`,
      name: `${rest} ${given}`,
      born_on:
        n % 11 === 3
          ? "1999"
          : n % 7 === 2
            ? "1996-07"
            : `19${88 + (n % 12)}-0${1 + (n % 9)}-1${n % 9}`,
      born_on_as_written: "",
      sex: n % 2 ? "male" : "female",
      org_id: ["o11", "o12", "o13", "o21"][n % 4],
      org_name: ["Chi bộ Khoa Dược", "Chi bộ Khoa Nhi", "Chi bộ Khoa Tim mạch", "Chi bộ Điều độ"][
        n % 4
      ],
      position: ["Dược sĩ", "Điều dưỡng", "Bác sĩ", "Kỹ sư"][n % 4],
      standing: standing[n % 5],
      standing_since: `2024-0${1 + (n % 7)}-12`,
      version: 1,
    };
  }),
);

export const person = (id: string) => ({
  ...(people.find((one) => one.id === id) ?? people[0]),
  other_name: "",
  home_place: "xã Hòa An, huyện Yên Phú, tỉnh Vĩnh Sơn",
  residence: "phường Tân Lập, TP Vĩnh Sơn",
  phone: "",
  occupation: "Viên chức",
  education: "12/12",
  professional_level: "Dược sĩ đại học",
  political_theory_level: "Sơ cấp",
  union_joined_on: "2012-03-26",
  national_id: "0*********27",
  ethnicity: "••••",
  code: "",
  joined_on: "",
  official_on: "",
  union_org_id: null,
  union_org_name: "Chi đoàn Khối Dược",
  religion: "••••",
  note: "",
  may_edit: true,
  may_reveal: true,
});
export const history = [
  {
    seq: 3,
    at: Date.UTC(2024, 7, 5, 8, 48),
    actor: "Vũ Hoài Thu",
    action: "person.changed",
    sentence: "sửa hồ sơ nhân sự",
    changes: [{ field: "residence", from: "phường Tân Bình", to: "phường Tân Lập" }],
  },
  {
    seq: 2,
    at: Date.UTC(2024, 7, 2, 2, 10),
    actor: "Lục Thị Thoa",
    action: "person.changed",
    sentence: "sửa hồ sơ nhân sự",
    changes: [
      { field: "home_place", from: "Vĩnh Sơn", to: "xã Hòa An, huyện Yên Phú, tỉnh Vĩnh Sơn" },
    ],
  },
];

const day = (
  on: string,
  kind: string,
  name: string,
  basis: string,
  working = false,
  own = false,
) => ({
  on,
  kind,
  name,
  basis,
  working,
  own,
  confidence: "high",
});
export const days = [
  day("2024-01-01", "statutory", "Tết Dương lịch", "Bộ luật Lao động 2019, điều 112"),
  day("2024-02-08", "tet_core", "29 Tết", "Thông báo 5015/TB-LĐTBXH"),
  day("2024-02-09", "tet_core", "30 Tết", "Thông báo 5015/TB-LĐTBXH"),
  day("2024-02-12", "tet_core", "Mùng 3 Tết", "Thông báo 5015/TB-LĐTBXH"),
  day("2024-04-18", "statutory", "Giỗ Tổ Hùng Vương", "Bộ luật Lao động 2019, điều 112"),
  day("2024-04-29", "swapped_day_off", "Nghỉ hoán đổi", "Công văn 8662/VPCP-KGVX"),
  day("2024-05-04", "swapped_working_day", "Làm bù", "Công văn 8662/VPCP-KGVX", true),
  day("2024-09-02", "statutory", "Quốc khánh", "Bộ luật Lao động 2019, điều 112"),
  day("2024-09-20", "office_day_off", "Hội thao của Khối", "Kế hoạch 88-KH/ĐUK", false, true),
];
export const roles = [
  { role: "organization_officer", title: "Cán bộ Ban Tổ chức" },
  { role: "unit_clerk", title: "Cán bộ cấp ủy, đoàn cơ sở" },
  { role: "leader", title: "Lãnh đạo" },
];
export const accounts = [
  {
    id: "a1",
    user: "thu",
    name: "Vũ Hoài Thu",
    disabled: false,
    must_change_password: false,
    version: 1,
    grants: [
      {
        id: "g1",
        role: "organization_officer",
        title: "Cán bộ Ban Tổ chức",
        org_id: "o0",
        org_name: "Đảng ủy Khối tỉnh Vĩnh Sơn",
        campaign_id: "",
        granted_at: 1722840000000,
      },
    ],
  },
  {
    id: "a2",
    user: "thoa",
    name: "Lục Thị Thoa",
    disabled: false,
    must_change_password: true,
    version: 1,
    grants: [
      {
        id: "g2",
        role: "unit_clerk",
        title: "Cán bộ cấp ủy, đoàn cơ sở",
        org_id: "o1",
        org_name: "Đảng bộ Bệnh viện Đa khoa tỉnh",
        campaign_id: "",
        granted_at: 1722840000000,
      },
    ],
  },
  {
    id: "a3",
    user: "khue",
    name: "Đặng Minh Khuê",
    disabled: true,
    must_change_password: false,
    version: 2,
    grants: [],
  },
];
export const lists = [
  {
    name: "ethnic_groups",
    title: "Dân tộc",
    version: "1",
    source: "Quyết định 121-TCTK/PPCĐ",
    items: [
      { code: "01", name: "Kinh" },
      { code: "02", name: "Tày" },
    ],
  },
  {
    name: "religions",
    title: "Tôn giáo",
    version: "1",
    source: "Ban Tôn giáo Chính phủ",
    items: [
      { code: "00", name: "Không" },
      { code: "01", name: "Phật giáo" },
    ],
  },
  {
    name: "org_kinds",
    title: "Loại tổ chức",
    version: "1",
    source: "Thuật ngữ của chương trình",
    items: [
      { code: "party_committee", name: "Đảng ủy cấp trên" },
      { code: "grassroots_party_body", name: "Đảng bộ cơ sở" },
      { code: "sub_cell", name: "Chi bộ trực thuộc" },
    ],
  },
];
