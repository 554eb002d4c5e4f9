// A running sum with its rounding error carried along: the error of the result is about one rounding, not one per term.
// Source: Neumaier 1974.
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

struct ExactSum {
  double sum = 0, lost = 0;

  void add(double term) {
    double next = sum + term;
    lost += magnitude(sum) >= magnitude(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }
  double value() const { return sum + lost; }
};

OVERPARAM_END
