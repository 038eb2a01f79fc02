// What Swift's vectors cannot say in one instruction: a bit for each byte of a comparison, and asking for memory before it
// is needed. Everything is inlined into its caller.
#pragma once

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// One bit for each of 64 bytes.
typedef struct {
    uint64_t quotes;
    /// The bytes behind an odd number of these quotes, and the odd ones themselves: each bit the xor of all quotes up to it.
    uint64_t quoted;
    uint64_t delimiters;
    /// LF and CR.
    uint64_t breaks;
    /// CR alone.
    uint64_t returns;
} ByteMasks;

static inline uint64_t byte_masks_prefix_xor(uint64_t bits) {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

#if defined(__x86_64__)
__attribute__((target("avx512bw,pclmul"), noinline)) static void byte_masks_strip_64(
    const char *at, uint64_t blocks, uint8_t delimiter, ByteMasks *masks) {
    const __m512i quote = _mm512_set1_epi8('"'), between = _mm512_set1_epi8((char)delimiter);
    const __m512i feed = _mm512_set1_epi8('\n'), back = _mm512_set1_epi8('\r');
    const __m128i ones = _mm_set1_epi8((char)0xFF);
    for (uint64_t block = 0; block < blocks; block++, at += 64, masks++) {
        const __m512i bytes = _mm512_loadu_si512(at);
        masks->quotes = _mm512_cmpeq_epi8_mask(bytes, quote);
        masks->quoted = (uint64_t)_mm_cvtsi128_si64(
            _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)masks->quotes), ones, 0));
        masks->delimiters = _mm512_cmpeq_epi8_mask(bytes, between);
        masks->returns = _mm512_cmpeq_epi8_mask(bytes, back);
        masks->breaks = _mm512_cmpeq_epi8_mask(bytes, feed) | masks->returns;
    }
}

__attribute__((target("avx2"))) static inline uint64_t byte_masks_bits_32(__m256i a, __m256i b, __m256i wanted) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, wanted))
        | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, wanted)) << 32;
}

__attribute__((target("avx2,pclmul"), noinline)) static void byte_masks_strip_32(
    const char *at, uint64_t blocks, uint8_t delimiter, ByteMasks *masks) {
    const __m256i quote = _mm256_set1_epi8('"'), between = _mm256_set1_epi8((char)delimiter);
    const __m256i feed = _mm256_set1_epi8('\n'), back = _mm256_set1_epi8('\r');
    const __m128i ones = _mm_set1_epi8((char)0xFF);
    for (uint64_t block = 0; block < blocks; block++, at += 64, masks++) {
        const __m256i a = _mm256_loadu_si256((const __m256i *)at), b = _mm256_loadu_si256((const __m256i *)at + 1);
        masks->quotes = byte_masks_bits_32(a, b, quote);
        masks->quoted = (uint64_t)_mm_cvtsi128_si64(
            _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)masks->quotes), ones, 0));
        masks->delimiters = byte_masks_bits_32(a, b, between);
        masks->returns = byte_masks_bits_32(a, b, back);
        masks->breaks = byte_masks_bits_32(a, b, feed) | masks->returns;
    }
}

static inline uint64_t byte_masks_bits_16(const char *at, char wanted) {
    const __m128i *lanes = (const __m128i *)at, all = _mm_set1_epi8(wanted);
    uint64_t bits = 0;
    for (int lane = 0; lane < 4; lane++) {
        const __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128(lanes + lane), all);
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(same) << (16 * lane);
    }
    return bits;
}

/// How wide the processor's comparisons are: 64, 32 or 16 bytes.
static inline int byte_masks_width(void) {
    if (!__builtin_cpu_supports("pclmul")) return 16;
    return __builtin_cpu_supports("avx512bw") ? 64 : __builtin_cpu_supports("avx2") ? 32 : 16;
}
#else
static inline uint64_t byte_masks_bits_16(const char *at, char wanted) {
    uint64_t bits = 0;
    for (int place = 0; place < 64; place++) bits |= (uint64_t)(at[place] == wanted) << place;
    return bits;
}

static inline int byte_masks_width(void) { return 16; }
#endif

/// Compares blocks of 64 bytes with the quote, the delimiter, LF and CR, `width` bytes at a time.
static inline void byte_masks_strip(const void *at, uint64_t blocks, uint8_t delimiter, int width, ByteMasks *masks) {
#if defined(__x86_64__)
    if (width == 64) return byte_masks_strip_64((const char *)at, blocks, delimiter, masks);
    if (width == 32) return byte_masks_strip_32((const char *)at, blocks, delimiter, masks);
#endif
    const char *bytes = (const char *)at;
    for (uint64_t block = 0; block < blocks; block++, bytes += 64, masks++) {
        masks->quotes = byte_masks_bits_16(bytes, '"');
        masks->quoted = byte_masks_prefix_xor(masks->quotes);
        masks->delimiters = byte_masks_bits_16(bytes, (char)delimiter);
        masks->returns = byte_masks_bits_16(bytes, '\r');
        masks->breaks = byte_masks_bits_16(bytes, '\n') | masks->returns;
    }
}

#if defined(__x86_64__)
enum {
    // A lead without its continuation, a continuation without its lead, two of them behind two bytes.
    BYTE_MASKS_SHORT = 1, BYTE_MASKS_LONG = 2, BYTE_MASKS_TWO = 128,
    // Forms longer than needed, surrogates, values above U+10FFFF.
    BYTE_MASKS_OVER2 = 32, BYTE_MASKS_OVER3 = 4, BYTE_MASKS_SURROGATE = 16, BYTE_MASKS_LARGE = 8, BYTE_MASKS_OVER4 = 64,
    BYTE_MASKS_ANY = BYTE_MASKS_SHORT | BYTE_MASKS_LONG | BYTE_MASKS_TWO,
    BYTE_MASKS_HIGH = BYTE_MASKS_ANY | BYTE_MASKS_LARGE | BYTE_MASKS_OVER4
};

/// What may be wrong with a pair of neighbours, by the upper and the lower half of the first and the upper half of the second
/// byte: what all three say is wrong.
static const uint8_t byte_masks_leads[16] = {
    BYTE_MASKS_LONG, BYTE_MASKS_LONG, BYTE_MASKS_LONG, BYTE_MASKS_LONG, BYTE_MASKS_LONG, BYTE_MASKS_LONG, BYTE_MASKS_LONG,
    BYTE_MASKS_LONG, BYTE_MASKS_TWO, BYTE_MASKS_TWO, BYTE_MASKS_TWO, BYTE_MASKS_TWO, BYTE_MASKS_SHORT | BYTE_MASKS_OVER2,
    BYTE_MASKS_SHORT, BYTE_MASKS_SHORT | BYTE_MASKS_OVER3 | BYTE_MASKS_SURROGATE,
    BYTE_MASKS_SHORT | BYTE_MASKS_LARGE | BYTE_MASKS_OVER4};
static const uint8_t byte_masks_details[16] = {
    BYTE_MASKS_ANY | BYTE_MASKS_OVER3 | BYTE_MASKS_OVER2 | BYTE_MASKS_OVER4, BYTE_MASKS_ANY | BYTE_MASKS_OVER2,
    BYTE_MASKS_ANY, BYTE_MASKS_ANY, BYTE_MASKS_ANY | BYTE_MASKS_LARGE, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH,
    BYTE_MASKS_HIGH, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH,
    BYTE_MASKS_HIGH | BYTE_MASKS_SURROGATE, BYTE_MASKS_HIGH, BYTE_MASKS_HIGH};
static const uint8_t byte_masks_followers[16] = {
    BYTE_MASKS_SHORT, BYTE_MASKS_SHORT, BYTE_MASKS_SHORT, BYTE_MASKS_SHORT, BYTE_MASKS_SHORT, BYTE_MASKS_SHORT,
    BYTE_MASKS_SHORT, BYTE_MASKS_SHORT,
    BYTE_MASKS_LONG | BYTE_MASKS_OVER2 | BYTE_MASKS_TWO | BYTE_MASKS_OVER3 | BYTE_MASKS_OVER4,
    BYTE_MASKS_LONG | BYTE_MASKS_OVER2 | BYTE_MASKS_TWO | BYTE_MASKS_OVER3 | BYTE_MASKS_LARGE,
    BYTE_MASKS_LONG | BYTE_MASKS_OVER2 | BYTE_MASKS_TWO | BYTE_MASKS_SURROGATE | BYTE_MASKS_LARGE,
    BYTE_MASKS_LONG | BYTE_MASKS_OVER2 | BYTE_MASKS_TWO | BYTE_MASKS_SURROGATE | BYTE_MASKS_LARGE, BYTE_MASKS_SHORT,
    BYTE_MASKS_SHORT, BYTE_MASKS_SHORT, BYTE_MASKS_SHORT};

/// How many of the first bytes are surely whole characters, when `at` bytes are well formed but for the last character, which
/// may go on behind them.
static inline uint64_t byte_masks_whole(const uint8_t *bytes, uint64_t at) {
    uint64_t whole = at;
    while (whole > 0 && at - whole < 4 && (bytes[whole - 1] & 0xC0) == 0x80) whole--;
    return whole > 0 && bytes[whole - 1] >= 0xC0 ? whole - 1 : at;
}

/// What is wrong with `now` as UTF-8, when `before` are the 64 bytes in front of it: a byte that is not zero for each wrong
/// place. Two neighbours decide most of it, by three look-ups of half a byte each whose answers have a common bit only where
/// the pair is forbidden; a third and fourth byte are asked for by the lead two and three places back. The method is that of
/// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021).
__attribute__((target("avx512bw"))) static inline __m512i byte_masks_wrong_64(__m512i before, __m512i now) {
    const __m512i low = _mm512_set1_epi8(0x0F);
    const __m512i behind = _mm512_setr_epi64(6, 7, 8, 9, 10, 11, 12, 13);
    const __m512i shifted = _mm512_permutex2var_epi64(before, behind, now);
    const __m512i one = _mm512_alignr_epi8(now, shifted, 15);
    const __m512i leads = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)byte_masks_leads));
    const __m512i details = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)byte_masks_details));
    const __m512i followers = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)byte_masks_followers));
    const __m512i pairs = _mm512_and_si512(
        _mm512_and_si512(
            _mm512_shuffle_epi8(leads, _mm512_and_si512(_mm512_srli_epi16(one, 4), low)),
            _mm512_shuffle_epi8(details, _mm512_and_si512(one, low))),
        _mm512_shuffle_epi8(followers, _mm512_and_si512(_mm512_srli_epi16(now, 4), low)));
    const __m512i two = _mm512_alignr_epi8(now, shifted, 14);
    const __m512i three = _mm512_alignr_epi8(now, shifted, 13);
    const __m512i asked = _mm512_and_si512(
        _mm512_or_si512(
            _mm512_subs_epu8(two, _mm512_set1_epi8((char)(0xE0 - 0x80))),
            _mm512_subs_epu8(three, _mm512_set1_epi8((char)(0xF0 - 0x80)))),
        _mm512_set1_epi8((char)0x80));
    return _mm512_xor_si512(asked, pairs);
}

/// The marks of leads of two, three and four bytes say where continuations must stand. What else may be wrong (forms longer
/// than needed, surrogates, values above U+10FFFF) begins with few bytes, and the byte behind them decides: a block with one of
/// these, C0, C1, E0 and from ED on, or behind one, is looked at by `byte_masks_wrong_64`.
__attribute__((target("avx512bw"), noinline)) static uint64_t byte_masks_valid_utf8_64(
    const uint8_t *bytes, uint64_t count) {
    const __m512i two = _mm512_set1_epi8((char)0xC0), three = _mm512_set1_epi8((char)0xE0);
    const __m512i rare = _mm512_set1_epi8((char)0xED), even = _mm512_set1_epi8((char)0xFE);
    // Continuations that the bytes in front ask for.
    uint64_t asked = 0, at = 0, odd = 0;
    for (; at + 64 <= count; at += 64) {
        const __m512i now = _mm512_loadu_si512(bytes + at);
        const uint64_t behind = odd >> 63;
        const uint64_t leads = _mm512_cmpge_epu8_mask(now, two), longer = _mm512_cmpge_epu8_mask(now, three);
        const uint64_t continuations = _mm512_movepi8_mask(now) & ~leads;
        odd = _mm512_cmpge_epu8_mask(now, rare) | _mm512_cmpeq_epi8_mask(now, three)
            | _mm512_cmpeq_epi8_mask(_mm512_and_si512(now, even), two);
        uint64_t longest = 0;
        if (__builtin_expect((odd | behind) != 0, 0)) {
            const __m512i before = at == 0 ? _mm512_setzero_si512() : _mm512_loadu_si512(bytes + at - 64);
            const __m512i wrong = byte_masks_wrong_64(before, now);
            if (_mm512_test_epi8_mask(wrong, wrong) != 0) break;
            longest = _mm512_cmpge_epu8_mask(now, _mm512_set1_epi8((char)0xF0));
        }
        if ((leads << 1 | longer << 2 | longest << 3 | asked) != continuations) break;
        asked = leads >> 63 | longer >> 62 | longest >> 61;
    }
    return byte_masks_whole(bytes, at);
}

/// As above, for 32 bytes.
__attribute__((target("avx2"))) static inline __m256i byte_masks_wrong_32(__m256i before, __m256i now) {
    const __m256i low = _mm256_set1_epi8(0x0F);
    const __m256i shifted = _mm256_permute2x128_si256(before, now, 0x21);
    const __m256i one = _mm256_alignr_epi8(now, shifted, 15);
    const __m256i leads = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)byte_masks_leads));
    const __m256i details = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)byte_masks_details));
    const __m256i followers = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)byte_masks_followers));
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

__attribute__((target("avx2"), noinline)) static uint64_t byte_masks_valid_utf8_32(
    const uint8_t *bytes, uint64_t count) {
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
        const __m256i wrong = _mm256_or_si256(byte_masks_wrong_32(before, now), byte_masks_wrong_32(now, next));
        if (!_mm256_testz_si256(wrong, wrong)) break;
        // Nothing is asked of the bytes behind if the last three are ASCII.
        beforeIsASCII = (_mm256_movemask_epi8(next) & 0xE0000000u) == 0;
        before = next;
        at += 64;
    }
    return byte_masks_whole(bytes, at);
}
#endif

/// How many of the first bytes are surely whole characters of UTF-8, `width` bytes looked at together: with 64 or 32 all but
/// the last few where nothing is wrong, else none. The first byte begins a character.
static inline uint64_t byte_masks_valid_utf8(const uint8_t *bytes, uint64_t count, int width) {
#if defined(__x86_64__)
    if (width == 64) return byte_masks_valid_utf8_64(bytes, count);
    if (width == 32) return byte_masks_valid_utf8_32(bytes, count);
#endif
    return 0;
}

/// Lets a few dozen cycles pass while another core does something: half a microsecond to two.
static inline void byte_masks_pause(void) {
#if defined(__x86_64__)
    for (int turn = 0; turn < 24; turn++) __builtin_ia32_pause();
#endif
}

/// Asks for the memory at `at`, which will be read and written soon.
static inline void byte_masks_prefetch(const void *at) { __builtin_prefetch(at, 1, 3); }
