// The population loss, over a block of memory that `population_plan` sized and the caller owns.
#pragma once

#include "descent.hpp"
#include "population/floor.hpp"
#include "population/gram.hpp"
#include "population/hessian.hpp"
#include "population/hessian_times.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, population_plan)(double students, double inputs, double teachers) {
  Carver counting;
  Population none;
  Population::layout(counting, none, students, inputs, teachers);
  return counting.bytes();
}

OVERPARAM_ENTRY(void, population_open)(Population* p, int activation, int parameterization, Count students, Count inputs, Count teachers,
                                       const double* directions, const double* weights) {
  Carver carver(p);
  Population::layout(carver, *p, static_cast<double>(students), static_cast<double>(inputs), static_cast<double>(teachers));
  p->open({static_cast<Activation>(activation), static_cast<Parameterization>(parameterization), students, inputs}, teachers, directions,
          weights);
}

OVERPARAM_ENTRY(double, population_value)(Population* p, const double* theta) { return value(*p, theta); }

OVERPARAM_ENTRY(double, population_gradient)(Population* p, const double* theta, double* out) { return value_and_gradient(*p, theta, out); }

OVERPARAM_ENTRY(double, population_floor)(Population* p, const double* theta) { return loss_floor(*p, theta); }

OVERPARAM_ENTRY(void, population_hessian)(Population* p, const double* theta, double* out) { hessian(*p, theta, out); }

OVERPARAM_ENTRY(void, population_hessian_times)(Population* p, const double* theta, const double* v, double* out) {
  hessian_times(*p, theta, v, out);
}

OVERPARAM_ENTRY(void, population_descend)(Population* p, double* theta, double step, double steps, double stop_at, DescentReport* report) {
  PopulationDescent problem{*p};
  descend(problem, theta, p->gradient, step, steps, stop_at, *report);
}

OVERPARAM_ENTRY(void, population_gram)(int activation, const double* u, Count p, const double* v, Count q, Count inputs, double* out,
                                       double* scratch) {
  pair_table(PairTable::kernels, static_cast<Activation>(activation), u, p, v, q, inputs, out, scratch);
}

OVERPARAM_ENTRY(void, population_angles)(const double* u, Count p, const double* v, Count q, Count inputs, double* out, double* scratch) {
  pair_table(PairTable::angles, Activation::relu, u, p, v, q, inputs, out, scratch);
}

OVERPARAM_ENTRY(double, population_psi)(double t) { return psi(t); }

OVERPARAM_END
