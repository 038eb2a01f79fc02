// What Swift's vectors cannot say in one instruction: a bit for each byte of a comparison, and asking for memory before it
// is needed. Everything is inlined into its caller.
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// One bit for each of 64 bytes.
typedef struct {
    uint64_t quotes;
    uint64_t delimiters;
    uint64_t lineFeeds;
    uint64_t returns;
} ByteMasks;

#if defined(__SSE2__)
static inline uint64_t byte_masks_bits(__m128i a, __m128i b, __m128i c, __m128i d, __m128i wanted) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, wanted))
        | (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, wanted)) << 16
        | (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, wanted)) << 32
        | (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(d, wanted)) << 48;
}

/// Compares the 64 bytes at `at` with the quote, the delimiter, LF and CR.
static inline ByteMasks byte_masks(const void *at, uint8_t delimiter) {
    const __m128i *lanes = (const __m128i *)at;
    __m128i a = _mm_loadu_si128(lanes), b = _mm_loadu_si128(lanes + 1);
    __m128i c = _mm_loadu_si128(lanes + 2), d = _mm_loadu_si128(lanes + 3);
    ByteMasks masks = {
        byte_masks_bits(a, b, c, d, _mm_set1_epi8('"')),
        byte_masks_bits(a, b, c, d, _mm_set1_epi8((char)delimiter)),
        byte_masks_bits(a, b, c, d, _mm_set1_epi8('\n')),
        byte_masks_bits(a, b, c, d, _mm_set1_epi8('\r')),
    };
    return masks;
}

/// Whether a byte of the 64 at `at` is no ASCII.
static inline int byte_masks_beyond_ascii(const void *at) {
    const __m128i *lanes = (const __m128i *)at;
    __m128i a = _mm_loadu_si128(lanes), b = _mm_loadu_si128(lanes + 1);
    __m128i c = _mm_loadu_si128(lanes + 2), d = _mm_loadu_si128(lanes + 3);
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
}
#else
/// Compares the 64 bytes at `at` with the quote, the delimiter, LF and CR.
static inline ByteMasks byte_masks(const void *at, uint8_t delimiter) {
    const uint8_t *bytes = (const uint8_t *)at;
    ByteMasks masks = {0, 0, 0, 0};
    for (int place = 0; place < 64; place++) {
        uint64_t bit = (uint64_t)1 << place;
        if (bytes[place] == '"') masks.quotes |= bit;
        if (bytes[place] == delimiter) masks.delimiters |= bit;
        if (bytes[place] == '\n') masks.lineFeeds |= bit;
        if (bytes[place] == '\r') masks.returns |= bit;
    }
    return masks;
}

/// Whether a byte of the 64 at `at` is no ASCII.
static inline int byte_masks_beyond_ascii(const void *at) {
    const uint8_t *bytes = (const uint8_t *)at;
    uint8_t all = 0;
    for (int place = 0; place < 64; place++) all |= bytes[place];
    return all & 0x80;
}
#endif

/// Asks for the memory at `at`, which will be read and written soon.
static inline void byte_masks_prefetch(const void *at) { __builtin_prefetch(at, 1, 2); }
