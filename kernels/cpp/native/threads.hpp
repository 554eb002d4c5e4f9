// startTeam(block, members): makes the block a team and starts its other members; returns the function that ends them.
#pragma once

#include <node_api.h>

napi_value overparam_start_team(napi_env env, napi_callback_info info);
