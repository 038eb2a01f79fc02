// What Swift's vectors cannot say in one instruction: a bit for each byte of a comparison, and asking for memory before it
// is needed. Everything is inlined into its caller.
#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// One bit for each of 64 bytes.
typedef struct {
    uint64_t quotes;
    uint64_t delimiters;
    uint64_t lineFeeds;
    uint64_t returns;
} ByteMasks;

#if defined(__x86_64__)
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

/// Whether 32 bytes at a time can be looked at.
static inline int byte_masks_are_wide(void) { return __builtin_cpu_supports("avx2"); }

/// What is wrong with `now` as UTF-8, when `before` are the 32 bytes in front of it: a byte that is not zero for each wrong
/// place. Two neighbours decide most of it, by three look-ups of half a byte each whose answers have a common bit only where
/// the pair is forbidden; a third and fourth byte are asked for by the lead two and three places back. The method is that of
/// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021).
__attribute__((target("avx2"))) static inline __m256i byte_masks_wrong(__m256i before, __m256i now) {
    enum {
        // A lead without its continuation, a continuation without its lead, two of them behind two bytes.
        SHORT = 1, LONG = 2, TWO = 128,
        // Forms longer than needed, surrogates, values above U+10FFFF.
        OVER2 = 32, OVER3 = 4, SURROGATE = 16, LARGE = 8, OVER4_OR_LARGER = 64,
        ANY = SHORT | LONG | TWO
    };
    const __m256i low = _mm256_set1_epi8(0x0F);
    const __m256i shifted = _mm256_permute2x128_si256(before, now, 0x21);
    const __m256i one = _mm256_alignr_epi8(now, shifted, 15);
    const __m256i leads = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, (char)TWO, (char)TWO, (char)TWO, (char)TWO,
        SHORT | OVER2, SHORT, SHORT | OVER3 | SURROGATE, SHORT | LARGE | OVER4_OR_LARGER));
    const __m256i details = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        (char)(ANY | OVER3 | OVER2 | OVER4_OR_LARGER), (char)(ANY | OVER2), (char)ANY, (char)ANY, (char)(ANY | LARGE),
        (char)(ANY | LARGE | OVER4_OR_LARGER), (char)(ANY | LARGE | OVER4_OR_LARGER),
        (char)(ANY | LARGE | OVER4_OR_LARGER), (char)(ANY | LARGE | OVER4_OR_LARGER),
        (char)(ANY | LARGE | OVER4_OR_LARGER), (char)(ANY | LARGE | OVER4_OR_LARGER),
        (char)(ANY | LARGE | OVER4_OR_LARGER), (char)(ANY | LARGE | OVER4_OR_LARGER),
        (char)(ANY | LARGE | OVER4_OR_LARGER | SURROGATE), (char)(ANY | LARGE | OVER4_OR_LARGER),
        (char)(ANY | LARGE | OVER4_OR_LARGER)));
    const __m256i followers = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
        (char)(LONG | OVER2 | TWO | OVER3 | OVER4_OR_LARGER), (char)(LONG | OVER2 | TWO | OVER3 | LARGE),
        (char)(LONG | OVER2 | TWO | SURROGATE | LARGE), (char)(LONG | OVER2 | TWO | SURROGATE | LARGE), SHORT, SHORT,
        SHORT, SHORT));
    const __m256i pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(leads, _mm256_and_si256(_mm256_srli_epi16(one, 4), low)),
            _mm256_shuffle_epi8(details, _mm256_and_si256(one, low))),
        _mm256_shuffle_epi8(followers, _mm256_and_si256(_mm256_srli_epi16(now, 4), low)));
    const __m256i two = _mm256_alignr_epi8(now, shifted, 14);
    const __m256i three = _mm256_alignr_epi8(now, shifted, 13);
    const __m256i asked = _mm256_and_si256(
        _mm256_or_si256(
            _mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xE0 - 0x80))),
            _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xF0 - 0x80)))),
        _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(asked, pairs);
}

/// How many of the first bytes are surely whole characters of UTF-8; all but the last few where nothing is wrong. The
/// first byte begins a character.
__attribute__((target("avx2"), noinline)) static uint64_t byte_masks_valid_utf8(const uint8_t *bytes, uint64_t count) {
    __m256i before = _mm256_setzero_si256();
    uint64_t at = 0;
    int beforeIsASCII = 1;
    while (at + 64 <= count) {
        const __m256i now = _mm256_loadu_si256((const __m256i *)(bytes + at));
        const __m256i next = _mm256_loadu_si256((const __m256i *)(bytes + at + 32));
        if (_mm256_movemask_epi8(_mm256_or_si256(now, next)) == 0 && beforeIsASCII) {
            before = next;
            at += 64;
            continue;
        }
        const __m256i wrong = _mm256_or_si256(byte_masks_wrong(before, now), byte_masks_wrong(now, next));
        if (!_mm256_testz_si256(wrong, wrong)) break;
        // Nothing is asked of the bytes behind if the last three are ASCII.
        beforeIsASCII = (_mm256_movemask_epi8(next) & 0xE0000000u) == 0;
        before = next;
        at += 64;
    }
    // The last character may go on behind what was looked at.
    uint64_t whole = at;
    while (whole > 0 && at - whole < 4 && (bytes[whole - 1] & 0xC0) == 0x80) whole--;
    if (whole > 0 && bytes[whole - 1] >= 0xC0) whole--; else whole = at;
    return whole;
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

static inline int byte_masks_are_wide(void) { return 0; }

static inline uint64_t byte_masks_valid_utf8(const uint8_t *bytes, uint64_t count) { return 0; }
#endif

/// Asks for the memory at `at`, which will be read and written soon.
static inline void byte_masks_prefetch(const void *at) { __builtin_prefetch(at, 1, 2); }
