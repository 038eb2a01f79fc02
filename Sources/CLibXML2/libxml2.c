// libxml2, loaded when the first XML log is read.
//
// A function of the library that is used for the first time gets a line here; the compiler holds it against the header.
#include "CLibXML2.h"
#include "CLateLoading.h"

#define LATE_FUNCTIONS(FUNCTION, PROCEDURE) \
    FUNCTION(xmlStructuredErrorFunc *, __xmlStructuredError, (void), ()) \
    FUNCTION(void **, __xmlStructuredErrorContext, (void), ()) \
    PROCEDURE(xmlCatalogSetDefaults, (xmlCatalogAllow allow), (allow)) \
    FUNCTION(int, xmlCharEncCloseFunc, (xmlCharEncodingHandler *handler), (handler)) \
    FUNCTION(xmlParserCtxtPtr, xmlCreatePushParserCtxt, (xmlSAXHandlerPtr sax, void *user, const char *chunk, int size, \
        const char *filename), \
        (sax, user, chunk, size, filename)) \
    FUNCTION(int, xmlCtxtUseOptions, (xmlParserCtxtPtr context, int options), (context, options)) \
    FUNCTION(const xmlChar *, xmlDictLookup, (xmlDictPtr names, const xmlChar *name, int length), \
        (names, name, length)) \
    FUNCTION(size_t, xmlDictSetLimit, (xmlDictPtr names, size_t limit), (names, limit)) \
    FUNCTION(xmlCharEncodingHandlerPtr, xmlFindCharEncodingHandler, (const char *name), (name)) \
    PROCEDURE(xmlFreeParserCtxt, (xmlParserCtxtPtr context), (context)) \
    PROCEDURE(xmlInitParser, (void), ()) \
    FUNCTION(int, xmlParseChunk, (xmlParserCtxtPtr context, const char *chunk, int size, int terminate), \
        (context, chunk, size, terminate)) \
    PROCEDURE(xmlSetExternalEntityLoader, (xmlExternalEntityLoader loader), (loader)) \
    PROCEDURE(xmlSetStructuredErrorFunc, (void *user, xmlStructuredErrorFunc handler), (user, handler)) \
    PROCEDURE(xmlStopParser, (xmlParserCtxtPtr context), (context)) \
    FUNCTION(int, xmlSwitchToEncoding, (xmlParserCtxtPtr context, xmlCharEncodingHandlerPtr handler), \
        (context, handler))

LATE_FUNCTIONS(LATE_FUNCTION, LATE_PROCEDURE)

const char *libxml2_load(void) {
    static const char *const files[] = {"libxml2.so", "libxml2.so.2", NULL};
    static const LateFunction functions[] = {LATE_FUNCTIONS(LATE_ROW, LATE_PROCEDURE_ROW)};
    return late_load(files, functions, sizeof functions / sizeof *functions);
}
