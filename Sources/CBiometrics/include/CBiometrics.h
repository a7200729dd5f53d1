#ifndef CBIOMETRICS_H
#define CBIOMETRICS_H

#include <stddef.h>
#include <stdint.h>

/* Image codecs of the system, loaded when first used (libturbojpeg.so.0, libopenjp2.so.7): the package builds and runs
   without them, and says so when such an image comes. */

enum {
    sextant_codec_ok = 0,
    sextant_codec_absent = 1,    /* the library is not installed */
    sextant_codec_malformed = 2, /* the library refused the bytes */
    sextant_codec_too_large = 3,
    sextant_codec_memory = 4,
};

/* Decodes to 8-bit grey. On success *pixels is malloc'ed; free it with sextant_codec_free. */
int sextant_jpeg_decode(const uint8_t *bytes, size_t count, size_t pixel_limit, uint8_t **pixels, int *width, int *height);
int sextant_jpeg_encode(const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, size_t *count);
int sextant_jp2_decode(const uint8_t *bytes, size_t count, size_t pixel_limit, uint8_t **pixels, int *width, int *height);
/* Lossless, in a JP2 file; at least 32 pixels on each side. */
int sextant_jp2_encode(const uint8_t *pixels, int width, int height, uint8_t **bytes, size_t *count);
void sextant_codec_free(uint8_t *memory);

/* First stage of a search: how well the neighbourhood codes of one probe answer to those of each finger of a gallery.

   A finger's codes are 4 groups x 3 words x 8 minutiae (word w of minutia 8g+l at [g*24 + w*8 + l]); its weights one byte
   a minutia. The answer is, summed over the finger's minutiae, the square of the best max(0, weight + probe's weight - distance).
   Uses AVX-512 population counts, or AVX2, where the processor has them. */
void sextant_scan(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                  const uint8_t *probe_weights, size_t probe_count, int32_t *answers);
/* 1 where the wide path is taken. */
int sextant_scan_is_wide(void);
/* For tests: the path that any processor takes. */
void sextant_scan_plain(const uint64_t *codes, const uint8_t *weights, size_t fingers, const uint64_t *probe_codes,
                        const uint8_t *probe_weights, size_t probe_count, int32_t *answers);

/* A neural network run by ONNX Runtime's shared library, which is loaded from the path given. Input: one image of floats,
   NHWC with one channel; output: one tensor of the same height and width. On failure a reason stands in error. */
typedef struct sextant_network sextant_network;
sextant_network *sextant_network_open(const char *library, const char *model, int threads, char *error, size_t room);
int sextant_network_run(sextant_network *network, const char *input, float *pixels, int64_t height, int64_t width,
                        float *answer, int64_t channels, char *error, size_t room);
void sextant_network_close(sextant_network *network);

/* Zeroed memory for scans, aligned to 64 bytes, in large pages where it is large; freed by free. */
void *sextant_memory(size_t bytes);
/* Asks for memory that will be read soon. */
void sextant_prefetch(const void *memory, size_t bytes);

/* Inner products of queries (one after the other) with n vectors of d dimensions (a multiple of 64): out[query * n + vector].
   Quickest where n is a multiple of 4. */
void sextant_products_f32(const float *vectors, size_t n, size_t d, const float *query, size_t queries, float *out);
void sextant_products_f16(const uint16_t *vectors, size_t n, size_t d, const float *query, size_t queries, float *out);
void sextant_products_i8(const int8_t *vectors, size_t n, size_t d, const int8_t *query, size_t queries, int32_t *out);

/* Codes of 256 bits in groups of eight (word w of code l of the group at [w * 8 + l]): those at a Hamming distance of at
   most bound go into found, which has room for all, as distance << 16 | position. At most 8,192 groups. */
enum { sextant_code_words = 4 };
size_t sextant_near_codes(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found);
/* For tests: the path that any processor takes. */
size_t sextant_near_codes_plain(const uint64_t *codes, size_t groups, const uint64_t *query, int bound, uint32_t *found);

/* A face encoder in a library of its own (Benchmarks/biometrics/dlib), loaded from the path given: 128 dimensions.
   encode: 1 encoded, 0 no face found, -1 failed. */
typedef struct sextant_face_encoder sextant_face_encoder;
sextant_face_encoder *sextant_face_open(const char *library, const char *shape, const char *network, char *error, size_t room);
int sextant_face_encode(sextant_face_encoder *encoder, const uint8_t *pixels, int width, int height, float *out);
void sextant_face_close(sextant_face_encoder *encoder);

#endif
