package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Outcome;
import java.util.List;

/**
 * The result of reconciling a resource.
 *
 * @param outcomes one for each target
 * @param pending the names, in their own case, of the components that are not in service yet and
 *     have to be reconciled again a little later
 * @param bugs unexpected exceptions; the targets concerned are reported as failed
 */
public record ReconcileResult(
    List<Outcome> outcomes, List<String> pending, List<RuntimeException> bugs) {
  public ReconcileResult {
    outcomes = List.copyOf(outcomes);
    pending = List.copyOf(pending);
    bugs = List.copyOf(bugs);
  }
}
