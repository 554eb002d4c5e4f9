// The team of threads that shares long calls.
#pragma once

#include "entries/entry.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

// A block of 64 bytes becomes a team of `members` threads, the caller among them; the host starts the others.
OVERPARAM_ENTRY(void, team_open)(Team* team, int members) { team->open(members); }

// How many there are: fewer than asked for where the host could not start them all.
OVERPARAM_ENTRY(int, team_members)(Team* team) { return team->members; }

// Ends the life of the members that wait for work.
OVERPARAM_ENTRY(void, team_stop)(Team* team) { team->stop(); }

#if defined(__wasm__)
// The life of a member: a worker calls this once. Natively threads are started in native/threads.cpp.
OVERPARAM_ENTRY(void, team_work)(Team* team, int member) { team->work(member); }
#endif

OVERPARAM_END
