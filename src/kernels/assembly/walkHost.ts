// What walk.ts asks of its host: a rare case, rather drawn in one place.

/** The best log score below the table's end among the bidders that auction t of the batch has not met. */
export declare function bestBelow(t: i32): f64;
