// Libraries that only some runs need: loading them, with what stands behind them, takes a sixth of a small job.
#pragma once

#include <dlfcn.h>
#include <stddef.h>

typedef struct {
    const char *name;
    void **place;
} LateFunction;

/// Where a function of the library is, and the function that its callers see.
#define LATE_FUNCTION(result, name, parameters, arguments) \
    static __typeof__(&name) late_##name; \
    result name parameters { return late_##name arguments; }

#define LATE_PROCEDURE(name, parameters, arguments) \
    static __typeof__(&name) late_##name; \
    void name parameters { late_##name arguments; }

#define LATE_ROW(result, name, parameters, arguments) {#name, (void **)&late_##name},
#define LATE_PROCEDURE_ROW(name, parameters, arguments) {#name, (void **)&late_##name},

/// Loads the first of the files that is there, that of the headers before that of Debian 12, and finds the functions in it.
/// Returns what is wrong, NULL when nothing is.
static inline const char *late_load(const char *const *files, const LateFunction *functions, size_t count) {
    void *library = NULL;
    for (; *files != NULL && library == NULL; files++) library = dlopen(*files, RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    for (size_t place = 0; place < count; place++) {
        *functions[place].place = dlsym(library, functions[place].name);
        if (*functions[place].place == NULL) return dlerror();
    }
    return NULL;
}
