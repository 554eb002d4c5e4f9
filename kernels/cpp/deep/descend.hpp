// Gradient descent of a deep network: prepare() returns the loss and leaves what step() needs, so that a layer's step can be taken
// while its gradient is in cache. The same bits as a gradient and an update. Every member sees the same losses, so that all stop together.
#pragma once

#include "deep/hand.hpp"
#include "descent.hpp"

OVERPARAM_BEGIN

struct DescentOrder {
  double step, steps, stop_at;
};

template <class Prepare, class Step>
inline void descend_deep(Hand& hand, const DescentOrder& order, DescentReport& report, const Prepare& prepare, const Step& step) {
  DescentReport own{0, not_a_number, -infinity, static_cast<double>(DescentEnd::steps)};
  double before = not_a_number;
  while (own.taken < order.steps) {
    const double value = prepare();
    own.value = value;
    if (value - before > own.rise) own.rise = value - before;
    before = value;
    const bool finite = is_finite(value);
    if (!finite || value <= order.stop_at) {
      own.end = static_cast<double>(finite ? DescentEnd::reached : DescentEnd::not_finite);
      break;
    }
    // Nobody still adds up losses when the step replaces them.
    hand.team.meet();
    step();
    own.taken += 1;
  }
  if (hand.member == 0) report = own;
}

OVERPARAM_END
