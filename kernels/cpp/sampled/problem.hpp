// The sampled loss L(θ) = 1/n Σ_i ℓ(f(x_i), y_i) + penalties: value, gradient, outputs and gradient descent, on a team of threads.
#pragma once

#include "descent.hpp"
#include "sampled/parameters.hpp"
#include "sampled/pass.hpp"

OVERPARAM_BEGIN

template <class Real>
struct Sampled : State<Real> {
  using State<Real>::shape, State<Real>::chunks, State<Real>::spaces, State<Real>::space, State<Real>::neurons;

  // Arrays have been laid out.
  void open(const Shape& what, Team* on, const double* x, const double* y, const double* fixed_weights) {
    shape = what;
    const Blocks<Real> cut(shape.samples, shape.features(), shape.students);
    this->padded = cut.padded;
    neurons = cut.neurons;
    this->block = cut.block;
    this->blocks = cut.count;
    this->per_chunk = cut.per_chunk;
    chunks = cut.chunks;
    spaces = on->members < chunks ? on->members : chunks;
    this->team = on;
    for (Count i = 0; i < neurons; i++) this->fixed[i] = i < shape.students ? fixed_weights[i] : 0;
    if constexpr (sizeof(Real) == sizeof(double)) {
      if (!this->narrow_copy) this->packed = this->w;
    }
    load(x, y);
  }

  void load(const double* x, const double* y) {
    pack_samples_forward(shape, x, this->padded, this->forward_x);
    pack_samples_backward(shape, x, this->padded, this->block, this->backward_x);
    for (Count i = 0; i < this->padded; i++) this->targets[i] = i < shape.samples ? y[i] : 0;
  }

  double value(const double* theta) {
    refresh(theta);
    run({this, nullptr, false});
    return loss();
  }

  double value_and_gradient(const double* theta, double* out) {
    refresh(theta);
    run({this, nullptr, true});
    for (Count first = 0; first < neurons; first += panel_of<Real>) {
      panel_gradient(*this, first, space[0]);
      unpack_parameters(*this, space[0].gradient, space[0].kappa, first, out);
    }
    return loss();
  }

  // out[i] = f(x_i)
  void forward(const double* theta, double* out) {
    refresh(theta);
    const Pass<Real> pass{*this, space[0]};
    for (Count b = 0; b < this->blocks; b++) {
      pass.forward(b);
      for (Count i = 0; i < pass.block_size(b) && b * this->block + i < shape.samples; i++) out[b * this->block + i] = space[0].f[i];
    }
  }

  // Gradient descent in place; the same bits as value_and_gradient and an update, step by step.
  void descend(double* theta, double step, double steps, double stop_at, DescentReport& report) {
    report = {0, not_a_number, -infinity, static_cast<double>(DescentEnd::steps)};
    if (!(steps > 0)) return;
    refresh(theta);
    Order order{step, steps, stop_at, &report};
    run({this, &order, true});
    for (Count first = 0; first < neurons; first += panel_of<Real>)
      unpack_parameters(*this, this->w + first * this->features(), this->a + first, first, theta);
  }

 private:
  struct Order {
    double step, steps, stop_at;
    DescentReport* report;
  };

  // What a team is asked: one pass, or with an order descent.
  struct Work {
    Sampled* problem;
    const Order* order;
    bool with_gradient;
  };

  void refresh(const double* theta) {
    for (Count first = 0; first < neurons; first += panel_of<Real>) {
      pack_parameters(*this, theta, first);
      prepare_panel(*this, first);
    }
  }

  double loss() const {
    double sum = 0;
    for (Count chunk = 0; chunk < chunks; chunk++) sum += this->chunk_loss[chunk];
    double value = this->share() * sum;
    if (shape.squares > 0 || shape.paths > 0)
      for (Count panel = 0; panel < this->panels(); panel++) value += this->penalties[panel];
    return value;
  }

  // A problem of one chunk is not worth waking anyone for.
  void run(Work work) {
    if (spaces > 1) return this->team->run(member_of_work, &work);
    Team alone;
    alone.open(1);
    member_of_work(&work, alone, 0);
  }

  static void member_of_work(void* argument, Team& team, int member) {
    const Work& work = *static_cast<Work*>(argument);
    Member{work, team, member}.run();
  }

  struct Member {
    const Work& work;
    Team& team;
    int member;

    void run() {
      if (work.order == nullptr) return pass();
      Sampled& p = *work.problem;
      const Order& order = *work.order;
      double before = not_a_number;
      // Every member sees the same losses, so that all stop together; member 0 reports.
      for (double taken = 0;; taken++) {
        if (taken == order.steps) return;
        pass();
        team.meet();
        const double value = p.loss();
        const bool finite = is_finite(value), end = !finite || value <= order.stop_at;
        if (member == 0) {
          DescentReport& report = *order.report;
          report.value = value;
          if (value - before > report.rise) report.rise = value - before;
          if (end) report.end = static_cast<double>(finite ? DescentEnd::reached : DescentEnd::not_finite);
          if (!end) report.taken = taken + 1;
        }
        before = value;
        if (end) return;
        update(order.step);
        team.meet();
      }
    }

    void pass() {
      Sampled& p = *work.problem;
      if (member >= p.spaces) return;
      const Pass<Real> pass{p, p.space[member]};
      for (Count chunk = team.take(); chunk < p.chunks; chunk = team.take()) pass.chunk(chunk, work.with_gradient);
    }

    void update(double step) {
      Sampled& p = *work.problem;
      if (member >= p.spaces) return;
      const Count panels = p.panels();
      for (Count panel = team.take(); panel < panels; panel = team.take()) {
        const Count first = panel * panel_of<Real>;
        panel_gradient(p, first, p.space[member]);
        step_panel(p, first, p.space[member], step);
        prepare_panel(p, first);
      }
    }
  };
};

OVERPARAM_END
