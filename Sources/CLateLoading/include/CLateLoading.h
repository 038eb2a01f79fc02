// Libraries that only some runs need: loading them all, with what stands behind them, takes a quarter of a small job.
//
// A library has a list of the functions of it that are used, `LATE_FUNCTIONS(FUNCTION, PROCEDURE)`; the compiler holds each
// line of it against the library's header.
#pragma once

#include <dlfcn.h>
#include <stddef.h>

typedef struct {
    const char *name;
    void **place;
} LateFunction;

/// Where a function of the library is, and the function that its callers see; other libraries that use this one don't.
#define LATE_FUNCTION(result, name, parameters, arguments) \
    static __typeof__(&name) late_##name; \
    __attribute__((visibility("hidden"))) result name parameters { return late_##name arguments; }

#define LATE_PROCEDURE(name, parameters, arguments) \
    static __typeof__(&name) late_##name; \
    __attribute__((visibility("hidden"))) void name parameters { late_##name arguments; }

#define LATE_ROW(result, name, parameters, arguments) {#name, (void **)&late_##name},
#define LATE_PROCEDURE_ROW(name, parameters, arguments) {#name, (void **)&late_##name},

/// Loads the first of the files that is there, that of the headers before that of Debian 12, and finds the functions in it.
/// Returns what is wrong, NULL when nothing is.
const char *late_load(const char *const *files, const LateFunction *functions, size_t count);
