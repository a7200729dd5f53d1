// Face embeddings by dlib: finds the face (HOG detector), aligns it by five landmarks and runs the 29-layer residual network
// of Davis King's face recognition model. Built by install-face-models into a library that Sextant loads when asked to.
#include <dlib/dnn.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>

#include <cstdint>
#include <cstdio>
#include <mutex>

namespace {
template <template <int, template <typename> class, int, typename> class block, int N, template <typename> class BN, typename SUB>
using residual = dlib::add_prev1<block<N, BN, 1, dlib::tag1<SUB>>>;
template <template <int, template <typename> class, int, typename> class block, int N, template <typename> class BN, typename SUB>
using residual_down = dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<block<N, BN, 2, dlib::tag1<SUB>>>>>>;
template <int N, template <typename> class BN, int stride, typename SUB>
using block = BN<dlib::con<N, 3, 3, 1, 1, dlib::relu<BN<dlib::con<N, 3, 3, stride, stride, SUB>>>>>;
template <int N, typename SUB> using ares = dlib::relu<residual<block, N, dlib::affine, SUB>>;
template <int N, typename SUB> using ares_down = dlib::relu<residual_down<block, N, dlib::affine, SUB>>;
template <typename SUB> using level0 = ares_down<256, SUB>;
template <typename SUB> using level1 = ares<256, ares<256, ares_down<256, SUB>>>;
template <typename SUB> using level2 = ares<128, ares<128, ares_down<128, SUB>>>;
template <typename SUB> using level3 = ares<64, ares<64, ares<64, ares_down<64, SUB>>>>;
template <typename SUB> using level4 = ares<32, ares<32, ares<32, SUB>>>;
using network = dlib::loss_metric<dlib::fc_no_bias<
    128, dlib::avg_pool_everything<level0<level1<level2<level3<level4<dlib::max_pool<
             3, 3, 2, 2, dlib::relu<dlib::affine<dlib::con<32, 7, 7, 2, 2, dlib::input_rgb_image_sized<150>>>>>>>>>>>>>;

struct encoder {
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
    dlib::shape_predictor shape;
    network net;
    std::mutex lock;
};
}  // namespace

extern "C" void *sextant_dlib_open(const char *shape, const char *net, char *error, size_t room) {
    try {
        auto e = new encoder;
        dlib::deserialize(shape) >> e->shape;
        dlib::deserialize(net) >> e->net;
        return e;
    } catch (const std::exception &x) {
        std::snprintf(error, room, "%s", x.what());
        return nullptr;
    }
}

extern "C" void sextant_dlib_close(void *handle) { delete static_cast<encoder *>(handle); }

// 1 encoded, 0 no face found, -1 failed.
extern "C" int sextant_dlib_encode(void *handle, const uint8_t *pixels, int width, int height, float *out) {
    try {
        auto e = static_cast<encoder *>(handle);
        std::lock_guard<std::mutex> hold(e->lock);
        dlib::matrix<dlib::rgb_pixel> image(height, width);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                uint8_t v = pixels[y * width + x];
                image(y, x) = dlib::rgb_pixel(v, v, v);
            }
        std::vector<dlib::rectangle> faces = e->detector(image);
        if (faces.empty()) {
            // Small faces: look again at twice the size.
            dlib::matrix<dlib::rgb_pixel> large = image;
            dlib::pyramid_up(large);
            faces = e->detector(large);
            if (faces.empty()) return 0;
            image = large;
        }
        dlib::rectangle face = faces[0];
        for (const auto &f : faces)
            if (f.area() > face.area()) face = f;
        dlib::matrix<dlib::rgb_pixel> chip;
        dlib::extract_image_chip(image, dlib::get_face_chip_details(e->shape(image, face), 150, 0.25), chip);
        dlib::matrix<float, 0, 1> answer = e->net(chip);
        for (int i = 0; i < 128; i++) out[i] = answer(i);
        return 1;
    } catch (...) {
        return -1;
    }
}
