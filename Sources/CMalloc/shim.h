// The C library's own header, which Swift's module of it leaves out.
#include <malloc.h>
