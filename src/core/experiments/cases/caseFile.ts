/** One reference case: what goes in, what the source says must come out. */
export interface ReferenceCase {
  readonly id: string;
  readonly source?: string;
  readonly kind?: string;
  /** Names the method in words; the runner dispatches on it and on the shape of `inputs`. */
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance?: { readonly type: string; readonly value: number };
  /** Exact values where the source itself is rounded or simulated; reported, not judged. */
  readonly deterministic?: Readonly<Record<string, unknown>>;
  readonly note?: string;
}

export interface ReferenceCaseFile {
  readonly cases: readonly ReferenceCase[];
}

/** What a method computed, by the names the case asks for. */
export type Computed = Readonly<Record<string, unknown>>;

/** One method the runner knows: which cases it takes, and what it computes from them. */
export interface CaseMethod {
  readonly name: string;
  readonly takes: (request: CaseRequest) => boolean;
  readonly compute: (request: CaseRequest) => Computed;
}

/** A case prepared for dispatch: lower-case method text, inputs read leniently. */
export interface CaseRequest {
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The names that are asked for. */
  readonly wanted: readonly string[];
  readonly expected: Readonly<Record<string, unknown>>;
}
