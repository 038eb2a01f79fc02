// One look at all bytes of a text, before anybody reads it.
#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// What `byte_masks_measure` has seen.
enum {
    /// A control character other than tab, LF and CR.
    BYTE_MASKS_CONTROL = 1,
    BYTE_MASKS_AMPERSAND = 2,
    BYTE_MASKS_RETURN = 4,
    /// A bracket that may be one of `]]>`, or what U+FFFE and U+FFFF begin with.
    BYTE_MASKS_ODD = 8,
};

/// The same for one block of 64 bytes; the bits of bytes that continue a character of UTF-8 go to `continuations`.
static inline uint32_t byte_masks_block(const uint8_t *at, uint64_t *continuations) {
#if defined(__x86_64__)
    const __m128i *lanes = (const __m128i *)at;
    __m128i control = _mm_setzero_si128(), ampersand = control, carriage = control, odd = control;
    uint64_t bits = 0;
    for (int lane = 0; lane < 4; lane++) {
        __m128i now = _mm_loadu_si128(lanes + lane);
        __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(now, _mm_set1_epi8(0x1F)), now);
        __m128i returns = _mm_cmpeq_epi8(now, _mm_set1_epi8('\r'));
        __m128i spaces = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(now, _mm_set1_epi8('\t')), _mm_cmpeq_epi8(now, _mm_set1_epi8('\n'))), returns);
        control = _mm_or_si128(control, _mm_andnot_si128(spaces, low));
        carriage = _mm_or_si128(carriage, returns);
        ampersand = _mm_or_si128(ampersand, _mm_cmpeq_epi8(now, _mm_set1_epi8('&')));
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(now, _mm_set1_epi8(']')));
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(now, _mm_set1_epi8((char)0xEF)));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(now, _mm_set1_epi8((char)0xC0))) << (16 * lane);
    }
    *continuations = bits;
    return (_mm_movemask_epi8(control) ? BYTE_MASKS_CONTROL : 0) | (_mm_movemask_epi8(ampersand) ? BYTE_MASKS_AMPERSAND : 0)
        | (_mm_movemask_epi8(carriage) ? BYTE_MASKS_RETURN : 0) | (_mm_movemask_epi8(odd) ? BYTE_MASKS_ODD : 0);
#else
    uint32_t seen = 0;
    uint64_t bits = 0;
    for (int place = 0; place < 64; place++) {
        uint8_t byte = at[place];
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') seen |= BYTE_MASKS_CONTROL;
        if (byte == '&') seen |= BYTE_MASKS_AMPERSAND;
        if (byte == '\r') seen |= BYTE_MASKS_RETURN;
        if (byte == ']' || byte == 0xEF) seen |= BYTE_MASKS_ODD;
        if ((byte & 0xC0) == 0x80) bits |= (uint64_t)1 << place;
    }
    *continuations = bits;
    return seen;
#endif
}

/// Looks at all bytes, 64 at a time: what they hold, which of them continue a character of UTF-8, and how many of those
/// stand before each block. Both lists have room for one block more than there are.
static inline uint32_t byte_masks_measure(
    const uint8_t *bytes, uint64_t count, uint64_t *continuations, uint32_t *before) {
    uint32_t seen = 0, total = 0;
    uint64_t block = 0;
    for (; (block + 1) * 64 <= count; block++) {
        before[block] = total;
        seen |= byte_masks_block(bytes + block * 64, continuations + block);
        total += (uint32_t)__builtin_popcountll(continuations[block]);
    }
    uint8_t rest[64];
    for (int place = 0; place < 64; place++) rest[place] = block * 64 + place < count ? bytes[block * 64 + place] : ' ';
    before[block] = total;
    return seen | byte_masks_block(rest, continuations + block);
}

/// How many line feeds there are.
static inline uint64_t byte_masks_line_feeds(const uint8_t *bytes, uint64_t count) {
    uint64_t found = 0, at = 0;
#if defined(__x86_64__)
    const __m128i feed = _mm_set1_epi8('\n');
    while (at + 16 <= count) {
        // A lane counts to 255.
        __m128i lanes = _mm_setzero_si128();
        for (int round = 0; round < 255 && at + 16 <= count; round++, at += 16) {
            lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + at)), feed));
        }
        const __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
        found += (uint64_t)_mm_cvtsi128_si64(sums) + (uint64_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; at < count; at++) found += bytes[at] == '\n';
    return found;
}
