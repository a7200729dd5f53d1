#include "CBiometrics.h"

#include <string.h>

/* Inner products of one query with a block of vectors, and Hamming distances of sign codes. Dimensions are multiples of 64. */

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

static void plain_f32(const float *v, size_t n, size_t d, const float *q, float *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        float s[8] = {0};
        for (size_t k = 0; k < d; k += 8)
            for (int j = 0; j < 8; j++) s[j] += v[k + j] * q[k + j];
        out[i] = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
    }
}

static void plain_f16(const uint16_t *v, size_t n, size_t d, const float *q, float *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        float s = 0;
        for (size_t k = 0; k < d; k++) s += half_to_float(v[k]) * q[k];
        out[i] = s;
    }
}

static void plain_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, int32_t *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        int32_t s = 0;
        for (size_t k = 0; k < d; k++) s += v[k] * q[k];
        out[i] = s;
    }
}

static void plain_bits(const uint64_t *v, size_t n, size_t words, const uint64_t *q, uint16_t *out) {
    for (size_t i = 0; i < n; i++, v += words) {
        int s = 0;
        for (size_t k = 0; k < words; k++) s += __builtin_popcountll(v[k] ^ q[k]);
        out[i] = (uint16_t)s;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f"))) static void wide_f32(const float *v, size_t n, size_t d, const float *q, float *out) {
    size_t i = 0;
    for (; i + 4 <= n; i += 4, v += 4 * d) {
        __m512 a = _mm512_setzero_ps(), b = a, c = a, e = a;
        for (size_t k = 0; k < d; k += 16) {
            __m512 x = _mm512_loadu_ps(q + k);
            a = _mm512_fmadd_ps(x, _mm512_loadu_ps(v + k), a);
            b = _mm512_fmadd_ps(x, _mm512_loadu_ps(v + d + k), b);
            c = _mm512_fmadd_ps(x, _mm512_loadu_ps(v + 2 * d + k), c);
            e = _mm512_fmadd_ps(x, _mm512_loadu_ps(v + 3 * d + k), e);
        }
        out[i] = _mm512_reduce_add_ps(a);
        out[i + 1] = _mm512_reduce_add_ps(b);
        out[i + 2] = _mm512_reduce_add_ps(c);
        out[i + 3] = _mm512_reduce_add_ps(e);
    }
    for (; i < n; i++, v += d) {
        __m512 a = _mm512_setzero_ps();
        for (size_t k = 0; k < d; k += 16) a = _mm512_fmadd_ps(_mm512_loadu_ps(q + k), _mm512_loadu_ps(v + k), a);
        out[i] = _mm512_reduce_add_ps(a);
    }
}

__attribute__((target("avx512f"))) static void wide_f16(const uint16_t *v, size_t n, size_t d, const float *q, float *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        __m512 a = _mm512_setzero_ps(), b = a;
        for (size_t k = 0; k < d; k += 32) {
            __m512 x = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(v + k)));
            __m512 y = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(v + k + 16)));
            a = _mm512_fmadd_ps(_mm512_loadu_ps(q + k), x, a);
            b = _mm512_fmadd_ps(_mm512_loadu_ps(q + k + 16), y, b);
        }
        out[i] = _mm512_reduce_add_ps(_mm512_add_ps(a, b));
    }
}

/* Unsigned times signed bytes: the query is shifted by 128, and 128 times the vector's sum is taken off again. */
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void wide_i8(const int8_t *v, size_t n, size_t d,
                                                                            const int8_t *q, int32_t *out) {
    const __m512i flip = _mm512_set1_epi8((char)0x80), ones = _mm512_set1_epi8(1);
    for (size_t i = 0; i < n; i++, v += d) {
        __m512i a = _mm512_setzero_si512(), s = a;
        for (size_t k = 0; k < d; k += 64) {
            __m512i x = _mm512_loadu_si512(v + k);
            a = _mm512_dpbusd_epi32(a, _mm512_xor_si512(_mm512_loadu_si512(q + k), flip), x);
            s = _mm512_dpbusd_epi32(s, ones, x);
        }
        out[i] = _mm512_reduce_add_epi32(a) - 128 * _mm512_reduce_add_epi32(s);
    }
}

__attribute__((target("avx512f,avx512vpopcntdq"))) static void wide_bits(const uint64_t *v, size_t n, size_t words,
                                                                          const uint64_t *q, uint16_t *out) {
    for (size_t i = 0; i < n; i++, v += words) {
        __m512i s = _mm512_setzero_si512();
        size_t k = 0;
        for (; k + 8 <= words; k += 8)
            s = _mm512_add_epi64(s, _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(v + k), _mm512_loadu_si512(q + k))));
        int sum = (int)_mm512_reduce_add_epi64(s);
        for (; k < words; k++) sum += __builtin_popcountll(v[k] ^ q[k]);
        out[i] = (uint16_t)sum;
    }
}

__attribute__((target("avx2,fma"))) static float sum8(__m256 a) {
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

__attribute__((target("avx2,fma"))) static void middle_f32(const float *v, size_t n, size_t d, const float *q, float *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        __m256 a = _mm256_setzero_ps(), b = a;
        for (size_t k = 0; k < d; k += 16) {
            a = _mm256_fmadd_ps(_mm256_loadu_ps(q + k), _mm256_loadu_ps(v + k), a);
            b = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 8), _mm256_loadu_ps(v + k + 8), b);
        }
        out[i] = sum8(_mm256_add_ps(a, b));
    }
}

__attribute__((target("avx2,fma,f16c"))) static void middle_f16(const uint16_t *v, size_t n, size_t d, const float *q, float *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        __m256 a = _mm256_setzero_ps(), b = a;
        for (size_t k = 0; k < d; k += 16) {
            a = _mm256_fmadd_ps(_mm256_loadu_ps(q + k), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(v + k))), a);
            b = _mm256_fmadd_ps(_mm256_loadu_ps(q + k + 8), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(v + k + 8))), b);
        }
        out[i] = sum8(_mm256_add_ps(a, b));
    }
}

__attribute__((target("avx2"))) static void middle_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, int32_t *out) {
    for (size_t i = 0; i < n; i++, v += d) {
        __m256i s = _mm256_setzero_si256();
        for (size_t k = 0; k < d; k += 16) {
            __m256i x = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(v + k)));
            __m256i y = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(q + k)));
            s = _mm256_add_epi32(s, _mm256_madd_epi16(x, y));
        }
        __m128i t = _mm_add_epi32(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1));
        t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0x4e));
        t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0xb1));
        out[i] = _mm_cvtsi128_si32(t);
    }
}

__attribute__((target("popcnt"))) static void middle_bits(const uint64_t *v, size_t n, size_t words, const uint64_t *q,
                                                           uint16_t *out) {
    for (size_t i = 0; i < n; i++, v += words) {
        int s = 0;
        for (size_t k = 0; k < words; k++) s += (int)_mm_popcnt_u64(v[k] ^ q[k]);
        out[i] = (uint16_t)s;
    }
}

#define pick(wide_feature, wide, middle_feature, middle, plain, ...)        \
    do {                                                                    \
        if (__builtin_cpu_supports(wide_feature)) wide(__VA_ARGS__);        \
        else if (__builtin_cpu_supports(middle_feature)) middle(__VA_ARGS__); \
        else plain(__VA_ARGS__);                                            \
    } while (0)
#else
#define pick(wide_feature, wide, middle_feature, middle, plain, ...) plain(__VA_ARGS__)
#endif

void sextant_products_f32(const float *v, size_t n, size_t d, const float *q, float *out) {
    pick("avx512f", wide_f32, "fma", middle_f32, plain_f32, v, n, d, q, out);
}

void sextant_products_f16(const uint16_t *v, size_t n, size_t d, const float *q, float *out) {
    pick("avx512f", wide_f16, "fma", middle_f16, plain_f16, v, n, d, q, out);
}

void sextant_products_i8(const int8_t *v, size_t n, size_t d, const int8_t *q, int32_t *out) {
    pick("avx512vnni", wide_i8, "avx2", middle_i8, plain_i8, v, n, d, q, out);
}

void sextant_distances(const uint64_t *v, size_t n, size_t words, const uint64_t *q, uint16_t *out) {
    pick("avx512vpopcntdq", wide_bits, "popcnt", middle_bits, plain_bits, v, n, words, q, out);
}
