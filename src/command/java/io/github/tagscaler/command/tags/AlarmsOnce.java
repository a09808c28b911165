package io.github.tagscaler.command.tags;

import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.tags.answer.FleetReading;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the alarms of scaling policies when a target first needs them. */
final class AlarmsOnce implements Supplier<Map<ResourceId, List<StepAlarm>>> {
  private final Session session;
  private final FleetReading.Registered read;
  private @Nullable Map<ResourceId, List<StepAlarm>> alarms;

  AlarmsOnce(Session session, FleetReading.Registered read) {
    this.session = session;
    this.read = read;
  }

  @Override
  public Map<ResourceId, List<StepAlarm>> get() {
    var known = alarms;
    if (known == null) {
      known = session.connection().stepAlarms().read(read.resources().getFirst().arn());
      alarms = known;
    }
    return known;
  }
}
