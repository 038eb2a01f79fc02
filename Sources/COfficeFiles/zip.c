// libzip, loaded when the first ZIP is made.
//
// A function of the library that is used for the first time gets a line here; the compiler holds it against the header.
#include "COfficeFiles.h"
#include "CLateLoading.h"

#define LATE_FUNCTIONS(FUNCTION, PROCEDURE) \
    FUNCTION(int, zip_close, (zip_t *a), (a)) \
    PROCEDURE(zip_discard, (zip_t *a), (a)) \
    PROCEDURE(zip_error_fini, (zip_error_t *a), (a)) \
    PROCEDURE(zip_error_init, (zip_error_t *a), (a)) \
    FUNCTION(const char *, zip_error_strerror, (zip_error_t *a), (a)) \
    FUNCTION(int, zip_fclose, (zip_file_t *a), (a)) \
    FUNCTION(zip_int64_t, zip_file_add, (zip_t *a, const char *b, zip_source_t *c, zip_flags_t d), (a, b, c, d)) \
    FUNCTION(int, zip_file_set_dostime, (zip_t *a, zip_uint64_t b, zip_uint16_t c, zip_uint16_t d, zip_flags_t e), \
        (a, b, c, d, e)) \
    FUNCTION(zip_file_t *, zip_fopen_index, (zip_t *a, zip_uint64_t b, zip_flags_t c), (a, b, c)) \
    FUNCTION(zip_int64_t, zip_fread, (zip_file_t *a, void *b, zip_uint64_t c), (a, b, c)) \
    FUNCTION(zip_error_t *, zip_get_error, (zip_t *a), (a)) \
    FUNCTION(zip_int64_t, zip_get_num_entries, (zip_t *a, zip_flags_t b), (a, b)) \
    FUNCTION(zip_t *, zip_open_from_source, (zip_source_t *a, int b, zip_error_t *c), (a, b, c)) \
    FUNCTION(int, zip_set_file_compression, (zip_t *a, zip_uint64_t b, zip_int32_t c, zip_uint32_t d), (a, b, c, d)) \
    FUNCTION(zip_source_t *, zip_source_buffer, (zip_t *a, const void *b, zip_uint64_t c, int d), (a, b, c, d)) \
    FUNCTION(zip_source_t *, zip_source_buffer_create, (const void *a, zip_uint64_t b, int c, zip_error_t *d), \
        (a, b, c, d)) \
    FUNCTION(int, zip_source_close, (zip_source_t *a), (a)) \
    FUNCTION(zip_error_t *, zip_source_error, (zip_source_t *a), (a)) \
    PROCEDURE(zip_source_free, (zip_source_t *a), (a)) \
    PROCEDURE(zip_source_keep, (zip_source_t *a), (a)) \
    FUNCTION(int, zip_source_open, (zip_source_t *a), (a)) \
    FUNCTION(zip_int64_t, zip_source_read, (zip_source_t *a, void *b, zip_uint64_t c), (a, b, c)) \
    FUNCTION(int, zip_stat_index, (zip_t *a, zip_uint64_t b, zip_flags_t c, zip_stat_t *d), (a, b, c, d)) \
    PROCEDURE(zip_stat_init, (zip_stat_t *a), (a))

LATE_FUNCTIONS(LATE_FUNCTION, LATE_PROCEDURE)

const char *office_files_load_zip(void) {
    static const char *const files[] = {"libzip.so", "libzip.so.4", NULL};
    static const LateFunction functions[] = {LATE_FUNCTIONS(LATE_ROW, LATE_PROCEDURE_ROW)};
    return late_load(files, functions, sizeof functions / sizeof *functions);
}
