// The only door to libzip's headers.
#include <zip.h>
