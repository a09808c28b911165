package io.github.tagscaler.command.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.fake.FakeSageMaker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetResolverTest {
  private final FakeSageMaker sageMaker =
      new FakeSageMaker()
          .endpoint(
              "Chat", Map.of(), FakeSageMaker.variant("Blue", 1), FakeSageMaker.variant("Green", 1))
          .endpoint("nope-v2", Map.of(), FakeSageMaker.variant("A", 1))
          .endpoint("both", Map.of(), FakeSageMaker.variant("A", 1))
          .endpoint("TWIN", Map.of(), FakeSageMaker.variant("A", 1))
          .endpoint("twin", Map.of(), FakeSageMaker.variant("A", 1))
          .component("both", "Chat", "InService", Map.of())
          .component("llama", "Chat", "InService", Map.of());

  private final TargetResolver resolver =
      new TargetResolver(
          sageMaker,
          new ResourceNames() {
            @Override
            public List<Named> endpoints() {
              return List.of("Chat", "nope-v2", "both", "TWIN", "twin").stream()
                  .map(name -> new Named(name, FakeSageMaker.arn(name)))
                  .toList();
            }

            @Override
            public List<Named> components() {
              return List.of("both", "llama").stream()
                  .map(name -> new Named(name, FakeSageMaker.componentArn(name)))
                  .toList();
            }
          },
          "eu-west-1");

  @ParameterizedTest
  @CsvSource({
    "Chat, endpoint/Chat",
    "chat, endpoint/Chat",
    "endpoint/CHAT, endpoint/Chat",
    "endpoint/chat/variant/green, endpoint/Chat/variant/Green",
    "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat, endpoint/Chat",
    "arn:aws:sagemaker:eu-west-1:111122223333:inference-component/llama, inference-component/llama",
    "LLAMA, inference-component/llama",
    "inference-component/both, inference-component/both",
    "endpoint/both, endpoint/both",
    "twin, endpoint/twin",
    "TWIN, endpoint/TWIN",
  })
  void a_name_in_any_case_finds_what_exists(String text, String found) {
    assertThat(resolver.resolve(text).wire()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nope | No endpoint or inference component \"nope\" in 111122223333/eu-west-1. Did you mean \"nope-v2\"?",
        "xyz | No endpoint or inference component \"xyz\" in 111122223333/eu-west-1.",
        "endpoint/chta | No endpoint \"chta\" in 111122223333/eu-west-1. Did you mean \"Chat\"?",
        "endpoint/llama | No endpoint \"llama\" in 111122223333/eu-west-1. Did you mean inference-component/llama?",
        "both | \"both\" is the name of an endpoint and of an inference component. Write endpoint/both or inference-component/both.",
        "Twin | \"TWIN\" and \"twin\" differ only in case. Write the one you mean as it is.",
        "endpoint/chat/variant/blu | endpoint/Chat has no variant \"blu\". Did you mean \"Blue\"? Variants: Blue, Green.",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat | arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat is in us-east-1, and you are asking in eu-west-1. Add --region us-east-1.",
        "arn:aws:sagemaker:eu-west-1:999922223333:endpoint/chat | arn:aws:sagemaker:eu-west-1:999922223333:endpoint/chat is in account 999922223333, and your credentials are of account 111122223333. Use those of the other account, such as with --profile.",
        "a/b | \"a/b\" does not name a target. Write endpoint/NAME, endpoint/NAME/variant/VARIANT, inference-component/NAME, an ARN, or just the name.",
      })
  void what_does_not_exist_or_may_mean_several_is_an_error_of_usage(String text, String message) {
    assertThatThrownBy(() -> resolver.resolve(text))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
