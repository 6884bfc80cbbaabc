#pragma once

#include "demarche/base/progress.h"
