// SPDX-License-Identifier: Apache-2.0

/** A random id for Idempotency-Key and the like; crypto.randomUUID exists only over HTTPS. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
