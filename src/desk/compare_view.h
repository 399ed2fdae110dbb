#pragma once

// How the photos on the comparison desk are shown, as far as more than the eye depends on it.
namespace zhaojian::desk {

// Which photos lie beside the submission.
enum class Arrangement {
  references,  // every reference and the previous attempt
  pair,        // one of them at a time, as large as can be
  everything,  // the raw capture as well
};

// What an operator keeps from one photo to the next; part of the preferences.
struct CompareLook {
  Arrangement arrangement = Arrangement::references;
  // Panes turned and scaled so that the eyes agree: faces are compared that way, the standard is judged on the picture
  // as it is.
  bool registered_for_identity = true, registered_for_standard = false;
  bool tone_matched = false;  // the faces of the references as light as the submission's
  bool operator==(const CompareLook&) const = default;
};

// What the arrow keys move while it is in hand: a cursor on the submission's pixels.
enum class Tool { none, picker, ruler, angle };

// Lightness of a face: mean and standard deviation of CIE L*, 0…100, over the middle of the face.
struct FaceTone {
  double mean = 0, deviation = 0;
  bool operator==(const FaceTone&) const = default;
};

}  // namespace zhaojian::desk
