package io.github.tagscaler.command.explain;

import io.github.tagscaler.policy.setting.Origin;

/**
 * One value that is asked for.
 *
 * @param name what it is the value of: {@code max}, or {@code cpu: scale-in-cooldown}
 * @param value in the owner's unit, as a tag would have it
 */
public record AskedValue(String name, String value, Origin origin) {}
