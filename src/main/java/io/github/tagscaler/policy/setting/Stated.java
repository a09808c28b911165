package io.github.tagscaler.policy.setting;

/** A setting with where it was stated. */
public record Stated(Setting setting, Origin origin) {}
