package io.github.tagscaler.scaling;

import java.util.Optional;

/**
 * A scheduled action of a scalable target. When it fires, its bounds take the place of the target's
 * for good.
 *
 * @param name at most 256 characters
 * @param schedule as the API spells it, such as {@code cron(0 8 ? * MON-FRI *)} or {@code
 *     at(2026-12-31T18:00:00)}
 * @param zone the name of the time zone it runs by; AWS's default is {@code UTC}
 * @param min empty where it leaves the target's
 * @param max empty where it leaves the target's
 * @param limited whether it has a first or last time, which managed ones never have
 */
public record ScheduledAction(
    String name,
    String schedule,
    String zone,
    Optional<Integer> min,
    Optional<Integer> max,
    boolean limited) {}
