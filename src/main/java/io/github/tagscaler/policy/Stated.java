package io.github.tagscaler.policy;

/** A setting with where it was stated. */
record Stated(Setting setting, Origin origin) {}
