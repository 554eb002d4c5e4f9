// The threads of a team on a native host: started when an engine opens, asleep between calls, joined when it closes.
#include "native/threads.hpp"

#include <pthread.h>
#include <stdlib.h>

#include "team/team.hpp"

using namespace OVERPARAM_NAMESPACE;

namespace {

// Teams lie in engine memory, which a reference keeps from being collected while threads wait in it.
struct Crew {
  napi_env env;
  napi_ref block;
  Team* team;
  int count;
  pthread_t threads[most_members];
};

struct Hand {
  Team* team;
  int member;
};

void* work(void* argument) {
  const Hand hand = *static_cast<Hand*>(argument);
  free(argument);
  hand.team->work(hand.member);
  return nullptr;
}

// Also called when the environment ends (a worker thread exits) with the engine still open.
void stop(void* argument) {
  Crew* crew = static_cast<Crew*>(argument);
  crew->team->stop();
  for (int i = 0; i < crew->count; i++) pthread_join(crew->threads[i], nullptr);
  napi_delete_reference(crew->env, crew->block);
  free(crew);
}

napi_value stop_crew(napi_env env, napi_callback_info info) {
  void* crew = nullptr;
  napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &crew);
  napi_remove_env_cleanup_hook(env, stop, crew);
  stop(crew);
  return nullptr;
}

}  // namespace

napi_value overparam_start_team(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value values[2], stopper;
  napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
  void* elements = nullptr;
  int32_t members = 1;
  napi_get_typedarray_info(env, values[0], nullptr, nullptr, &elements, nullptr, nullptr);
  napi_get_value_int32(env, values[1], &members);
  Crew* crew = static_cast<Crew*>(calloc(1, sizeof(Crew)));
  if (crew == nullptr) return nullptr;
  crew->env = env;
  crew->team = static_cast<Team*>(elements);
  crew->team->open(1);
  napi_create_reference(env, values[0], 1, &crew->block);
  while (crew->count + 1 < members) {
    Hand* hand = static_cast<Hand*>(malloc(sizeof(Hand)));
    if (hand == nullptr) break;
    *hand = {crew->team, crew->count + 1};
    if (pthread_create(&crew->threads[crew->count], nullptr, work, hand) != 0) {
      free(hand);
      break;
    }
    crew->count++;
  }
  // No job is posted before this returns, so the members may be counted after they started.
  crew->team->members = crew->count + 1;
  napi_add_env_cleanup_hook(env, stop, crew);
  napi_create_function(env, "stop", NAPI_AUTO_LENGTH, stop_crew, crew, &stopper);
  return stopper;
}
