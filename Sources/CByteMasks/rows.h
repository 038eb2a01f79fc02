// From bytes to the ends of cells and rows, as long as nothing unusual stands in them.
#pragma once

#include "masks.h"

/// What a block of 64 bytes hands on to the next; each is one bit, but `inside` is all bits or none.
typedef struct {
    /// The next byte stands inside quotes.
    uint64_t inside;
    /// It stands behind a separator.
    uint64_t cell_start;
    /// It stands behind a quote.
    uint64_t quote;
    /// It stands behind a quote that closes.
    uint64_t closing;
    /// It stands behind a CR.
    uint64_t feed;
} ByteCarries;

/// The ends that have been found. `cells` has room for 8 more than there can be, `rows` for `BYTE_MASKS_ROWS` more.
typedef struct {
    /// The place of each cell's end.
    uint32_t *cells;
    uint32_t cell_count;
    /// For each row the number of its last cell.
    uint32_t *rows;
    uint32_t row_count;
} ByteEnds;

enum { BYTE_MASKS_ROWS = 128 };

/// The separators outside quotes of one block; an LF behind its CR is none. Steps the carries on.
///
/// Returns no separators and leaves the carries where something asks for a closer look: a quote inside a cell or doubled, text
/// behind a closing quote, a line break inside quotes.
__attribute__((always_inline)) static inline int byte_masks_separators(
    ByteMasks masks, ByteCarries *carries, uint64_t *cells) {
    const uint64_t inside = masks.quoted ^ carries->inside, outer = (masks.delimiters | masks.breaks) & ~inside;
    const uint64_t opening = masks.quotes & inside, closing = masks.quotes & ~inside;
    const uint64_t unusual = (masks.breaks & inside) | (opening & ~(outer << 1 | carries->cell_start))
        | ((closing << 1 | carries->closing) & ~outer);
    if (unusual != 0) return 0;
    const uint64_t returns = masks.returns & outer, feeds = masks.breaks & ~masks.returns;
    *cells = outer & ~(feeds & (returns << 1 | carries->feed));
    carries->inside = (uint64_t)((int64_t)inside >> 63);
    carries->cell_start = outer >> 63;
    carries->quote = masks.quotes >> 63;
    carries->closing = closing >> 63;
    carries->feed = returns >> 63;
    return 1;
}

#if defined(__x86_64__)
__attribute__((target("avx512bw,avx512vbmi2,pclmul,bmi,popcnt"), noinline)) static uint64_t byte_masks_rows_64(
    const char *at, uint64_t blocks, uint8_t delimiter, uint32_t offset, ByteCarries *carries, ByteEnds *ends) {
    const __m512i quote = _mm512_set1_epi8('"'), between = _mm512_set1_epi8((char)delimiter);
    const __m512i feed = _mm512_set1_epi8('\n'), back = _mm512_set1_epi8('\r');
    const __m128i ones = _mm_set1_epi8((char)0xFF);
    const __m512i places = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
        34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4,
        3, 2, 1, 0);
    ByteCarries now = *carries;
    uint32_t found = ends->cell_count, ended = 0;
    uint64_t block = 0;
    for (; block < blocks && ended + 64 <= BYTE_MASKS_ROWS; block++, at += 64, offset += 64) {
        const __m512i bytes = _mm512_loadu_si512(at);
        ByteMasks masks;
        masks.quotes = _mm512_cmpeq_epi8_mask(bytes, quote);
        masks.quoted = (uint64_t)_mm_cvtsi128_si64(
            _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)masks.quotes), ones, 0));
        masks.delimiters = _mm512_cmpeq_epi8_mask(bytes, between);
        masks.returns = _mm512_cmpeq_epi8_mask(bytes, back);
        masks.breaks = _mm512_cmpeq_epi8_mask(bytes, feed) | masks.returns;
        uint64_t cells = 0;
        if (!byte_masks_separators(masks, &now, &cells)) break;
        // Eight at a time, most blocks have fewer; what is written beyond them is written over by the next.
        const __m256i start = _mm256_set1_epi32((int)offset);
        uint32_t *to = ends->cells + found;
        __m128i marked = _mm512_castsi512_si128(_mm512_maskz_compress_epi8(cells, places));
        _mm256_storeu_si256((__m256i *)to, _mm256_add_epi32(_mm256_cvtepu8_epi32(marked), start));
        for (uint64_t left = cells; __builtin_expect(__builtin_popcountll(left) > 8, 0);) {
            for (int bit = 0; bit < 8; bit++) left &= left - 1;
            marked = _mm512_castsi512_si128(_mm512_maskz_compress_epi8(left, places));
            to += 8;
            _mm256_storeu_si256((__m256i *)to, _mm256_add_epi32(_mm256_cvtepu8_epi32(marked), start));
        }
        for (uint64_t row = cells & masks.breaks; row != 0; row &= row - 1) {
            ends->rows[ended++] = found + (uint32_t)__builtin_popcountll(cells & (row - 1 & ~row));
        }
        found += (uint32_t)__builtin_popcountll(cells);
    }
    *carries = now;
    ends->cell_count = found;
    ends->row_count = ended;
    return block;
}
#endif

/// Finds the ends of cells and rows in blocks of 64 bytes, `width` bytes at a time, until a block asks for a closer look or many
/// rows have been found. `offset` is the first block's place in the text.
///
/// Returns how many blocks have been done.
static inline uint64_t byte_masks_rows(
    const void *at, uint64_t blocks, uint8_t delimiter, int width, uint32_t offset, ByteCarries *carries, ByteEnds *ends) {
#if defined(__x86_64__)
    if (width == 64 && __builtin_cpu_supports("avx512vbmi2")) {
        return byte_masks_rows_64((const char *)at, blocks, delimiter, offset, carries, ends);
    }
#endif
    uint32_t ended = 0;
    uint64_t block = 0;
    for (; block < blocks && ended + 64 <= BYTE_MASKS_ROWS; block++, offset += 64) {
        ByteMasks masks;
        uint64_t cells = 0;
        byte_masks_strip((const char *)at + block * 64, 1, delimiter, width, &masks);
        if (!byte_masks_separators(masks, carries, &cells)) break;
        for (; cells != 0; cells &= cells - 1) {
            const uint32_t place = (uint32_t)__builtin_ctzll(cells);
            if (masks.breaks >> place & 1) ends->rows[ended++] = ends->cell_count;
            ends->cells[ends->cell_count++] = offset + place;
        }
    }
    ends->row_count = ended;
    return block;
}
