// The loss of one sample with K outputs, and its slope by each of them.
//
//   squared         ½ Σ (f − y)²
//   cross entropy   log Σ e^f · Σ y − Σ y f: targets y are probabilities, or one 1 among zeros
//   logistic        Σ log(1 + e^{−y f}), y = ±1
//   pseudo-Huber    Σ √(1 + (f − y)²) − 1: convex, slope at most 1
//   Geman–McClure   Σ ½ (f − y)²/(1 + (f − y)²): not convex, slope at most 3√3/16
#pragma once

#include "elementary/exp.hpp"
#include "elementary/log.hpp"
#include "elementary/sigmoid.hpp"

OVERPARAM_BEGIN

enum class OutputLoss : int { squared = 0, cross_entropy = 1, logistic = 2, pseudo_huber = 3, geman_mcclure = 4 };

// f, y, slope [count]; returns the loss.
inline double loss_of_outputs(OutputLoss loss, const double* f, const double* y, Count count, double* slope) {
  double sum = 0;
  switch (loss) {
    case OutputLoss::squared:
      for (Count k = 0; k < count; k++) {
        slope[k] = f[k] - y[k];
        sum += 0.5 * slope[k] * slope[k];
      }
      return sum;
    case OutputLoss::cross_entropy: {
      double top = f[0], mass = 0, all = 0;
      // What is not a number stays in `mass`.
      for (Count k = 1; k < count; k++) top = f[k] > top ? f[k] : top;
      for (Count k = 0; k < count; k++) {
        slope[k] = exp(f[k] - top);
        mass += slope[k];
        all += y[k];
      }
      // Above the largest output, so that a loss near 0 keeps its digits.
      double others = 0, missed = 0;
      bool seen = false;
      for (Count k = 0; k < count; k++) {
        if (!seen && f[k] == top)
          seen = true;
        else
          others += slope[k];
        missed += y[k] == 0 ? 0 : y[k] * (top - f[k]);
      }
      for (Count k = 0; k < count; k++) slope[k] = all * (slope[k] / mass) - y[k];
      return all * log1p(others) + missed;
    }
    case OutputLoss::logistic:
      for (Count k = 0; k < count; k++) {
        const double margin = -(y[k] * f[k]);
        sum += softplus(margin);
        slope[k] = -y[k] * sigmoid(margin);
      }
      return sum;
    case OutputLoss::pseudo_huber:
      for (Count k = 0; k < count; k++) {
        const double r = f[k] - y[k], root = square_root(1 + r * r);
        sum += r * r / (root + 1);
        slope[k] = r / root;
      }
      return sum;
    default:
      for (Count k = 0; k < count; k++) {
        const double r = f[k] - y[k], bottom = 1 + r * r;
        sum += 0.5 * (r * r) / bottom;
        slope[k] = r / (bottom * bottom);
      }
      return sum;
  }
}

OVERPARAM_END
