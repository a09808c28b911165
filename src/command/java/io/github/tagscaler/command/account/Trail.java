package io.github.tagscaler.command.account;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.json.Json;
import java.util.List;

/**
 * A trail of CloudTrail.
 *
 * @param wide what it covers beside its region, such as {@code organization}; empty for nothing
 * @param logging whether it logs at all
 * @param selectors what it logs
 */
public record Trail(
    String name, String arn, String wide, Attempt<Boolean> logging, Attempt<Selectors> selectors) {

  /**
   * What a trail logs.
   *
   * @param logsManagementWrites whether that includes the calls that change resources of SageMaker
   * @param advanced whether the selectors are advanced ones
   * @param all as AWS has them
   */
  public record Selectors(boolean logsManagementWrites, boolean advanced, List<Json> all) {
    public Selectors {
      all = List.copyOf(all);
    }
  }
}
