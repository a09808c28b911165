package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.AccessDecision;
import io.github.tagscaler.command.account.AccessRequest;
import io.github.tagscaler.command.account.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What a role may not do of what it needs. */
final class RoleDecisions {
  private final Account account;

  RoleDecisions(Account account) {
    this.account = account;
  }

  /** The refused calls, in the order of the needs; none if all are allowed. */
  Attempt<List<AccessDecision>> refused(String role, List<AccessRequest> needs) {
    var refused = new ArrayList<AccessDecision>();
    for (var need : needs) {
      var decisions = account.decisions(role, need);
      if (!(decisions instanceof Attempt.Read(var read))) {
        return decisions;
      }
      read.stream().filter(decision -> !decision.allowed()).forEach(refused::add);
    }
    return new Attempt.Read<>(refused);
  }

  /** The refused calls in words, by what refuses them. */
  static String text(List<AccessDecision> refused) {
    var byRefusal =
        refused.stream()
            .collect(
                Collectors.groupingBy(
                    decision ->
                        String.valueOf(decision.refusal() == null ? "" : decision.refusal().text()),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        AccessDecision::action,
                        Collectors.collectingAndThen(
                            Collectors.toList(), all -> all.stream().distinct().toList()))));
    return byRefusal.entrySet().stream()
        .map(each -> "%s (%s)".formatted(Text.list(each.getValue()), each.getKey()))
        .collect(Collectors.joining("; "));
  }
}
