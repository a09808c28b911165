package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;

/** Decides whether to bring back capacity that a deployment reset. */
final class RestoreRule {
  private final ReadContext context;

  RestoreRule(ReadContext context) {
    this.context = context;
  }

  /** Only an endpoint config states a number of instances that a deployment sets again. */
  Sourced<Boolean> restore(Sourced<Boolean> restore) {
    var kind = context.resource().kind();
    boolean resets =
        switch (kind) {
          case REAL_TIME, ASYNC -> true;
          case SERVERLESS, COMPONENT -> false;
        };
    if (!resets && restore.value() && restore.origin() instanceof Origin.Tag) {
      context
          .warnings()
          .add(
              restore.origin(),
              Code.NOT_APPLICABLE,
              "A deployment resets the instance counts of real-time and async variants only, so this has no effect on %s. Remove it."
                  .formatted(kind.plural()));
    }
    return resets ? restore : Sourced.builtIn(false);
  }
}
