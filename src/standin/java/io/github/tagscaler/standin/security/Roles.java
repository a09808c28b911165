package io.github.tagscaler.standin.security;

import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Optional;

/** Roles made and deleted; a role has at most one inline policy here. */
final class Roles {

  private final Account account;

  Roles(Account account) {
    this.account = account;
  }

  JsonObject find(JsonObject request) {
    String name = request.text("RoleName");
    return Optional.ofNullable(account.infrastructure().of(Kind.ROLE).get(name))
        .orElseThrow(() -> Iam.missing("The role with name " + name + " cannot be found."));
  }

  JsonObject create(JsonObject request) {
    String name = request.text("RoleName");
    if (account.infrastructure().of(Kind.ROLE).containsKey(name)) {
      throw new AwsFailure(
          409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
    }
    String path = request.findText("Path").orElse("/");
    JsonObject role = account.newRole(name, path);
    save(role, List.of());
    return JsonObject.of("Role", role);
  }

  /** IAM API reference, DeleteRole: a role with policies cannot be deleted. */
  JsonObject delete(JsonObject request) {
    JsonObject role = find(request);
    if (!role.objects(Iam.STATEMENTS).isEmpty()) {
      throw new AwsFailure(
          409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
    }
    account.infrastructure().remove(Kind.ROLE, role.text("RoleName"));
    return JsonObject.EMPTY;
  }

  JsonObject putPolicy(JsonObject request) {
    JsonObject role = find(request);
    try {
      save(role, JsonReader.object(request.text("PolicyDocument")).objects("Statement"));
    } catch (JsonException malformed) {
      throw AwsFailure.of("MalformedPolicyDocument", "Syntax errors in policy.");
    }
    return JsonObject.EMPTY;
  }

  JsonObject deletePolicy(JsonObject request) {
    save(find(request), List.of());
    return JsonObject.EMPTY;
  }

  private void save(JsonObject role, List<JsonObject> statements) {
    account
        .infrastructure()
        .put(Kind.ROLE, role.text("RoleName"), role.with(Iam.STATEMENTS, statements));
  }
}
