#pragma once

/// Asks for the line of the processor's cache that holds an address, and does not wait for it.
static inline void prefetch_line(const void *address) { __builtin_prefetch(address); }
