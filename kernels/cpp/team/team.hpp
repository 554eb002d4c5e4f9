// Threads inside one call: every member runs the same job, takes tasks from one counter and meets the others at barriers.
//
// Tasks are taken as members come free, so that a member whose core is held by another process delays one task and not half
// the work. What a task computes never depends on who takes it. Members spin first, because a step lasts microseconds, then sleep.
#pragma once

#include "team/wait.hpp"

OVERPARAM_BEGIN

inline constexpr int most_members = 64;

struct Team {
  using Job = void (*)(void* argument, Team& team, int member);

  int members;      // the caller is member 0
  int stopped;
  Signal posted;    // jobs so far
  Signal phase;     // barriers so far
  int next_task;
  int arrived;
  Job job;
  void* argument;

  void open(int count) { *this = {count, 0, {0, 0}, {0, 0}, 0, 0, nullptr, nullptr}; }

  // The next task not yet taken since the last barrier.
  int take() { return members == 1 ? next_task++ : __atomic_fetch_add(&next_task, 1, __ATOMIC_RELAXED); }

  // Everyone's writes before are seen by everyone after; tasks count from 0 again.
  [[gnu::noinline]] void meet() {
    if (members == 1) {
      next_task = 0;
      return;
    }
    const int now = phase.now();
    if (__atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL) == members) {
      __atomic_store_n(&arrived, 0, __ATOMIC_RELAXED);
      __atomic_store_n(&next_task, 0, __ATOMIC_RELAXED);
      phase.raise();
    } else {
      phase.wait_while(now);
    }
  }

  // Runs the job on all members and returns when all have finished it.
  void run(Job what, void* with) {
    next_task = 0;
    if (members > 1) {
      job = what;
      argument = with;
      posted.raise();
    }
    what(with, *this, 0);
    meet();
  }

  // The life of a member other than the caller.
  void work(int member) {
    for (int seen = 0;;) {
      posted.wait_while(seen);
      seen++;
      if (__atomic_load_n(&stopped, __ATOMIC_ACQUIRE)) return;
      job(argument, *this, member);
      meet();
    }
  }

  void stop() {
    __atomic_store_n(&stopped, 1, __ATOMIC_RELEASE);
    posted.raise();
  }
};

OVERPARAM_END
