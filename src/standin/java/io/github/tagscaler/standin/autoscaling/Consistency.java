package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.TargetId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How soon what is written can be used and read. At once, unless asked otherwise: then the first
 * puts after a registration find no target, and the first reads after a write still see what was
 * before it (Application Auto Scaling API reference, RegisterScalableTarget, on eventual
 * consistency).
 */
public final class Consistency {

  /** What can be read stale, each counted by itself. */
  private enum View {
    TARGETS,
    POLICIES,
    ACTIONS
  }

  private final Account account;
  private int putsAfterRegistration;
  private int readsAfterWrite;
  private final Map<TargetId, Integer> putsToRefuse = new HashMap<>();
  private final Map<View, Integer> readsToAge = new EnumMap<>(View.class);
  private final Map<View, List<Describable>> before = new EnumMap<>(View.class);

  Consistency(Account account) {
    this.account = account;
  }

  /** From now on, refuse so many puts after a registration and age so many reads after a write. */
  public void delay(int puts, int reads) {
    putsAfterRegistration = puts;
    readsAfterWrite = reads;
    putsToRefuse.clear();
    readsToAge.clear();
  }

  /** Remember what is there, for reads that come too soon. */
  void beforeWrite() {
    if (readsAfterWrite > 0) {
      for (View view : View.values()) {
        before.put(view, now(view).stream().map(Describable::asOfNow).toList());
        readsToAge.put(view, readsAfterWrite);
      }
    }
  }

  void created(TargetId id) {
    putsToRefuse.put(id, putsAfterRegistration);
  }

  /** Refuse a put that comes too soon. */
  void requireArrived(TargetId id) {
    int left = Optional.ofNullable(putsToRefuse.get(id)).orElse(0);
    if (left > 0) {
      putsToRefuse.put(id, left - 1);
      throw Targets.notRegistered(id);
    }
  }

  List<Describable> targets() {
    return read(View.TARGETS);
  }

  List<Describable> policies() {
    return read(View.POLICIES);
  }

  List<Describable> actions() {
    return read(View.ACTIONS);
  }

  private List<Describable> read(View view) {
    int left = Optional.ofNullable(readsToAge.get(view)).orElse(0);
    if (left > 0) {
      readsToAge.put(view, left - 1);
      return before.getOrDefault(view, List.of());
    }
    return now(view);
  }

  private List<Describable> now(View view) {
    var targets = account.scalableTargets().targets().values().stream();
    return switch (view) {
      case TARGETS ->
          targets.map(target -> new Describable(target.id(), "", target::describe)).toList();
      case POLICIES ->
          targets
              .flatMap(target ->
                  target.policies().entrySet().stream()
                      .map(policy ->
                          new Describable(
                              target.id(),
                              policy.getKey(),
                              () -> Policies.describe(policy.getValue(), account))))
              .toList();
      case ACTIONS ->
          targets
              .flatMap(target ->
                  target.actions().entrySet().stream()
                      .map(action ->
                          new Describable(target.id(), action.getKey(), action.getValue()::json)))
              .toList();
    };
  }
}
