package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;

/** Models: nothing is known of them but their names and tags. */
final class Models {

  private final Account account;
  private final Lookup lookup;
  private final Tags tags;

  Models(Account account, Lookup lookup, Tags tags) {
    this.account = account;
    this.lookup = lookup;
    this.tags = tags;
  }

  JsonObject create(JsonObject request) {
    String name = request.text("ModelName");
    String arn = lookup.arn("model", name);
    if (account.sageMaker().models().containsKey(name)) {
      throw Lookup.alreadyExists("model", arn);
    }
    Map<String, String> checkedTags = tags.checked(request);
    account.sageMaker().models().put(name, arn);
    tags.put(arn, checkedTags);
    return JsonObject.of("ModelArn", arn);
  }

  JsonObject delete(JsonObject request) {
    String name = request.text("ModelName");
    String arn = account.sageMaker().models().remove(name);
    if (arn == null) {
      throw Lookup.notFound("model", lookup.arn("model", name));
    }
    account.tags().forget(arn);
    return JsonObject.EMPTY;
  }
}
