#include <array>

#include "checks/assess.h"

namespace zhaojian::checks {

Check make_file_facts();
Check make_source();
Check make_face_count();
Check make_head_top();
Check make_eye_line();
Check make_face_width();
Check make_head_centre();
Check make_crop();
Check make_proportions();
Check make_head_pose();
Check make_shoulder_line();
Check make_eyes_open();
Check make_gaze();
Check make_eye_colour();
Check make_mouth_closed();
Check make_expression();
Check make_brows();
Check make_ears();
Check make_face_cover();
Check make_headwear();
Check make_glasses();
Check make_glasses_frame();
Check make_jewellery();
Check make_light_difference();
Check make_exposure();
Check make_hotspot();
Check make_colour();
Check make_background_colour();
Check make_background_gradient();
Check make_background_shadow();
Check make_background_object();
Check make_edge_halo();
Check make_cut_out();
Check make_cloth_contrast();
Check make_cloth_pattern();
Check make_sharpness();
Check make_noise();
Check make_compression();
Check make_border();
Check make_overlaid_text();
Check make_mirror();
Check make_retouch();
Check make_recapture();
Check make_repeated_photo();
Check make_identity_match();

std::span<const Check> registry() {
  static const std::array checks = {make_file_facts(),
                                    make_source(),
                                    make_face_count(),
                                    make_head_top(),
                                    make_eye_line(),
                                    make_face_width(),
                                    make_head_centre(),
                                    make_crop(),
                                    make_proportions(),
                                    make_head_pose(),
                                    make_shoulder_line(),
                                    make_eyes_open(),
                                    make_gaze(),
                                    make_eye_colour(),
                                    make_mouth_closed(),
                                    make_expression(),
                                    make_brows(),
                                    make_ears(),
                                    make_face_cover(),
                                    make_headwear(),
                                    make_glasses(),
                                    make_glasses_frame(),
                                    make_jewellery(),
                                    make_light_difference(),
                                    make_exposure(),
                                    make_hotspot(),
                                    make_colour(),
                                    make_background_colour(),
                                    make_background_gradient(),
                                    make_background_shadow(),
                                    make_background_object(),
                                    make_edge_halo(),
                                    make_cut_out(),
                                    make_cloth_contrast(),
                                    make_cloth_pattern(),
                                    make_sharpness(),
                                    make_noise(),
                                    make_compression(),
                                    make_border(),
                                    make_overlaid_text(),
                                    make_mirror(),
                                    make_retouch(),
                                    make_recapture(),
                                    make_repeated_photo(),
                                    make_identity_match()};
  return checks;
}

}  // namespace zhaojian::checks
