#include "CBiometrics.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

void sextant_codec_free(uint8_t *memory) { free(memory); }

/* JPEG: the TurboJPEG interface, whose functions take no structures. */

typedef void *tj_handle;
/* Without a limit a progressive image of some hundred kilobytes may have tens of thousands of scans, each over all its pixels:
   the library then refuses one of more than 500 (from version 2.1 on; older ones do not know the flag). */
enum { tj_grey_format = 6, tj_grey_sampling = 3, tj_limit_scans = 32768 };

static struct {
    tj_handle (*open_decoder)(void);
    tj_handle (*open_encoder)(void);
    int (*header)(tj_handle, const unsigned char *, unsigned long, int *, int *, int *, int *);
    int (*decode)(tj_handle, const unsigned char *, unsigned long, unsigned char *, int, int, int, int, int);
    int (*encode)(tj_handle, const unsigned char *, int, int, int, int, unsigned char **, unsigned long *, int, int, int);
    int (*close)(tj_handle);
    void (*release)(unsigned char *);
} tj;
static int tj_ready;
static pthread_once_t tj_once = PTHREAD_ONCE_INIT;

static void tj_load(void) {
    void *library = dlopen("libturbojpeg.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    *(void **)&tj.open_decoder = dlsym(library, "tjInitDecompress");
    *(void **)&tj.open_encoder = dlsym(library, "tjInitCompress");
    *(void **)&tj.header = dlsym(library, "tjDecompressHeader3");
    *(void **)&tj.decode = dlsym(library, "tjDecompress2");
    *(void **)&tj.encode = dlsym(library, "tjCompress2");
    *(void **)&tj.close = dlsym(library, "tjDestroy");
    *(void **)&tj.release = dlsym(library, "tjFree");
    tj_ready = tj.open_decoder && tj.open_encoder && tj.header && tj.decode && tj.encode && tj.close && tj.release;
}

int sextant_jpeg_decode(const uint8_t *bytes, size_t count, size_t pixel_limit, uint8_t **pixels, int *width, int *height) {
    pthread_once(&tj_once, tj_load);
    if (!tj_ready) return sextant_codec_absent;
    tj_handle handle = tj.open_decoder();
    if (!handle) return sextant_codec_memory;
    int result = sextant_codec_malformed, sampling = 0, space = 0;
    *pixels = NULL;
    if (tj.header(handle, bytes, count, width, height, &sampling, &space) == 0 && *width > 0 && *height > 0) {
        size_t size = (size_t)*width * (size_t)*height;
        if (size > pixel_limit) {
            result = sextant_codec_too_large;
        } else if (!(*pixels = malloc(size))) {
            result = sextant_codec_memory;
        } else if (tj.decode(handle, bytes, count, *pixels, *width, *width, *height, tj_grey_format, tj_limit_scans) == 0) {
            result = sextant_codec_ok;
        } else {
            free(*pixels);
            *pixels = NULL;
        }
    }
    tj.close(handle);
    return result;
}

int sextant_jpeg_encode(const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, size_t *count) {
    pthread_once(&tj_once, tj_load);
    if (!tj_ready) return sextant_codec_absent;
    tj_handle handle = tj.open_encoder();
    if (!handle) return sextant_codec_memory;
    unsigned char *buffer = NULL;
    unsigned long size = 0;
    int result = sextant_codec_malformed;
    if (tj.encode(handle, pixels, width, width, height, tj_grey_format, &buffer, &size, tj_grey_sampling, quality, 0) == 0) {
        if ((*bytes = malloc(size ? size : 1))) {
            memcpy(*bytes, buffer, size);
            *count = size;
            result = sextant_codec_ok;
        } else {
            result = sextant_codec_memory;
        }
    }
    if (buffer) tj.release(buffer);
    tj.close(handle);
    return result;
}

/* JPEG 2000: OpenJPEG 2. The two structures that are looked into have been stable since 2.0. */

typedef struct {
    uint32_t dx, dy, w, h, x0, y0, prec, bpp, sgnd, resno_decoded, factor;
    int32_t *data;
    uint16_t alpha;
} opj_component;

typedef struct {
    uint32_t x0, y0, x1, y1, count;
    int space;
    opj_component *components;
    uint8_t *profile;
    uint32_t profile_length;
} opj_picture;

typedef struct {
    const uint8_t *bytes;
    size_t count, at;
} opj_source;

static struct {
    void *(*create)(int);
    void (*defaults)(void *);
    int (*setup)(void *, void *);
    int (*header)(void *, void *, opj_picture **);
    int (*decode)(void *, void *, opj_picture *);
    void (*destroy)(void *);
    void (*release)(opj_picture *);
    void *(*stream)(int);
    void (*close)(void *);
    void (*on_read)(void *, size_t (*)(void *, size_t, void *));
    void (*on_skip)(void *, int64_t (*)(int64_t, void *));
    void (*on_seek)(void *, int (*)(int64_t, void *));
    void (*user)(void *, void *, void (*)(void *));
    void (*length)(void *, uint64_t);
} opj;
static int opj_ready;
static pthread_once_t opj_once = PTHREAD_ONCE_INIT;

static void opj_load(void) {
    void *l = dlopen("libopenjp2.so.7", RTLD_NOW | RTLD_LOCAL);
    if (!l) return;
    *(void **)&opj.create = dlsym(l, "opj_create_decompress");
    *(void **)&opj.defaults = dlsym(l, "opj_set_default_decoder_parameters");
    *(void **)&opj.setup = dlsym(l, "opj_setup_decoder");
    *(void **)&opj.header = dlsym(l, "opj_read_header");
    *(void **)&opj.decode = dlsym(l, "opj_decode");
    *(void **)&opj.destroy = dlsym(l, "opj_destroy_codec");
    *(void **)&opj.release = dlsym(l, "opj_image_destroy");
    *(void **)&opj.stream = dlsym(l, "opj_stream_default_create");
    *(void **)&opj.close = dlsym(l, "opj_stream_destroy");
    *(void **)&opj.on_read = dlsym(l, "opj_stream_set_read_function");
    *(void **)&opj.on_skip = dlsym(l, "opj_stream_set_skip_function");
    *(void **)&opj.on_seek = dlsym(l, "opj_stream_set_seek_function");
    *(void **)&opj.user = dlsym(l, "opj_stream_set_user_data");
    *(void **)&opj.length = dlsym(l, "opj_stream_set_user_data_length");
    opj_ready = opj.create && opj.defaults && opj.setup && opj.header && opj.decode && opj.destroy && opj.release &&
                opj.stream && opj.close && opj.on_read && opj.on_skip && opj.on_seek && opj.user && opj.length;
}

static size_t opj_read_bytes(void *buffer, size_t wanted, void *user) {
    opj_source *s = user;
    size_t left = s->count - s->at;
    if (left == 0) return (size_t)-1;
    if (wanted > left) wanted = left;
    memcpy(buffer, s->bytes + s->at, wanted);
    s->at += wanted;
    return wanted;
}

static int64_t opj_skip_bytes(int64_t wanted, void *user) {
    opj_source *s = user;
    if (wanted < 0) return -1;
    if ((uint64_t)wanted > s->count - s->at) wanted = (int64_t)(s->count - s->at);
    s->at += (size_t)wanted;
    return wanted;
}

static int opj_seek_to(int64_t position, void *user) {
    opj_source *s = user;
    if (position < 0 || (uint64_t)position > s->count) return 0;
    s->at = (size_t)position;
    return 1;
}

static int opj_sample(const opj_component *c, size_t i) {
    int64_t v = c->data[i];
    if (c->sgnd) v += (int64_t)1 << (c->prec - 1);
    if (c->prec > 8) v >>= c->prec - 8;
    else if (c->prec < 8) v = v * 255 / (((int64_t)1 << c->prec) - 1);
    return v < 0 ? 0 : v > 255 ? 255 : (int)v;
}

int sextant_jp2_decode(const uint8_t *bytes, size_t count, size_t pixel_limit, uint8_t **pixels, int *width, int *height) {
    pthread_once(&opj_once, opj_load);
    if (!opj_ready) return sextant_codec_absent;
    *pixels = NULL;
    opj_source source = {bytes, count, 0};
    int raw = count > 4 && bytes[0] == 0xff && bytes[1] == 0x4f;
    /* The parameters' structure is 8 KiB of file names and numbers; the library fills it in. */
    void *parameters = calloc(1, 1 << 15), *codec = opj.create(raw ? 0 : 2), *stream = opj.stream(1);
    opj_picture *picture = NULL;
    int result = sextant_codec_malformed;
    if (!parameters || !codec || !stream) {
        result = sextant_codec_memory;
    } else {
        opj.defaults(parameters);
        opj.on_read(stream, opj_read_bytes);
        opj.on_skip(stream, opj_skip_bytes);
        opj.on_seek(stream, opj_seek_to);
        opj.user(stream, &source, NULL);
        opj.length(stream, count);
        if (opj.setup(codec, parameters) && opj.header(stream, codec, &picture) && picture && picture->count > 0) {
            uint64_t w = picture->x1 - picture->x0, h = picture->y1 - picture->y0;
            if (picture->x1 <= picture->x0 || picture->y1 <= picture->y0) {
                result = sextant_codec_malformed;
            } else if (w > INT_MAX || h > INT_MAX || w * h > pixel_limit || picture->count > 4) {
                result = sextant_codec_too_large;
            } else if (opj.decode(codec, stream, picture)) {
                const opj_component *c = picture->components;
                uint32_t colours = picture->count >= 3 ? 3 : 1;
                int sound = c[0].data && c[0].w > 0 && c[0].h > 0 && (uint64_t)c[0].w * c[0].h <= pixel_limit;
                for (uint32_t k = 0; k < colours; k++)
                    sound = sound && c[k].data && c[k].prec >= 1 && c[k].prec <= 16 && c[k].w == c[0].w && c[k].h == c[0].h;
                if (sound) {
                    size_t size = (size_t)c[0].w * c[0].h;
                    if (!(*pixels = malloc(size))) {
                        result = sextant_codec_memory;
                    } else {
                        for (size_t i = 0; i < size; i++)
                            (*pixels)[i] = colours == 1 ? (uint8_t)opj_sample(&c[0], i)
                                                        : (uint8_t)((299 * opj_sample(&c[0], i) + 587 * opj_sample(&c[1], i) +
                                                                     114 * opj_sample(&c[2], i) + 500) / 1000);
                        *width = (int)c[0].w;
                        *height = (int)c[0].h;
                        result = sextant_codec_ok;
                    }
                }
            }
        }
    }
    if (picture) opj.release(picture);
    if (stream) opj.close(stream);
    if (codec) opj.destroy(codec);
    free(parameters);
    return result;
}

/* Writing: the library's defaults mean one tile, six resolutions, lossless. */

typedef struct {
    uint32_t dx, dy, w, h, x0, y0, prec, bpp, sgnd;
} opj_component_wish;

typedef struct {
    uint8_t *bytes;
    size_t count, at, room;
} opj_target;

static struct {
    void *(*create)(int);
    void (*defaults)(void *);
    opj_picture *(*picture)(uint32_t, opj_component_wish *, int);
    int (*setup)(void *, void *, opj_picture *);
    int (*start)(void *, opj_picture *, void *);
    int (*encode)(void *, void *);
    int (*end)(void *, void *);
    void (*on_write)(void *, size_t (*)(void *, size_t, void *));
} opj_out;
static int opj_out_ready;
static pthread_once_t opj_out_once = PTHREAD_ONCE_INIT;

static void opj_out_load(void) {
    pthread_once(&opj_once, opj_load);
    void *l = opj_ready ? dlopen("libopenjp2.so.7", RTLD_NOW | RTLD_LOCAL) : NULL;
    if (!l) return;
    *(void **)&opj_out.create = dlsym(l, "opj_create_compress");
    *(void **)&opj_out.defaults = dlsym(l, "opj_set_default_encoder_parameters");
    *(void **)&opj_out.picture = dlsym(l, "opj_image_create");
    *(void **)&opj_out.setup = dlsym(l, "opj_setup_encoder");
    *(void **)&opj_out.start = dlsym(l, "opj_start_compress");
    *(void **)&opj_out.encode = dlsym(l, "opj_encode");
    *(void **)&opj_out.end = dlsym(l, "opj_end_compress");
    *(void **)&opj_out.on_write = dlsym(l, "opj_stream_set_write_function");
    opj_out_ready = opj_out.create && opj_out.defaults && opj_out.picture && opj_out.setup && opj_out.start && opj_out.encode &&
                    opj_out.end && opj_out.on_write;
}

static int opj_grow(opj_target *t, size_t end) {
    if (end <= t->room) return 1;
    size_t room = t->room ? t->room : 1 << 16;
    while (room < end) room *= 2;
    uint8_t *larger = realloc(t->bytes, room);
    if (!larger) return 0;
    memset(larger + t->room, 0, room - t->room);
    t->bytes = larger;
    t->room = room;
    return 1;
}

static size_t opj_write_bytes(void *buffer, size_t count, void *user) {
    opj_target *t = user;
    if (!opj_grow(t, t->at + count)) return (size_t)-1;
    memcpy(t->bytes + t->at, buffer, count);
    t->at += count;
    if (t->at > t->count) t->count = t->at;
    return count;
}

static int64_t opj_pass_bytes(int64_t count, void *user) {
    opj_target *t = user;
    if (count < 0 || !opj_grow(t, t->at + (size_t)count)) return -1;
    t->at += (size_t)count;
    if (t->at > t->count) t->count = t->at;
    return count;
}

static int opj_go_to(int64_t position, void *user) {
    opj_target *t = user;
    if (position < 0 || !opj_grow(t, (size_t)position)) return 0;
    t->at = (size_t)position;
    return 1;
}

int sextant_jp2_encode(const uint8_t *pixels, int width, int height, uint8_t **bytes, size_t *count) {
    pthread_once(&opj_out_once, opj_out_load);
    if (!opj_out_ready) return sextant_codec_absent;
    opj_target target = {0};
    opj_component_wish wish = {1, 1, (uint32_t)width, (uint32_t)height, 0, 0, 8, 8, 0};
    enum { grey = 2, jp2 = 2 };
    void *parameters = calloc(1, 1 << 16), *codec = opj_out.create(jp2), *stream = opj.stream(0);
    opj_picture *picture = opj_out.picture(1, &wish, grey);
    int result = sextant_codec_memory;
    if (parameters && codec && stream && picture && picture->components[0].data) {
        picture->x1 = (uint32_t)width;
        picture->y1 = (uint32_t)height;
        for (size_t i = 0; i < (size_t)width * (size_t)height; i++) picture->components[0].data[i] = pixels[i];
        opj_out.defaults(parameters);
        opj_out.on_write(stream, opj_write_bytes);
        opj.on_skip(stream, opj_pass_bytes);
        opj.on_seek(stream, opj_go_to);
        opj.user(stream, &target, NULL);
        result = sextant_codec_malformed;
        if (opj_out.setup(codec, parameters, picture) && opj_out.start(codec, picture, stream) && opj_out.encode(codec, stream) &&
            opj_out.end(codec, stream))
            result = sextant_codec_ok;
    }
    if (stream) opj.close(stream);
    if (codec) opj.destroy(codec);
    if (picture) opj.release(picture);
    free(parameters);
    if (result == sextant_codec_ok) {
        *bytes = target.bytes;
        *count = target.count;
    } else {
        free(target.bytes);
    }
    return result;
}
