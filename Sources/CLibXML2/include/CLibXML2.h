// The only door to libxml2 and its headers (`libxml` beside this file is where Debian keeps them). It is loaded before its
// first function is called, once.
//
// libxml2's ICU-enabled headers and Foundation's own copy of ICU both define UErrorCode, so that part is
// switched off after libxml2's own configuration header has been read and before any other of its headers.
#pragma once

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/catalog.h>
#include <libxml/xmlerror.h>

/// Loads libxml2. Returns what is wrong, NULL when nothing is.
const char *libxml2_load(void);
