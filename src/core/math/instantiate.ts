const PAGE = 65536;

/** Compiles and starts an embedded WebAssembly module; throws where WebAssembly or SIMD is missing or forbidden. */
export function instantiate<Exports>(base64: string, imports: WebAssembly.Imports): Exports {
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), imports);
  return instance.exports as unknown as Exports;
}

/** Grows a memory to at least this many bytes. Views of it must be made anew afterwards. */
export function reserveMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}
