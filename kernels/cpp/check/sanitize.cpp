// Every entry at awkward sizes on blocks of exactly the planned size, to be built with the address and undefined-behaviour
// sanitizers (scripts/sanitize.mjs): an access outside a plan, a misaligned vector or a bad shift ends the program.
#include "entries/entries.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

using namespace OVERPARAM_NAMESPACE;

namespace {

// Exactly `bytes` bytes at a multiple of 64, so that the sanitizer guards both ends.
struct Block {
  void* at;
  explicit Block(double bytes) : at(std::aligned_alloc(64, static_cast<size_t>(bytes))) {}
  ~Block() { std::free(at); }
};

double next_uniform() {
  static uint64_t state = 88172645463325252ull;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return static_cast<double>(state >> 11) * 0x1p-52 - 1;
}

std::vector<double> numbers(Count count) {
  std::vector<double> v(static_cast<size_t>(count));
  for (double& x : v) x = next_uniform();
  return v;
}

void check_network(int activation, int parameterization, Count n, Count d, Count m, bool with_hessian) {
  const Count size = m * d + (parameterization == 1 ? m : 0), r = 3;
  std::vector<double> theta = numbers(size), out(size), v = numbers(size), square(with_hessian ? size * size : 0);
  const std::vector<double> directions = numbers(r * d), weights = numbers(r);
  DescentReport report;

  Block population(population_plan(m, d, r));
  Population* p = static_cast<Population*>(population.at);
  population_open(p, activation, parameterization, m, d, r, directions.data(), weights.data());
  population_value(p, theta.data());
  population_gradient(p, theta.data(), out.data());
  population_floor(p, theta.data());
  population_hessian_times(p, theta.data(), v.data(), out.data());
  if (with_hessian) population_hessian(p, theta.data(), square.data());
  population_descend(p, theta.data(), 0.01, 3, 0, &report);
}

// Every activation, with the loss, bias, precision and number of threads taking turns.
void check_sampled(int activation, int parameterization, Count n, Count d, Count m) {
  static int turn = 0;
  turn++;
  const int precision = turn % 2, loss = turn % 3, bias = turn / 2 % 2, members = turn % 5 == 0 ? 2 : 1;
  const Count size = m * (d + bias + (parameterization == 1));
  std::vector<double> theta = numbers(size), out(size), outputs(n);
  const std::vector<double> x = numbers(n * d), y = numbers(n), fixed = numbers(m);
  alignas(64) static Team team;
  team_open(&team, members);
  std::thread other;
  if (members > 1) other = std::thread([] { team.work(1); });
  Block block(sampled_plan(precision, activation, parameterization, bias, m, d, n, members));
  sampled_open(block.at, &team, precision, activation, parameterization, loss, bias, m, d, n, 0.1, parameterization == 3 ? 0 : 0.1,
               x.data(), y.data(), fixed.data());
  sampled_load(block.at, x.data(), y.data());
  sampled_value(block.at, theta.data());
  sampled_gradient(block.at, theta.data(), out.data());
  sampled_forward(block.at, theta.data(), outputs.data());
  DescentReport report;
  sampled_descend(block.at, theta.data(), 0.01, 3, 0, &report);
  team_stop(&team);
  if (members > 1) other.join();
}

void check_linear(Count n, Count p) {
  std::vector<double> a = numbers(n * p), b = numbers(n), x(p), gram(p * p), factor(p * p), values(p), vectors(p * p);
  alignas(64) static Team team;
  team_open(&team, 1);
  Block packed(product_plan(1, p, n, p, 1));
  product_multiply(&team, a.data(), a.data(), gram.data(), 1, p, n, p, 1, 0, 0, 1, 0, nullptr, 0, nullptr, 0, 0, nullptr,
                   static_cast<double*>(packed.at));
  Block thin(product_plan(1, p, n, 1, 1));
  product_multiply(&team, a.data(), b.data(), x.data(), 1, p, n, 1, 1, 0, 1, 0.5, 1, values.data(), 1, b.data(), 1, 2, gram.data(),
                   static_cast<double*>(thin.at));
  Block for_cholesky(linear_cholesky_plan(p));
  linear_cholesky(gram.data(), p, factor.data(), static_cast<double*>(for_cholesky.at));
  linear_cholesky_solve(factor.data(), p, x.data(), 1);
  std::vector<double> work(p * (p + 4));
  for (int wanted = 0; wanted < 2; wanted++) {
    Block for_eigen(linear_eigen_plan(p, wanted));
    linear_eigen(gram.data(), p, values.data(), wanted ? vectors.data() : nullptr, wanted, static_cast<double*>(for_eigen.at));
    Block for_singular(linear_singular_plan(n, p, wanted));
    const Count k = n < p ? n : p;
    std::vector<double> some(k), left(wanted * k * n), right(wanted * k * p);
    linear_singular(a.data(), n, p, some.data(), left.data(), right.data(), wanted, static_cast<double*>(for_singular.at));
  }
  const Count least = n < p ? n : p, most = p < 5 ? p : 5;
  std::vector<double> q(n * least), r(least * p), extreme(most), rows(most * p);
  Block for_qr(linear_qr_plan(n, p));
  linear_qr(a.data(), n, p, q.data(), r.data(), static_cast<double*>(for_qr.at));
  Block for_lanczos(linear_lanczos_plan(p, most));
  linear_lanczos(gram.data(), p, most, -1, extreme.data(), rows.data(), static_cast<double*>(for_lanczos.at));
  std::vector<double> right = numbers(p);
  NonNegativeReport report;
  linear_nonnegative(gram.data(), right.data(), p, x.data(), work.data(), &report);
  std::vector<double> wide(p * n + n + 4 * p + (n < p ? n : p) * p);
  linear_least_squares(a.data(), b.data(), n, p, x.data(), wide.data());
  std::vector<double> table(p * p), scratch((p + p) * (n + 1));
  population_gram(1, a.data(), p, a.data(), p, n, table.data(), scratch.data());
  population_angles(a.data(), p, a.data(), p, n, table.data(), scratch.data());
}

// A product and a tangent kernel that two threads share.
void check_shared(int parameterization, int activation, Count n, Count d, Count m) {
  alignas(64) static Team team;
  team_open(&team, 2);
  std::thread other([] { team.work(1); });
  const std::vector<double> a = numbers(n * m), b = numbers(m * n), x = numbers(n * d), fixed = numbers(m);
  const std::vector<double> theta = numbers(m * (d + 1 + (parameterization == 1)));
  std::vector<double> out(n * n);
  Block packed(product_plan(1, n, m, n, 2));
  product_multiply(&team, a.data(), b.data(), out.data(), 1, n, m, n, 0, 0, 0, 0.5, 1, a.data(), 1, b.data(), 1, 2, out.data(),
                   static_cast<double*>(packed.at));
  Block block(tangent_plan(parameterization, n, d, m, 2));
  tangent_gram(&team, activation, parameterization, 1, n, d, m, theta.data(), x.data(), fixed.data(), out.data(), block.at);
  team_stop(&team);
  other.join();
}

// A graph whose last node is what most edges lead to.
void check_flow(Count nodes, Count degree, int members = 1) {
  std::vector<double> rows(nodes + 1), heads;
  for (Count u = 0; u < nodes; u++) {
    for (Count k = 0; k < degree; k++) heads.push_back(static_cast<double>(k % 2 == 0 ? nodes - 1 : (u + k) % nodes));
    std::sort(heads.end() - degree, heads.end());
    rows[u + 1] = static_cast<double>(heads.size());
  }
  const Count edges = static_cast<Count>(heads.size());
  const std::vector<double> passage = numbers(nodes);
  std::vector<double> theta = numbers(edges + 2 * nodes + 1);
  alignas(64) static Team team;
  team_open(&team, members);
  std::thread other;
  if (members > 1) other = std::thread([] { team.work(1); });
  Block block(flow_plan(nodes, edges, members));
  LinearFlow* flow = static_cast<LinearFlow*>(block.at);
  flow_open(flow, &team, nodes, edges, 0, nodes - 1, 0.9, 1.01, 1, 0.5, rows.data(), heads.data(), passage.data());
  flow_advance(flow, theta.data(), 3);
  team_stop(&team);
  if (members > 1) other.join();
}

void check_curvature(int activation, Count n, Count d, Count m) {
  const Count size = m * (d + 2) + 1;
  const std::vector<double> x = numbers(n * d), y = numbers(n), theta = numbers(size);
  std::vector<double> gradient(size), hessian(size * size);
  Block block(curvature_plan(m, d, n));
  Curvature* p = static_cast<Curvature*>(block.at);
  curvature_open(p, activation, m, d, n, x.data(), y.data());
  curvature_value(p, theta.data());
  curvature_gradient(p, theta.data(), gradient.data());
  curvature_hessian(p, theta.data(), hessian.data());
}

void check_elementary() {
  for (int which = 0; which < 9; which++)
    for (Count count = 0; count < 20; count++) {
      std::vector<double> v = numbers(count);
      math_each(which, v.data(), v.data(), count);
    }
  for (int i = 0; i < 200000; i++) {
    const double x = next_uniform() * power_of_two(i % 2046 - 1022);
    math_exp(x), math_log(x), math_sin(x), math_cos(x), math_tanh(x), math_erf(x);
    math_log1p(x), math_sigmoid(x), math_softplus(x);
    math_atan2(x, next_uniform()), math_power(x, i % 40 - 20, i % 5, i % 3);
  }
  for (double x : {0.0, -0.0, infinity, -infinity, not_a_number, 5e-324, 1.7976931348623157e308})
    math_exp(x), math_log(x), math_sin(x), math_cos(x), math_tanh(x), math_erf(x), math_atan2(x, x), math_power(x, 2147483647, 3, 2);
}

struct DeepSize {
  Count n, inputs, height, width, units, layers, outputs = 1, positions = 1, taps = 1;
};

void check_deep(int kind, const DeepSize& size, bool skip = false, int activation = 0, int loss = 0) {
  const auto [n, inputs, height, width, units, layers, outputs, positions, taps] = size;
  const DeepDescription asked{static_cast<double>(kind),      1,
                              static_cast<double>(n),         static_cast<double>(inputs),
                              static_cast<double>(height),    static_cast<double>(width),
                              static_cast<double>(units),     static_cast<double>(layers),
                              static_cast<double>(outputs),   static_cast<double>(positions),
                              static_cast<double>(taps),      skip ? 1.0 : 0.0,
                              0.5,                            static_cast<double>(activation),
                              static_cast<double>(loss),      0};
  const double* numbers_of = &asked.kind;
  const Count total = asked.shape().size();
  std::vector<double> theta = numbers(total), v = numbers(total), out(total), trained(layers + 1, 1), f(n * outputs);
  std::vector<double> kernel(n * n * outputs * outputs), hidden(n * positions * units);
  const std::vector<double> x = numbers(n * inputs * height * width * positions), y = numbers(n * outputs);
  Team team;
  team.open(1);
  Block block(deep_plan(numbers_of, 1));
  deep_open(block.at, &team, numbers_of, trained.data(), x.data(), y.data());
  deep_load(block.at, x.data(), y.data());
  deep_value(block.at, theta.data());
  deep_gradient(block.at, theta.data(), out.data());
  deep_forward(block.at, theta.data(), f.data());
  deep_hidden(block.at, layers - 1, hidden.data());
  deep_pullback(block.at, theta.data(), f.data(), out.data());
  deep_pushforward(block.at, theta.data(), v.data(), f.data());
  deep_tangent_kernel(block.at, theta.data(), 0, n, 0, n, kernel.data());
  deep_tangent_kernel(block.at, theta.data(), n / 2, n - n / 2, n / 3, n - n / 3, kernel.data());
  DescentReport report;
  deep_descend(block.at, theta.data(), 0.01, 2, -infinity, &report);
}

void check_all_deep() {
  for (Count size : {1, 2, 3, 7, 8, 9, 23, 24, 25, 33}) {
    for (Count layers = 1; layers < 4; layers++) {
      check_deep(0, {size, 5, 1, 1, 7, layers});
      check_deep(0, {9, size, 1, 1, 7, layers});
      check_deep(0, {9, 5, 1, 1, size, layers, 3}, true, 2, 1);
      check_deep(0, {3, 2, 1, 1, size, layers, 2, 4, 3}, false, 4, 3);
    }
    check_deep(0, {3, 2, 1, 1, 5, 2, 2, size, 1});
    check_deep(0, {2, 2, 1, 1, 5, 3, 2, size, size}, true, 5, 2);
    check_deep(1, {2, size, 3, 4, 5, 2});
    check_deep(1, {2, 3, size, 4, 5, 2, 2}, false, 6, 4);
    check_deep(1, {2, 3, 4, size, 5, 2});
    check_deep(1, {size, 3, 4, 5, 3, 2, 3}, false, 3, 1);
    check_deep(2, {2, size, 4, 5, size, 3});
    check_deep(2, {1, 3, size, 5, 3, 1, 4}, false, 5, 0);
  }
}

}  // namespace

int main() {
  check_elementary();
  for (int activation = 0; activation < 6; activation++)
    for (Count size : {1, 7, 8, 15, 16, 17, 33}) {
      check_curvature(activation, 3, 2, size);
      check_curvature(activation, size, 3, 5);
      check_curvature(activation, 17, size, 3);
    }
  check_curvature(2, 257, 2, 9);
  const Count sizes[] = {1, 2, 3, 5, 7, 31, 32, 33, 127, 128, 129};
  for (int activation = 0; activation < 2; activation++)
    for (int parameterization = 0; parameterization < 4; parameterization++)
      for (Count size : sizes) {
        check_network(activation, parameterization, size, 5, 7, size < 8);
        check_network(activation, parameterization, 33, size, 7, size < 8);
        check_network(activation, parameterization, 33, 5, size, size < 34);
      }
  check_network(1, 2, 6001, 6, 130, false);
  for (int activation = 0; activation < 8; activation++)
    for (Count size : sizes) {
      check_sampled(activation, static_cast<int>(size % 4), size, 5, 7);
      check_sampled(activation, static_cast<int>((size + 1) % 4), 33, size, 7);
      check_sampled(activation, static_cast<int>((size + 2) % 4), 33, 5, size);
    }
  for (int i = 0; i < 10; i++) check_sampled(i % 8, i % 4, 1301, 6, 130);
  for (Count n : sizes)
    for (Count p : sizes) check_linear(n, p);
  for (int activation = 0; activation < 8; activation++)
    for (Count size : sizes) {
      check_shared(activation % 3, activation, size, 5, 7);
      check_shared((activation + 1) % 3, activation, 33, size, 7);
    }
  check_shared(0, 0, 517, 5, 8);
  check_shared(1, 0, 300, 9, 261);
  check_shared(2, 4, 257, 3, 300);
  check_all_deep();
  for (Count size : {1, 2, 3, 17, 40}) {
    for (Count degree : {0, 1, 5}) check_flow(size, degree);
  }
  check_flow(40'003, 5, 2);
  std::puts("clean");
}
