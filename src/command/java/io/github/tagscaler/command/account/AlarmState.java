package io.github.tagscaler.command.account;

import java.time.Instant;

/**
 * An alarm of CloudWatch.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason why, as CloudWatch states it
 * @param since when it came into this state
 */
public record AlarmState(String name, String state, String reason, Instant since) {}
