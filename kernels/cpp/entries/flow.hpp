// Flows on directed graphs, over a block of memory that `flow_plan` sized.
#pragma once

#include "entries/entry.hpp"
#include "flow/linear_flow.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, flow_plan)(double nodes, double edges, double threads) {
  Carver counting;
  LinearFlow none;
  LinearFlow::layout(counting, none, nodes, edges, threads);
  return counting.bytes();
}

// rows [nodes + 1] and heads [edges] as compressed rows have them; passage [nodes].
OVERPARAM_ENTRY(void, flow_open)(LinearFlow* state, Team* team, Count nodes, Count edges, Count source, Count sink, double decay, double growth, double forward,
                                 double backward, const double* rows, const double* heads, const double* passage) {
  Carver carver(state);
  LinearFlow& p = *state;
  LinearFlow::layout(carver, p, static_cast<double>(nodes), static_cast<double>(edges), team->members);
  p.nodes = nodes;
  p.edges = edges;
  p.source = source;
  p.sink = sink;
  p.left = decay / growth;
  p.growth = growth;
  p.forward = forward;
  p.backward = backward;
  for (Count u = 0; u <= nodes; u++) p.rows[u] = static_cast<int32_t>(rows[u]);
  for (Count v = 0; v < nodes; v++) p.passage[v] = passage[v] / growth;
  p.open(team, [=](Count e) { return static_cast<int32_t>(heads[e]); });
}

OVERPARAM_ENTRY(void, flow_advance)(LinearFlow* p, double* theta, Count steps) { p->advance(theta, steps); }

OVERPARAM_END
