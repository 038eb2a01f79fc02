#include "CLateLoading.h"

const char *late_load(const char *const *files, const LateFunction *functions, size_t count) {
    void *library = NULL;
    for (; *files != NULL && library == NULL; files++) library = dlopen(*files, RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    for (size_t place = 0; place < count; place++) {
        *functions[place].place = dlsym(library, functions[place].name);
        if (*functions[place].place == NULL) return dlerror();
    }
    return NULL;
}
