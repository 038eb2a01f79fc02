// The only door to libxlsxwriter's headers.
#include <xlsxwriter.h>
