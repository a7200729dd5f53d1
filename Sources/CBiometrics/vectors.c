#include "CBiometrics.h"

#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Inner products of queries with a block of vectors, and near sign codes. Dimensions are multiples of 64. */

void *sextant_memory(size_t bytes) {
    /* Large pages spare a scan through memory most of its address translations. */
    size_t unit = bytes >= (size_t)2 << 20 ? (size_t)2 << 20 : 64, whole = (bytes + unit - 1) / unit * unit;
    void *memory = aligned_alloc(unit, whole ? whole : unit);
    if (!memory) abort();
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (unit > 64) madvise(memory, whole, MADV_HUGEPAGE);
#endif
    memset(memory, 0, whole);
    return memory;
}

static float half_to_float(uint16_t h) {
    uint32_t sign = (uint32_t)(h & 0x8000) << 16, exponent = h >> 10 & 31, mantissa = h & 0x3ff, bits;
    if (exponent == 0) {
        if (mantissa == 0) {
            bits = sign;
        } else {
            exponent = 113;
            while (!(mantissa & 0x400)) {
                mantissa <<= 1;
                exponent--;
            }
            bits = sign | exponent << 23 | (mantissa & 0x3ff) << 13;
        }
    } else {
        bits = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | mantissa << 13;
    }
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

static void plain_f32(const float *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            float s[8] = {0};
            for (size_t k = 0; k < d; k += 8)
                for (int l = 0; l < 8; l++) s[l] += v[i * d + k + l] * q[k + l];
            out[i] = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
        }
}

static void plain_f16(const uint16_t *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            float s = 0;
            for (size_t k = 0; k < d; k++) s += half_to_float(v[i * d + k]) * q[k];
            out[i] = s;
        }
}

static void plain_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, size_t queries, int32_t *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            int32_t s = 0;
            for (size_t k = 0; k < d; k++) s += v[i * d + k] * q[k];
            out[i] = s;
        }
}

/* Codes stand word by word for eight faces at a time. */
static size_t plain_near(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found) {
    size_t count = 0;
    for (size_t g = 0; g < groups; g++, codes += 8 * sextant_code_words)
        for (size_t l = 0; l < 8; l++) {
            int distance = 0;
            for (size_t w = 0; w < sextant_code_words; w++) distance += __builtin_popcountll(codes[w * 8 + l] ^ query[w]);
            if (distance <= bound) found[count++] = (uint32_t)distance << 16 | (uint32_t)(g * 8 + l);
        }
    return count;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define wide __attribute__((target("avx512f,avx512bw,avx512vl,f16c,fma"), always_inline)) static inline
#define wide_entry __attribute__((target("avx512f,avx512bw,avx512vl,f16c,fma"))) static
#define vnni __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"), always_inline)) static inline
#define vnni_entry __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) static

/* The sums of four registers, side by side. */
wide __m128 sums(__m512 a, __m512 b, __m512 c, __m512 d) {
    __m256 p = _mm256_add_ps(_mm512_castps512_ps256(a), _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(a), 1)));
    __m256 q = _mm256_add_ps(_mm512_castps512_ps256(b), _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(b), 1)));
    __m256 r = _mm256_add_ps(_mm512_castps512_ps256(c), _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(c), 1)));
    __m256 s = _mm256_add_ps(_mm512_castps512_ps256(d), _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(d), 1)));
    __m256 t = _mm256_hadd_ps(_mm256_hadd_ps(p, q), _mm256_hadd_ps(r, s));
    return _mm_add_ps(_mm256_castps256_ps128(t), _mm256_extractf128_ps(t, 1));
}

vnni __m128i whole_sums(__m512i a, __m512i b, __m512i c, __m512i d) {
    __m256i p = _mm256_add_epi32(_mm512_castsi512_si256(a), _mm512_extracti64x4_epi64(a, 1));
    __m256i q = _mm256_add_epi32(_mm512_castsi512_si256(b), _mm512_extracti64x4_epi64(b, 1));
    __m256i r = _mm256_add_epi32(_mm512_castsi512_si256(c), _mm512_extracti64x4_epi64(c, 1));
    __m256i s = _mm256_add_epi32(_mm512_castsi512_si256(d), _mm512_extracti64x4_epi64(d, 1));
    __m256i t = _mm256_hadd_epi32(_mm256_hadd_epi32(p, q), _mm256_hadd_epi32(r, s));
    return _mm_add_epi32(_mm256_castsi256_si128(t), _mm256_extracti128_si256(t, 1));
}

/* Tiles of four vectors and up to four queries: each vector is loaded once for the queries of a tile, the next four are
   asked for meanwhile (half the time of a scan is waiting for memory). The caller leaves no
   remainder of vectors (n is a multiple of 4). */
#define tile_f32(Q)                                                                                                     \
    wide void tile_f32_##Q(const float *v, size_t n, size_t d, const float *q, float *out) {                            \
        for (size_t i = 0; i < n; i += 4, v += 4 * d) {                                                                 \
            __m512 s[Q][4];                                                                                             \
            for (int j = 0; j < Q; j++)                                                                                 \
                for (int l = 0; l < 4; l++) s[j][l] = _mm512_setzero_ps();                                              \
            for (size_t k = 0; k < d; k += 16) {                                                                        \
                __m512 x[4];                                                                                            \
                for (int l = 0; l < 4; l++) _mm_prefetch((const char *)(v + (4 + l) * d + k), _MM_HINT_T0);             \
                for (int l = 0; l < 4; l++) x[l] = _mm512_loadu_ps(v + l * d + k);                                      \
                for (int j = 0; j < Q; j++) {                                                                           \
                    __m512 y = _mm512_loadu_ps(q + j * d + k);                                                          \
                    for (int l = 0; l < 4; l++) s[j][l] = _mm512_fmadd_ps(x[l], y, s[j][l]);                            \
                }                                                                                                       \
            }                                                                                                           \
            for (int j = 0; j < Q; j++) _mm_storeu_ps(out + j * n + i, sums(s[j][0], s[j][1], s[j][2], s[j][3]));       \
        }                                                                                                               \
    }
tile_f32(1) tile_f32(2) tile_f32(4)

#define tile_f16(Q)                                                                                                     \
    wide void tile_f16_##Q(const uint16_t *v, size_t n, size_t d, const float *q, float *out) {                         \
        for (size_t i = 0; i < n; i += 4, v += 4 * d) {                                                                 \
            __m512 s[Q][4];                                                                                             \
            for (int j = 0; j < Q; j++)                                                                                 \
                for (int l = 0; l < 4; l++) s[j][l] = _mm512_setzero_ps();                                              \
            for (size_t k = 0; k < d; k += 16) {                                                                        \
                __m512 x[4];                                                                                            \
                for (int l = 0; l < 4; l++) _mm_prefetch((const char *)(v + (4 + l) * d + k), _MM_HINT_T0);             \
                for (int l = 0; l < 4; l++) x[l] = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(v + l * d + k))); \
                for (int j = 0; j < Q; j++) {                                                                           \
                    __m512 y = _mm512_loadu_ps(q + j * d + k);                                                          \
                    for (int l = 0; l < 4; l++) s[j][l] = _mm512_fmadd_ps(x[l], y, s[j][l]);                            \
                }                                                                                                       \
            }                                                                                                           \
            for (int j = 0; j < Q; j++) _mm_storeu_ps(out + j * n + i, sums(s[j][0], s[j][1], s[j][2], s[j][3]));       \
        }                                                                                                               \
    }
tile_f16(1) tile_f16(2) tile_f16(4)

/* The instruction multiplies unsigned by signed bytes: 128 is added to the vector's, and 128 times the query's sum taken
   off again, once for a query. */
#define tile_i8(Q)                                                                                                      \
    vnni void tile_i8_##Q(const int8_t *v, size_t n, size_t d, const int8_t *q, int32_t *out) {                         \
        const __m512i flip = _mm512_set1_epi8((char)0x80);                                                              \
        __m128i off[Q];                                                                                                 \
        for (int j = 0; j < Q; j++) {                                                                                   \
            int32_t sum = 0;                                                                                            \
            for (size_t k = 0; k < d; k++) sum += q[j * d + k];                                                         \
            off[j] = _mm_set1_epi32(128 * sum);                                                                         \
        }                                                                                                               \
        for (size_t i = 0; i < n; i += 4, v += 4 * d) {                                                                 \
            __m512i s[Q][4];                                                                                            \
            for (int j = 0; j < Q; j++)                                                                                 \
                for (int l = 0; l < 4; l++) s[j][l] = _mm512_setzero_si512();                                           \
            for (size_t k = 0; k < d; k += 64) {                                                                        \
                __m512i x[4];                                                                                           \
                for (int l = 0; l < 4; l++) _mm_prefetch((const char *)(v + (4 + l) * d + k), _MM_HINT_T0);             \
                for (int l = 0; l < 4; l++) x[l] = _mm512_xor_si512(_mm512_loadu_si512(v + l * d + k), flip);           \
                for (int j = 0; j < Q; j++) {                                                                           \
                    __m512i y = _mm512_loadu_si512(q + j * d + k);                                                      \
                    for (int l = 0; l < 4; l++) s[j][l] = _mm512_dpbusd_epi32(s[j][l], x[l], y);                        \
                }                                                                                                       \
            }                                                                                                           \
            for (int j = 0; j < Q; j++)                                                                                 \
                _mm_storeu_si128((__m128i *)(out + j * n + i),                                                          \
                                 _mm_sub_epi32(whole_sums(s[j][0], s[j][1], s[j][2], s[j][3]), off[j]));                \
        }                                                                                                               \
    }
tile_i8(1) tile_i8(2) tile_i8(4)

#define by_tiles(tile, v, n, d, q, queries, out)                          \
    do {                                                                  \
        size_t j = 0;                                                     \
        for (; j + 4 <= queries; j += 4) tile##_4(v, n, d, q + j * d, out + j * n); \
        for (; j + 2 <= queries; j += 2) tile##_2(v, n, d, q + j * d, out + j * n); \
        if (j < queries) tile##_1(v, n, d, q + j * d, out + j * n);       \
    } while (0)

wide_entry void wide_f32(const float *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    by_tiles(tile_f32, v, n, d, q, queries, out);
}

wide_entry void wide_f16(const uint16_t *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    by_tiles(tile_f16, v, n, d, q, queries, out);
}

vnni_entry void wide_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, size_t queries, int32_t *out) {
    by_tiles(tile_i8, v, n, d, q, queries, out);
}

/* How far ahead of the codes that are compared the next are asked for, in words: the processor by itself stops at the end
   of each page. */
enum { near_ahead = 8 * 8 * sextant_code_words };

__attribute__((target("avx512f,avx512vpopcntdq"))) static size_t wide_near(const uint64_t *codes, size_t groups,
                                                                           const uint64_t *query, int bound, uint32_t *found) {
    const __m512i q0 = _mm512_set1_epi64((long long)query[0]), q1 = _mm512_set1_epi64((long long)query[1]);
    const __m512i q2 = _mm512_set1_epi64((long long)query[2]), q3 = _mm512_set1_epi64((long long)query[3]);
    const __m512i most = _mm512_set1_epi64(bound);
    size_t count = 0;
    for (size_t g = 0; g < groups; g++, codes += 32) {
        for (int w = 0; w < sextant_code_words; w++) _mm_prefetch((const char *)(codes + near_ahead + w * 8), _MM_HINT_T0);
        __m512i a = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(codes), q0));
        __m512i b = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(codes + 8), q1));
        __m512i c = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(codes + 16), q2));
        __m512i d = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(codes + 24), q3));
        __m512i distance = _mm512_add_epi64(_mm512_add_epi64(a, b), _mm512_add_epi64(c, d));
        unsigned near = _mm512_cmple_epi64_mask(distance, most);
        if (!near) continue;
        uint64_t all[8];
        _mm512_storeu_si512(all, distance);
        for (; near; near &= near - 1) {
            unsigned l = (unsigned)__builtin_ctz(near);
            found[count++] = (uint32_t)all[l] << 16 | (uint32_t)(g * 8 + l);
        }
    }
    return count;
}

__attribute__((target("avx2,fma"))) static float sum8(__m256 a) {
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

__attribute__((target("avx2,fma"))) static void middle_f32(const float *v, size_t n, size_t d, const float *q, size_t queries,
                                                           float *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            const float *x = v + i * d;
            __m256 a = _mm256_setzero_ps(), b = a, c = a, e = a;
            for (size_t k = 0; k < d; k += 32) {
                a = _mm256_fmadd_ps(_mm256_loadu_ps(q + k), _mm256_loadu_ps(x + k), a);
                b = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 8), _mm256_loadu_ps(x + k + 8), b);
                c = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 16), _mm256_loadu_ps(x + k + 16), c);
                e = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 24), _mm256_loadu_ps(x + k + 24), e);
            }
            out[i] = sum8(_mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, e)));
        }
}

__attribute__((target("avx2,fma,f16c"))) static void middle_f16(const uint16_t *v, size_t n, size_t d, const float *q,
                                                                size_t queries, float *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            const uint16_t *x = v + i * d;
            __m256 a = _mm256_setzero_ps(), b = a;
            for (size_t k = 0; k < d; k += 16) {
                a = _mm256_fmadd_ps(_mm256_loadu_ps(q + k), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(x + k))), a);
                b = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 8), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(x + k + 8))), b);
            }
            out[i] = sum8(_mm256_add_ps(a, b));
        }
}

__attribute__((target("avx2"))) static void middle_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, size_t queries,
                                                      int32_t *out) {
    for (size_t j = 0; j < queries; j++, q += d, out += n)
        for (size_t i = 0; i < n; i++) {
            __m256i s = _mm256_setzero_si256();
            for (size_t k = 0; k < d; k += 16) {
                __m256i x = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(v + i * d + k)));
                __m256i y = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(q + k)));
                s = _mm256_add_epi32(s, _mm256_madd_epi16(x, y));
            }
            __m128i t = _mm_add_epi32(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1));
            t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0x4e));
            t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0xb1));
            out[i] = _mm_cvtsi128_si32(t);
        }
}

/* The set bits of each byte, by table. */
__attribute__((target("avx2"), always_inline)) static inline __m256i byte_counts(__m256i x) {
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    return _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(x, low)),
                           _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), low)));
}

__attribute__((target("avx2"))) static size_t middle_near(const uint64_t *codes, size_t groups, const uint64_t *query,
                                                          int bound, uint32_t *found) {
    __m256i q[sextant_code_words];
    for (int w = 0; w < sextant_code_words; w++) q[w] = _mm256_set1_epi64x((long long)query[w]);
    const __m256i zero = _mm256_setzero_si256(), over = _mm256_set1_epi64x((long long)bound + 1);
    size_t count = 0;
    for (size_t g = 0; g < groups; g++, codes += 8 * sextant_code_words) {
        for (int w = 0; w < sextant_code_words; w++) _mm_prefetch((const char *)(codes + near_ahead + w * 8), _MM_HINT_T0);
        __m256i a = zero, b = zero;
        for (int w = 0; w < sextant_code_words; w++) {
            const __m256i *x = (const __m256i *)(codes + w * 8);
            a = _mm256_add_epi8(a, byte_counts(_mm256_xor_si256(_mm256_loadu_si256(x), q[w])));
            b = _mm256_add_epi8(b, byte_counts(_mm256_xor_si256(_mm256_loadu_si256(x + 1), q[w])));
        }
        a = _mm256_sad_epu8(a, zero);
        b = _mm256_sad_epu8(b, zero);
        unsigned near = (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(over, a))) |
                        (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(over, b))) << 4;
        if (!near) continue;
        uint64_t all[8];
        _mm256_storeu_si256((__m256i *)all, a);
        _mm256_storeu_si256((__m256i *)(all + 4), b);
        for (; near; near &= near - 1) {
            unsigned l = (unsigned)__builtin_ctz(near);
            found[count++] = (uint32_t)all[l] << 16 | (uint32_t)(g * 8 + l);
        }
    }
    return count;
}

__attribute__((target("popcnt"))) static size_t narrow_near(const uint64_t *codes, size_t groups, const uint64_t *query,
                                                             int bound, uint32_t *found) {
    size_t count = 0;
    for (size_t g = 0; g < groups; g++, codes += 32)
        for (size_t l = 0; l < 8; l++) {
            int distance = (int)(_mm_popcnt_u64(codes[l] ^ query[0]) + _mm_popcnt_u64(codes[8 + l] ^ query[1]) +
                                 _mm_popcnt_u64(codes[16 + l] ^ query[2]) + _mm_popcnt_u64(codes[24 + l] ^ query[3]));
            if (distance <= bound) found[count++] = (uint32_t)distance << 16 | (uint32_t)(g * 8 + l);
        }
    return count;
}

static int wide_floats(void) { return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"); }

void sextant_products_f32(const float *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    if (wide_floats() && n % 4 == 0) wide_f32(v, n, d, q, queries, out);
    else if (__builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2")) middle_f32(v, n, d, q, queries, out);
    else plain_f32(v, n, d, q, queries, out);
}

void sextant_products_f16(const uint16_t *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    if (wide_floats() && n % 4 == 0) wide_f16(v, n, d, q, queries, out);
    else if (__builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2")) middle_f16(v, n, d, q, queries, out);
    else plain_f16(v, n, d, q, queries, out);
}

void sextant_products_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, size_t queries, int32_t *out) {
    if (wide_floats() && __builtin_cpu_supports("avx512vnni") && n % 4 == 0) wide_i8(v, n, d, q, queries, out);
    else if (__builtin_cpu_supports("avx2")) middle_i8(v, n, d, q, queries, out);
    else plain_i8(v, n, d, q, queries, out);
}

size_t sextant_near_codes(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found) {
    if (__builtin_cpu_supports("avx512vpopcntdq")) return wide_near(codes, groups, query, bound, found);
    if (__builtin_cpu_supports("avx2")) return middle_near(codes, groups, query, bound, found);
    if (__builtin_cpu_supports("popcnt")) return narrow_near(codes, groups, query, bound, found);
    return plain_near(codes, groups, query, bound, found);
}
#else
void sextant_products_f32(const float *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    plain_f32(v, n, d, q, queries, out);
}

void sextant_products_f16(const uint16_t *v, size_t n, size_t d, const float *q, size_t queries, float *out) {
    plain_f16(v, n, d, q, queries, out);
}

void sextant_products_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, size_t queries, int32_t *out) {
    plain_i8(v, n, d, q, queries, out);
}

size_t sextant_near_codes(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found) {
    return plain_near(codes, groups, query, bound, found);
}
#endif

size_t sextant_near_codes_plain(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found) {
    return plain_near(codes, groups, query, bound, found);
}

void sextant_prefetch(const void *memory, size_t bytes) {
    for (size_t k = 0; k < bytes; k += 64) __builtin_prefetch((const char *)memory + k);
}
