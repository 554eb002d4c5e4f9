// Lays arrays out in one block of memory that the caller owns: run without a block it only counts, so that a plan and the
// opening of a problem can never disagree about bytes. Nothing in the kernels allocates.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

class Carver {
 public:
  explicit Carver(void* block = nullptr) : base_(static_cast<char*>(block)) {}

  // An array of count · more elements, 64-byte aligned. Sizes are doubles, so that absurd ones are counted and not wrapped.
  template <class Element>
  void take(Element*& array, double count, double more = 1) {
    array = base_ == nullptr ? nullptr : reinterpret_cast<Element*>(base_ + static_cast<Count>(bytes_));
    double bytes = count * more * sizeof(Element);
    if (bytes < 0x1p52) bytes = static_cast<double>((static_cast<int64_t>(bytes) + 63) / 64 * 64);
    bytes_ += bytes;
  }

  double bytes() const { return bytes_; }

 private:
  char* base_;
  double bytes_ = 0;
};

OVERPARAM_END
