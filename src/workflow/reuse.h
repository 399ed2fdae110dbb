#pragma once
#include <memory>
#include <vector>

#include "checks/check.h"
#include "store/store.h"
#include "workflow/services.h"

// Photos that were handed in before: another student's, or the student's own that were refused.
namespace zhaojian::workflow {

[[nodiscard]] imaging::Fingerprint print_of(const store::PhotoPrint& kept);

// Every photo the store knew at one moment, as it is recognised. Immutable; any thread. A look-up among 100,000 takes a
// few milliseconds.
class KnownPhotos {
 public:
  // The nearest ones of other students, nearest first. `face_bits`: checks/recognition.h.
  [[nodiscard]] std::vector<checks::OtherPhoto> nearest(const checks::PrintViews& views, const StudentRef& student,
                                                        double face_bits, std::size_t most) const;
  [[nodiscard]] std::size_t size() const { return settled_->size() + latest_.size(); }

 private:
  friend class ReuseIndex;
  using Prints = std::vector<store::PhotoPrint>;
  std::shared_ptr<const Prints> settled_ = std::make_shared<const Prints>();  // shared with older moments
  Prints latest_;                                                             // few
};
using KnownPhotosPtr = std::shared_ptr<const KnownPhotos>;

// Keeps up with one store. Belongs to the thread of that store.
class ReuseIndex {
 public:
  [[nodiscard]] Result<KnownPhotosPtr> up_to_date(store::Store& store);

 private:
  KnownPhotosPtr known_ = std::make_shared<const KnownPhotos>();
  std::int64_t row_ = 0, removed_ = 0;
};

// What an assessment of this submission is told about earlier photos.
struct EarlierPhotos {
  KnownPhotosPtr known;                         // null: nobody was asked
  std::vector<imaging::Fingerprint> refused;    // of the same student, without those refused for their file alone
  bool previous_may_come_again = false;         // the photo of the attempt before was refused for its file alone
};
// Store thread.
[[nodiscard]] Result<EarlierPhotos> earlier_photos(const Services& services, ReuseIndex& index,
                                                   const domain::Submission& submission);

}  // namespace zhaojian::workflow
