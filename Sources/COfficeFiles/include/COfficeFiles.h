// The only door to libxlsxwriter and libzip. Each is loaded before its first function is called, once.
#pragma once

#include <xlsxwriter.h>
// Not those of a library that is linked: the functions are here.
#define ZIP_STATIC
#include <zip.h>

/// Loads libxlsxwriter. Returns what is wrong, NULL when nothing is.
const char *office_files_load_xlsxwriter(void);

/// Loads libzip, likewise.
const char *office_files_load_zip(void);
