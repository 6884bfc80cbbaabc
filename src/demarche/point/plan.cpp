#include "demarche/point/plan.h"

#include "demarche/point/methods.h"

namespace demarche {

AqreOptions aim_at(const Model& model, const Parameters& parameters, const Plan& plan) {
  AqreOptions aim = plan.aim;
  const bool takes_models = plan.precision_from_model && gives(*plan.method, Gift::Precision);
  if (!aim.precision && takes_models && model.precision) {
    aim.precision = largest_precision(model, point_of(model, parameters));
  }
  return aim;
}

Plan plan_at(const Model& model, const Parameters& parameters, Plan plan) {
  plan.aim = aim_at(model, parameters, plan);
  plan.precision_from_model = false;
  return plan;
}

}  // namespace demarche
