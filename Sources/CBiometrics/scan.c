#include "CBiometrics.h"

enum { groups = 4, words = 3, lanes = 8, finger_words = groups * words * lanes, finger_weights = groups * lanes };

static void plain_body(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                       const uint8_t *probe_weights, size_t probe_count, int32_t *answers) {
    for (size_t f = 0; f < fingers; f++) {
        const uint64_t *finger = codes + f * finger_words;
        const uint8_t *own = weights + f * finger_weights;
        int32_t sum = 0;
        for (int g = 0; g < groups; g++) {
            for (int l = 0; l < lanes; l++) {
                const uint64_t a = finger[g * 24 + l], b = finger[g * 24 + 8 + l], c = finger[g * 24 + 16 + l];
                const int weight = own[g * lanes + l];
                int best = 0;
                for (size_t i = 0; i < probe_count; i++) {
                    const uint64_t *p = probe_codes + i * words;
                    int distance = __builtin_popcountll(a ^ p[0]) + __builtin_popcountll(b ^ p[1]) +
                                   __builtin_popcountll(c ^ p[2]);
                    int answer = weight + probe_weights[i] - distance;
                    if (answer > best) best = answer;
                }
                sum += best * best;
            }
        }
        answers[f] = sum;
    }
}

void sextant_scan_plain(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                        const uint8_t *probe_weights, size_t probe_count, int32_t *answers) {
    plain_body(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("popcnt"))) static void popcnt_scan(const uint64_t *codes, const uint8_t *weights, size_t fingers,
                                                          const uint64_t *probe_codes, const uint8_t *probe_weights,
                                                          size_t probe_count, int32_t *answers) {
    for (size_t f = 0; f < fingers; f++) {
        const uint64_t *finger = codes + f * finger_words;
        const uint8_t *own = weights + f * finger_weights;
        int32_t sum = 0;
        for (int g = 0; g < groups; g++) {
            for (int l = 0; l < lanes; l++) {
                const uint64_t a = finger[g * 24 + l], b = finger[g * 24 + 8 + l], c = finger[g * 24 + 16 + l];
                const int weight = own[g * lanes + l];
                int best = 0;
                for (size_t i = 0; i < probe_count; i++) {
                    const uint64_t *p = probe_codes + i * words;
                    int distance = (int)(_mm_popcnt_u64(a ^ p[0]) + _mm_popcnt_u64(b ^ p[1]) + _mm_popcnt_u64(c ^ p[2]));
                    int answer = weight + probe_weights[i] - distance;
                    if (answer > best) best = answer;
                }
                sum += best * best;
            }
        }
        answers[f] = sum;
    }
}

/* Bits of each byte, by a table of half bytes (Mula, Kurz, Lemire, Computer Journal 2018). */
__attribute__((target("avx2"), always_inline)) static inline __m256i bytes_set(__m256i v) {
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    return _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(v, low)),
                           _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(v, 4), low)));
}

__attribute__((target("avx2"))) static void half_wide_scan(const uint64_t *codes, const uint8_t *weights, size_t fingers,
                                                           const uint64_t *probe_codes, const uint8_t *probe_weights,
                                                           size_t probe_count, int32_t *answers) {
    const __m256i zero = _mm256_setzero_si256();
    for (size_t f = 0; f < fingers; f++) {
        const uint64_t *finger = codes + f * finger_words;
        const uint8_t *own = weights + f * finger_weights;
        __m256i sum = zero;
        for (int h = 0; h < 2 * groups; h++) {
            const uint64_t *half = finger + h / 2 * 24 + h % 2 * 4;
            const __m256i a = _mm256_loadu_si256((const __m256i *)half), b = _mm256_loadu_si256((const __m256i *)(half + 8));
            const __m256i c = _mm256_loadu_si256((const __m256i *)(half + 16));
            int32_t four;
            __builtin_memcpy(&four, own + h * 4, 4);
            const __m256i weight = _mm256_cvtepu8_epi64(_mm_cvtsi32_si128(four));
            __m256i best = zero;
            for (size_t i = 0; i < probe_count; i++) {
                const uint64_t *p = probe_codes + i * words;
                __m256i d = bytes_set(_mm256_xor_si256(a, _mm256_set1_epi64x((long long)p[0])));
                d = _mm256_add_epi8(d, bytes_set(_mm256_xor_si256(b, _mm256_set1_epi64x((long long)p[1]))));
                d = _mm256_add_epi8(d, bytes_set(_mm256_xor_si256(c, _mm256_set1_epi64x((long long)p[2]))));
                const __m256i both = _mm256_add_epi64(weight, _mm256_set1_epi64x(probe_weights[i]));
                /* 32-bit maxima: the upper half of a negative lane is -1 and loses against 0. */
                best = _mm256_max_epi32(best, _mm256_sub_epi64(both, _mm256_sad_epu8(d, zero)));
            }
            sum = _mm256_add_epi64(sum, _mm256_mul_epu32(best, best));
        }
        answers[f] = (int32_t)(_mm256_extract_epi64(sum, 0) + _mm256_extract_epi64(sum, 1) + _mm256_extract_epi64(sum, 2) +
                               _mm256_extract_epi64(sum, 3));
    }
}

__attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq"))) static void wide_scan(
    const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes, const uint8_t *probe_weights,
    size_t probe_count, int32_t *answers) {
    for (size_t f = 0; f < fingers; f++) {
        const uint64_t *finger = codes + f * finger_words;
        const uint8_t *own = weights + f * finger_weights;
        __m512i code[groups][words], weight[groups], best[groups];
        for (int g = 0; g < groups; g++) {
            for (int w = 0; w < words; w++) code[g][w] = _mm512_loadu_si512(finger + g * 24 + w * 8);
            weight[g] = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(own + g * lanes)));
            best[g] = _mm512_setzero_si512();
        }
        for (size_t i = 0; i < probe_count; i++) {
            const uint64_t *p = probe_codes + i * words;
            const __m512i p0 = _mm512_set1_epi64((long long)p[0]), p1 = _mm512_set1_epi64((long long)p[1]);
            const __m512i p2 = _mm512_set1_epi64((long long)p[2]), pw = _mm512_set1_epi64(probe_weights[i]);
            for (int g = 0; g < groups; g++) {
                __m512i d0 = _mm512_popcnt_epi64(_mm512_xor_si512(code[g][0], p0));
                __m512i d1 = _mm512_popcnt_epi64(_mm512_xor_si512(code[g][1], p1));
                __m512i d2 = _mm512_popcnt_epi64(_mm512_xor_si512(code[g][2], p2));
                __m512i both = _mm512_add_epi64(weight[g], pw);
                __m512i answer = _mm512_sub_epi64(_mm512_sub_epi64(both, d0), _mm512_add_epi64(d1, d2));
                /* 32-bit maxima: the upper half of a negative lane is -1 and loses against 0. */
                best[g] = _mm512_max_epi32(best[g], answer);
            }
        }
        for (int g = 0; g < groups; g++) best[g] = _mm512_mullo_epi32(best[g], best[g]);
        __m512i sum = _mm512_add_epi64(_mm512_add_epi64(best[0], best[1]), _mm512_add_epi64(best[2], best[3]));
        answers[f] = (int32_t)_mm512_reduce_add_epi64(sum);
    }
}

int sextant_scan_is_wide(void) {
    return __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

void sextant_scan(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                  const uint8_t *probe_weights, size_t probe_count, int32_t *answers) {
    if (sextant_scan_is_wide()) wide_scan(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
    else if (__builtin_cpu_supports("avx2"))
        half_wide_scan(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
    else if (__builtin_cpu_supports("popcnt"))
        popcnt_scan(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
    else plain_body(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
}
#else
int sextant_scan_is_wide(void) { return 0; }

void sextant_scan(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                  const uint8_t *probe_weights, size_t probe_count, int32_t *answers) {
    plain_body(codes, weights, fingers, probe_codes, probe_weights, probe_count, answers);
}
#endif
