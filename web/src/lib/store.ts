// SPDX-License-Identifier: Apache-2.0
// Small choices of this browser (columns shown, rail folded). Never a person's data.

export function kept<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`ketnap.${key}`);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`ketnap.${key}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing starts from the defaults.
  }
}
